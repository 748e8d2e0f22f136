"""Nobody is left without a next step: where no gap gives one, an answer or a harder question does."""

import pytest

from interviews.enums import Seniority
from interviews.history import Verdict
from reports.models import Action
from reports.practice.next_steps import next_steps

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said

pytestmark = pytest.mark.django_db

SLUG = "payment-retried-after-timeout"
ANSWER = (
    "The client would send an idempotency key with the payment and we look it up before we charge. Then the "
    "server stores what it answered, and gives the same answer again after a timeout of the client. "
)
UNSURE = 0.6  # that a point was left out


@pytest.fixture
def row(alice):
    turns = (
        Said("question", ANSWER, {"client-key": Verdict.HEARD}, certainty=UNSURE),
        Said("follow_up", ANSWER),
    )
    row = sessions.talk(alice, *turns, slug=SLUG)
    row.turns.filter(number=2).update(content=row.turns.get(number=1).content)
    return row


def test_the_question_that_least_was_told_about_is_the_next_step(alice, client, row):
    report = built(row)
    client.force_login(alice)
    response = client.get(f"/reports/{row.pk}/")
    html = response.content.decode()

    assert not Action.objects.filter(report=report).exists()
    assert "What to do next" in html
    assert "Least could be told for certain about question 1." in html
    assert "A rehearsal one level up" not in html  # nothing is known to have landed
    practise = {"skill": response.context["page"].next_steps[0].skill}
    assert client.post(f"/reports/{row.pk}/practise/", practise).status_code == 302


def test_where_enough_of_every_question_landed_only_harder_ones_are_next(row):
    record = record_of(row)

    assert [step.skill for step in next_steps(record, landed={SLUG: 9})] == [""]
    assert [step.question for step in next_steps(record, landed={SLUG: 1})] == [1]


def test_where_most_of_all_landed_an_answer_with_half_of_its_points_is_not_given_again(row):
    others = [item for item in sessions.questions_for("backend", "mid") if item.slug != SLUG][:3]
    for number, other in enumerate(others, start=3):
        told = sessions.spoken(ANSWER, at_ms=number * 60_000)
        at = {"kind": "question", "said": other.ask, "said_ms": number * 60_000 - 9_000}
        sessions.turn_row(row, number, question=other, speaker=told, **at).save()
    landed = {other.slug: 9 for other in others}

    assert [step.question for step in next_steps(record_of(row), landed={**landed, SLUG: 2})] == [0]
    assert [step.question for step in next_steps(record_of(row), landed=landed)] == [1, 0]


def test_a_question_that_was_answered_beside_the_point_is_open(row):
    other = next(item for item in sessions.questions_for("backend", "mid") if item.slug != SLUG)
    beside = sessions.spoken("The weather is fine.", at_ms=180_000)
    at = {"kind": "question", "said": other.ask, "said_ms": 150_000}
    sessions.turn_row(row, 3, question=other, speaker=beside, **at).save()

    steps = next_steps(record_of(row), landed={SLUG: 9})

    assert [step.question for step in steps] == [2]


def test_of_several_of_which_nothing_landed_the_one_with_fewest_words_comes_first(row):
    other = next(item for item in sessions.questions_for("backend", "mid") if item.slug != SLUG)
    beside = sessions.spoken("It depends on the load.", at_ms=180_000)
    at = {"kind": "question", "said": other.ask, "said_ms": 150_000}
    sessions.turn_row(row, 3, question=other, speaker=beside, **at).save()

    [step] = next_steps(record_of(row), landed={})

    assert step.question == 2
    assert step.skill == other.skills[0]
    assert step.what.startswith(
        "Least could be told for certain about questions 1 and 2; begin with question 2. Give "
    )


@pytest.mark.parametrize(("seniority", "up"), [(Seniority.MID, True), (Seniority.STAFF, False)])
def test_nobody_is_sent_above_the_highest_level(alice, row, seniority, up):
    type(row).objects.filter(pk=row.pk).update(seniority=seniority)

    assert ("one level up" in next_steps(record_of(row), landed={SLUG: 9})[-1].what) == up


def test_beside_gaps_there_are_actions_and_no_such_steps(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=4, skill=0.2)
    built(row)
    client.force_login(alice)

    page = client.get(f"/reports/{row.pk}/").context["page"]

    assert page.actions
    assert not page.next_steps
