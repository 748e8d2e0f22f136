"""What a report that was built anew says differently."""

import pytest
from django.utils import timezone

from interviews.models import Turn
from reports.models import Evidence
from reports.writer.local import LocalWriter, point_in_sentence

from .. import sessions
from ..cast import built

pytestmark = pytest.mark.django_db


class AnotherWriter(LocalWriter):
    name = "another"


@pytest.fixture
def row(alice):
    return sessions.past_interview(alice, seed=3, questions=2, skill=1.0)


def correct(turn, *, first, text):
    """Correct one word, in the answer and in what was judged of it."""
    before = turn.words[first][0]
    turn.words[first][0] = text
    turn.answer = " ".join(word[0] for word in turn.words)
    for point in turn.content["points"]:
        for span in point["evidence"]:
            span["quote"] = span["quote"].replace(before, text)
    turn.corrected_at = timezone.now()
    turn.save()


def test_another_writer_about_the_same_words_changes_nothing(row):
    built(row, writer=AnotherWriter())

    assert built(row).changes == []


def test_a_strength_on_other_words_is_named(row):
    strength = built(row).claims.filter(kind="strength").first()
    turn = Turn.objects.get(interview=row, number=strength.turn)
    point = next(item for item in turn.content["points"] if item["key_point"] == strength.key_point)
    span = point["evidence"][0]
    opening = turn.answer.split(".")[0] + "."
    span |= {"first": 0, "last": len(opening.split()) - 1, "quote": opening}
    turn.save()

    lines = built(row).changes[0]["lines"]

    assert lines == [f"Rests on other words now: {point_in_sentence(strength.point)}."]


def test_words_that_only_moved_are_the_same_words(row):
    strength = built(row).claims.filter(kind="strength").first()
    turn = Turn.objects.get(interview=row, number=strength.turn)
    turn.words = [["Well,", turn.answer_start_ms, turn.answer_start_ms, 1.0], *turn.words]
    turn.answer = f"Well, {turn.answer}"
    turn.save()

    assert built(row).changes == []


def test_a_gap_beside_other_words_is_named(alice):
    row = sessions.past_interview(alice, seed=3, questions=2, skill=0.0, fillers=0, follow_ups=False)
    gap = built(row).claims.filter(kind="gap", shade="not_heard").first()
    instead = gap.evidence.get(role="instead")
    correct(Turn.objects.get(interview=row, number=gap.turn), first=instead.first, text="Redis")

    [change] = built(row).changes

    assert change["turns"] == [gap.turn]
    assert f"Still a gap, beside other words now: {point_in_sentence(gap.point)}." in change["lines"]


def test_a_remark_on_delivery_with_other_words_is_named(alice):
    row = sessions.past_interview(alice, seed=6, questions=2, skill=1.0, fillers=13)
    remark = built(row).claims.filter(kind="delivery").first()
    said = remark.evidence.first()
    correct(Turn.objects.get(interview=row, number=said.turn), first=said.first, text="Redis")

    assert "What this report says about how you spoke has changed." in built(row).changes[0]["lines"]


def test_who_reads_nothing_of_how_they_speak_is_not_told_that_it_changed(alice):
    row = sessions.past_interview(alice, seed=6, questions=2, skill=1.0, fillers=13)
    said = built(row).claims.filter(kind="delivery").first().evidence.first()
    alice.delivery_coaching = False
    alice.save()
    correct(Turn.objects.get(interview=row, number=said.turn), first=said.first, text="Redis")

    lines = [line for change in built(row).changes for line in change["lines"]]

    assert not any("how you spoke" in line for line in lines)


def test_a_correction_that_no_remark_rests_on_is_told_once(row):
    report = built(row)
    quoted = Evidence.objects.filter(claim__report=report, turn=1)
    used = {word for item in quoted for word in range(item.first, item.last + 1)}
    turn = row.turns.get(number=1)
    unused = next(word for word in range(len(turn.words)) if word not in used)
    correct(turn, first=unused, text="Redis")

    first = built(row).changes

    [change] = first
    assert change["lines"] == ["No remark of this report rests on the words that changed."]
    assert built(row).changes == first


def test_a_correction_during_a_build_belongs_to_the_next_one(row):
    class CorrectedMeanwhile(LocalWriter):
        def write(self, brief):
            turn = row.turns.first()
            turn.corrected_at = timezone.now()
            turn.save(update_fields=["corrected_at"])
            return super().write(brief)

    assert built(row, writer=CorrectedMeanwhile()).changes == []

    assert built(row).changes[0]["turns"] == [1]
