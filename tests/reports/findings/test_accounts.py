"""What a story is praised for: what was done in it, in whole sentences, and one point for each."""

import msgspec
import pytest

from interviews.history import Sign, Verdict, locate
from reports.findings.accounts import was_not_done
from reports.findings.key_points import find

from ..sessions import Said
from .test_omissions import judged, record_with

pytestmark = pytest.mark.django_db

STORY, CASE = "model-you-argued-against-shipping", "payment-retried-after-timeout"
TOLD = "We noticed that a product had been renamed, and those tickets the model got almost all wrong."
WISH = "I wish I'd shown them ten concrete tickets instead of one percentage."
ENDED = "Because it got switched off, and because the support lead counted, four of ten tickets went wrong."


def strengths(alice, *turns, slug=STORY, **points):
    """Return what each point is shown with. `points` are (turn, words, certainty), by key point."""
    record = record_with(alice, *turns, slug=slug)
    for point, (number, words, certainty) in points.items():
        evidence = (locate(words, record.turns[number].words),)
        record = judged(
            record,
            number,
            point.replace("_", "-"),
            verdict=Verdict.HEARD,
            evidence=evidence,
            certainty=certainty,
        )
    return {item.key_point.replace("-", "_"): item.evidence[0].text for item in find(record).strengths}


def test_a_wish_carries_no_point_but_one_on_what_would_be_done_otherwise(alice):
    told = strengths(
        alice,
        Said("question", f"{TOLD} {WISH}"),
        framed_for_deciders=(0, WISH, 0.9),
        own_evidence=(0, TOLD, 0.9),
    )
    lesson = strengths(alice, Said("question", f"{TOLD} {WISH}"), changed_practice=(0, WISH, 0.9))

    assert told == {"own_evidence": TOLD}
    assert lesson == {"changed_practice": WISH}


def test_of_words_that_end_in_a_wish_what_was_done_is_shown(alice):
    told = strengths(alice, Said("question", f"{TOLD} {WISH}"), own_evidence=(0, f"{TOLD} {WISH}", 0.9))

    assert told == {"own_evidence": TOLD}


def test_a_point_that_was_only_wished_for_is_told_with_a_later_answer(alice):
    shown = "So I took ten tickets along to the team lead."

    told = strengths(
        alice,
        Said("question", f"{TOLD} {WISH}"),
        Said("follow_up", shown, {"framed-for-deciders": Verdict.HEARD}),
        framed_for_deciders=(0, WISH, 0.9),
    )

    assert told["framed_for_deciders"] == shown


HAPPENED = "The replicas fell behind by twenty minutes."
MINE = "My decision was to stop the script at once."
STOPPED = "I stopped the script after a call with the head of support."


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"{HAPPENED} {STOPPED}", STOPPED),
        (f"{STOPPED} {HAPPENED}", f"{STOPPED} {HAPPENED}"),
        (f"{HAPPENED} {MINE}", MINE),
        (f"{MINE} {STOPPED}", f"{MINE} {STOPPED}"),
        (f"{HAPPENED} The script ran on until the morning.", None),
    ],
)
def test_a_decision_is_shown_from_where_somebody_acts(alice, said, shown):
    told = strengths(
        alice,
        Said("question", said),
        slug="change-to-live-data-that-went-wrong",
        decision_under_way=(0, said, 0.9),
    )

    assert told == {"decision_under_way": shown or said}


def test_what_happened_is_shown_where_the_point_is_no_decision(alice):
    said = f"{HAPPENED} {STOPPED}"

    told = strengths(
        alice,
        Said("question", said),
        slug="change-to-live-data-that-went-wrong",
        change_and_stakes=(0, said, 0.9),
    )

    assert told == {"change_and_stakes": said}


@pytest.mark.parametrize(("sign", "shown"), [(WISH, ""), (ENDED, "number")])
def test_no_wish_is_a_sign_of_depth(alice, sign, shown):
    record = record_with(alice, Said("question", f"{TOLD} {sign}"), slug=STORY)
    turn = record.turns[0]
    evidence, depth = (locate(TOLD, turn.words),), (Sign("number", locate(sign, turn.words)),)
    turn = msgspec.structs.replace(turn, content=msgspec.structs.replace(turn.content, depth=depth))
    record = msgspec.structs.replace(record, turns=(turn,))
    record = judged(record, 0, "own-evidence", verdict=Verdict.HEARD, evidence=evidence, certainty=0.9)

    assert [item.sign for item in find(record).strengths] == [shown]


@pytest.mark.parametrize(
    "undone",
    [
        "I wish I'd shown them ten concrete tickets.",
        "In hindsight I should have written it down that week.",
        "We should've asked the support people first.",
        "I shouldn’t have kept quiet about it.",
        "But I only said it in our weekly, kind of quietly, and nobody reacted.",
        "I only mentioned it once in the chat and then nothing happened.",
        "We never got round to measuring it again.",
        "I didn't dare to tell the director.",
        "For events I'd have needed a calendar, which we didn't have.",
        "I ran out of time to be honest.",
        "I ran out of time, so I never finished the script.",
        "I should have written it down, but I forgot.",
        "I should've asked them first, but I went ahead and shipped it.",
        "I ran out of time, so I just didn't finish it.",
        "I didn't manage to reproduce it, and we still don't know why.",
        "I wish I'd shown them ten tickets, and next time I would.",
        "We didn't have time for tests, so we should have said so.",
        "I should have asked them, instead I shipped it.",
        "We ran out of time, and nothing that we tried on Friday worked.",
        "I didn't dare to tell them, so they found out by themselves.",
        "So I put it back, but I didn't have time to measure it.",
    ],
)
def test_what_was_not_done(undone):
    assert was_not_done(undone)


