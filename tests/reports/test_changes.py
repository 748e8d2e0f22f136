"""What a report that was built anew says differently."""

import pytest

from interviews.models import Turn
from reports.writer.local import LocalWriter

from . import sessions
from .cast import built

pytestmark = pytest.mark.django_db


class AnotherWriter(LocalWriter):
    name = "another"


@pytest.fixture
def row(alice):
    return sessions.past_interview(alice, seed=3, questions=2, skill=1.0)


def test_another_writer_about_the_same_words_changes_nothing(row):
    built(row, writer=AnotherWriter())

    assert built(row).changes == []


def test_a_strength_on_other_words_is_named(row):
    strength = built(row).claims.filter(kind="strength").first()
    turn = Turn.objects.get(interview=row, number=strength.turn)
    point = next(item for item in turn.content["points"] if item["key_point"] == strength.key_point)
    span = point["evidence"][0]
    span["last"] -= 1
    span["quote"] = span["quote"].rsplit(" ", 1)[0]
    turn.save()

    lines = built(row).changes[0]["lines"]

    assert lines == [f"Rests on other words now: {strength.point}."]


def test_words_that_only_moved_are_the_same_words(row):
    strength = built(row).claims.filter(kind="strength").first()
    turn = Turn.objects.get(interview=row, number=strength.turn)
    turn.words = [["Well,", turn.answer_start_ms, turn.answer_start_ms, 1.0], *turn.words]
    turn.answer = f"Well, {turn.answer}"
    turn.save()

    assert built(row).changes == []
