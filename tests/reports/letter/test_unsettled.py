"""Questions of which nothing is claimed: why not, in a few true words."""

import pytest

from interviews.history import Verdict
from reports.answers.asked import asked_questions, says_only_dont_know
from reports.letter.coverage import counted, in_words
from reports.paper.pdf import content_of

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(alice, client):
    return page_of(alice, client, last="Depends on it.")


def page_of(alice, client, *, last):
    """Return the page of a report on six questions: 'I don't know' to five of them, `last` to the other."""
    row = sessions.talk(alice, Said("question", "I don't know."))
    others = [item for item in sessions.questions_for("backend", "mid") if item.kind != "experience"][1:6]
    for number, question in enumerate(others, start=2):
        speaker = sessions.spoken(last if number == 6 else "I don't know.", at_ms=number * 60_000)
        at = {"kind": "question", "said": question.ask, "said_ms": number * 60_000 - 30_000}
        turn = sessions.turn_row(row, number, question=question, speaker=speaker, typed=True, **at)
        turn.content = row.turns.get(number=1).content
        for judged, point in zip(turn.content["points"], question.key_points, strict=False):
            judged |= {"key_point": point.slug, "verdict": Verdict.NOT_HEARD, "certainty": 0.9}
        turn.save()
    built(row)
    client.force_login(alice)
    return client.get(f"/reports/{row.pk}/").context["page"]


def test_who_said_that_they_don_t_know_is_told_that_and_no_more(page):
    untold = [question.unsettled for question in page.questions if not question.sharpen]

    assert len(untold) == 3  # a short letter has three gaps
    assert [("you didn’t know" in why, "too little to go by" in why) for why in untold] == [
        (True, False), (True, False), (False, True)
    ]  # fmt: skip
    assert all(why in [question["summary"] for question in content_of(page)["questions"]] for why in untold)


def test_who_goes_on_after_i_don_t_know_is_not_told_that_they_said_no_more(alice, client):
    page = page_of(alice, client, last="I don't know, I'd look at pg_stat_statements first.")

    question = next(each for each in page.questions if each.order == 6)

    assert "could not be told for certain" in question.unsettled


def test_a_short_letter_without_a_strength_does_not_begin_with_the_gap_that_follows(page):
    assert page.kind == "thin"
    assert page.gaps and not page.strengths
    assert page.opening == ()


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        (["I have never done that. I don't know.", "I can't."], True),
        (["No idea.", "No, sorry."], True),
        (["I don't know, sorry.", "I honestly don't know."], True),
        (["To be honest, I don't know that one."], True),
        (["I don't know.", "I don't know that either."], True),
        (["No.", "No, sorry."], False),
        (["I don't know.", "The server answers with 201 and the place of the booking."], False),
        (["The server answers with 201 and the place of the booking.", "I don't know."], False),
    ],
)
def test_no_to_a_follow_up_adds_nothing_to_i_don_t_know(alice, replies, told):
    kinds = ["question", "follow_up"]
    turns = [Said(kind, reply) for kind, reply in zip(kinds, replies, strict=False)]
    record = record_of(sessions.talk(alice, *turns, slug="status-codes-for-a-booking"))

    assert says_only_dont_know(asked_questions(record)[0]) is told
    assert ("you said you didn’t know" in in_words(counted(record))) is told


def test_who_tells_no_story_is_asked_for_a_small_case(alice, client):
    row = sessions.talk(alice, Said("question", "Not really, no."), slug="bug-in-code-you-did-not-write")
    built(row)
    client.force_login(alice)

    [question] = client.get(f"/reports/{row.pk}/").context["page"].questions

    assert "A small case is enough" in question.unsettled