@pytest.mark.parametrize(
    "done",
    [
        "I only changed one thing at a time, and measured it.",
        "I only told the person on call, so that we could think in peace.",
        "Only then I wrote to everybody who had used the figure.",
        "I said that we should have a way back, and we built one.",
        "We never lost a message after that.",
        "I never asked anybody whose fault it was.",
        "Nobody had noticed it for three weeks, so I looked at who was hit.",
        "I showed them the figures, and nobody reacted, so I took ten tickets along.",
        "I could have switched it off for all, but I did so for one in ten.",
        "I didn't tell them that it breaks a rule, I showed what it would cost.",
        "They wished for a demo, and I gave them one with made-up data.",
        "I didn't have time to write a test suite, so I wrote one script that compared both tables.",
        "I didn't manage to reproduce it on my laptop, so I captured the traffic and replayed it.",
        "We ran out of time on the first release, so I cut the scope and we shipped on Friday.",
        "I didn't dare to wait for him; instead we just switched it off.",
        "We didn't have enough time, but by Friday I had to decide, so I did it by hand.",
        "I only told my lead and nobody reacted, so the next day I took ten tickets along.",
        "I should have asked them first, so I went back and asked all ten.",
        "We should have three replicas in each zone.",
        "We should have replicas in each zone.",
        "We should have at least 3 copies, and there were two.",
        "We should have enough copies in each zone.",
    ],
)
def test_what_was_done_after_all(done):
    assert not was_not_done(done)


def test_a_piece_of_a_sentence_is_shown_as_the_whole(alice):
    shown = strengths(
        alice,
        Said("question", f"{TOLD} {ENDED}"),
        outcome_known=(0, "and because the support lead counted", 0.9),
    )

    assert shown == {"outcome_known": ENDED}


def test_a_piece_is_not_filled_up_with_what_was_not_done(alice):
    said = "When the product was renamed it failed, but I only said it once and nobody reacted."

    shown = strengths(alice, Said("question", said), own_evidence=(0, "When the product was renamed", 0.9))

    assert shown == {"own_evidence": "When the product was renamed it failed,"}


def test_two_statements_of_a_sentence_carry_a_point_each(alice):
    said = "I took ten tickets along to the team lead, and after three weeks they switched it off themselves."

    shown = strengths(
        alice,
        Said("question", said),
        own_evidence=(0, "I took ten tickets along", 0.9),
        outcome_known=(0, "and after three weeks they switched", 0.9),
    )

    assert shown == {
        "own_evidence": "I took ten tickets along to the team lead,",
        "outcome_known": "and after three weeks they switched it off themselves.",
    }


def test_a_sentence_longer_than_one_reads_stays_a_piece(alice):
    said = f"{ENDED.removesuffix('.')}, {', '.join(['and then we looked at it again with the team'] * 4)}."

    shown = strengths(
        alice, Said("question", said), outcome_known=(0, "and because the support lead counted,", 0.9)
    )

    assert shown == {"outcome_known": "and because the support lead counted,"}


def test_in_an_account_of_a_case_a_piece_of_a_long_sentence_stays_one(alice):
    said = (
        "The client sends a key with each payment, and the server looks it up, which takes it some two "
        "milliseconds on a bad day, and then the worker goes on to the charge itself."
    )

    shown = strengths(
        alice, Said("question", said), slug=CASE, client_key=(0, "and the server looks it up", 0.9)
    )

    assert shown == {"client_key": "and the server looks it up,"}


def test_a_sentence_of_a_story_carries_its_foremost_point_and_no_other(alice):
    story = {
        "concrete_stakes": (0, "Because it got switched off, and because", 0.9),
        "own_evidence": (0, "and because the support lead counted", 0.95),
        "outcome_known": (0, "four of ten tickets went wrong", 0.65),
    }

    assert list(strengths(alice, Said("question", f"{TOLD} {ENDED}"), **story)) == ["own_evidence"]
    # A point that was asked about is what the words were said for.
    assert list(
        strengths(
            alice,
            Said("question", TOLD),
            Said("follow_up", ENDED, about="outcome-known"),
            **{point: (1, *rest) for point, (_, *rest) in story.items()},
        )
    ) == ["outcome_known"]
    # Another sentence carries another point.
    assert (
        len(strengths(alice, Said("question", f"{TOLD} {ENDED}"), **story | {"own_evidence": (0, TOLD, 0.9)}))
        == 2
    )


def test_a_sentence_on_a_case_makes_two_points(alice):
    said = "The client sends a key with each payment, and the server stores its answer under the key."

    shown = strengths(
        alice,
        Said("question", said),
        slug=CASE,
        client_key=(0, said, 0.9),
        replay_stored_result=(0, said, 0.9),
    )

    assert len(shown) == 2


def test_what_was_done_in_place_of_something_else_is_praised(alice):
    said = "I didn't have time to write tests, so I compared both tables every night."

    assert strengths(alice, Said("question", f"{TOLD} {said}"), own_evidence=(0, said, 0.9)) == {
        "own_evidence": said
    }
