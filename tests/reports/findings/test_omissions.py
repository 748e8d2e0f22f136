"""What may be called missing: only what is sure."""

import re

import msgspec
import pytest
from django.utils.html import escape

from interviews.history import Sign, Verdict, span
from reports.answers.asked import asked_questions
from reports.answers.nearness import says_most_of
from reports.findings.finding import Shade
from reports.findings.key_points import find

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said

pytestmark = pytest.mark.django_db

ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."
SLUG = "payment-retried-after-timeout"
LAKE, CENTRAL = "customer-moved-history-dimension", "row-per-version"
ELSEWHERE = "The sales team and marketing want revenue by region, and each customer moves some time."


def record_with(alice, *turns, slug=SLUG):
    return record_of(sessions.talk(alice, *turns, slug=slug))


def judged(record, number, key_point, **changes):
    """Return the record with the judgement of one point in one turn changed."""
    turns = list(record.turns)
    turn = turns[number]
    points = tuple(
        msgspec.structs.replace(point, **changes) if point.key_point == key_point else point
        for point in turn.content.points
    )
    turns[number] = msgspec.structs.replace(
        turn, content=msgspec.structs.replace(turn.content, points=points)
    )
    return msgspec.structs.replace(record, turns=tuple(turns))


@pytest.mark.parametrize(("certainty", "gaps"), [(0.8, False), (0.9, True)])
def test_only_what_was_surely_not_heard_is_a_gap(alice, certainty, gaps):
    found = find(record_with(alice, Said("question", ANSWER, certainty=certainty)))

    assert any(gap.shade is Shade.NOT_HEARD for gap in found.gaps) is gaps


def weights(record):
    return {point.slug: point.weight for point in record.turns[0].question.key_points}


def test_a_central_point_that_is_likely_open_stands_before_a_bonus_and_a_half(alice):
    record = record_with(alice, Said("question", ELSEWHERE, certainty=0.6), slug=LAKE)
    assert weights(record)[CENTRAL] == 3
    half, bonus = (next(s for s, w in weights(record).items() if w == weight) for weight in (2, 1))
    words = (span(record.turns[0].words, 0, 6),)
    record = judged(record, 0, half, verdict=Verdict.PARTLY, evidence=words, certainty=0.9)
    record = judged(record, 0, bonus, certainty=0.99)
    without = find(record).gaps
    record = judged(record, 0, CENTRAL, certainty=0.75)

    found = [(gap.key_point, gap.shade) for gap in find(record).gaps]

    assert [gap.key_point for gap in without] == [half, bonus]
    assert found == [
        (CENTRAL, Shade.LIKELY_OPEN), (half, Shade.PARTLY), (bonus, Shade.NOT_HEARD)
    ]  # fmt: skip


@pytest.mark.parametrize("other", [{"certainty": 0.6}, {"verdict": Verdict.CANNOT_TELL}])
def test_what_another_answer_may_have_made_is_not_likely_open(alice, other):
    turns = (Said("question", ELSEWHERE, certainty=0.6), Said("follow_up", ELSEWHERE, certainty=0.6))
    record = judged(record_with(alice, *turns, slug=LAKE), 0, CENTRAL, certainty=0.8)
    assert find(judged(record, 1, CENTRAL, certainty=0.75)).gaps

    assert not find(judged(record, 1, CENTRAL, **other)).gaps


def test_beside_a_sure_gap_nothing_that_is_only_likely_is_told(alice):
    record = judged(
        record_with(alice, Said("question", ELSEWHERE, certainty=0.75), slug=LAKE), 0, CENTRAL, certainty=0.9
    )

    assert [gap.shade for gap in find(record).gaps] == [Shade.NOT_HEARD]


def test_what_is_likely_open_is_told_as_no_more_than_that(alice):
    said = Said("question", f"{ELSEWHERE} {ELSEWHERE}", certainty=0.75)
    report = built(sessions.talk(alice, said, Said("follow_up", ELSEWHERE, certainty=0.75), slug=LAKE))

    claim = report.claims.get(kind="gap")

    assert re.search("It seems that one thing|Perhaps still open", claim.text)
    assert "it seems that this was still open" in report.opening


def test_a_sign_of_depth_stands_beside_one_strength(alice):
    points = [point.slug for point in sessions.question(SLUG).key_points[:2]]
    said = f"{ANSWER} The key stays for 24 hours."
    record = record_with(alice, Said("question", said, dict.fromkeys(points, Verdict.HEARD)))
    turn = record.turns[0]
    depth = (Sign("number", span(turn.words, 18, 23)),)
    content = msgspec.structs.replace(turn.content, depth=depth)
    turn = msgspec.structs.replace(turn, content=content)

    signs = [item.sign for item in find(msgspec.structs.replace(record, turns=(turn,))).strengths]

    assert sorted(signs) == ["", "number"]


@pytest.mark.parametrize(("certainty", "named"), [(0.5, False), (0.7, True)])
def test_only_what_was_surely_heard_is_a_strength(alice, certainty, named):
    record = record_with(alice, Said("question", ANSWER, {"client-key": Verdict.HEARD}))
    found = find(judged(record, 0, "client-key", certainty=certainty))

    assert bool(found.strengths) is named
    assert "client-key" not in [gap.key_point for gap in found.gaps]


def test_one_unsure_turn_is_enough_for_a_point_to_be_no_gap(alice):
    found = find(
        record_with(alice, Said("question", ANSWER), Said("follow_up", ANSWER, certainty=0.6)),
    )

    assert not found.gaps


def test_what_the_quote_itself_says_is_no_gap(alice):
    said = "Then we have structured events with a trace ID, keep all errors and sample the rest."
    record = record_with(alice, Said("question", said), slug="log-bill-larger-than-compute")
    named = {finding.key_point: finding for finding in find(record).gaps}

    assert says_most_of(point_about(record, "trace ID"), record.turns[0])
    assert point_about(record, "trace ID").slug not in named
    assert named


def point_about(record, words):
    return next(point for point in record.turns[0].question.key_points if words in point.point)


def test_a_stated_wrong_belief_comes_first_though_it_is_not_sure_that_the_point_was_not_heard(alice):
    record = record_with(alice, Said("question", ANSWER))
    point = record.turns[0].question.key_points[0]
    record = judged(
        record,
        0,
        point.slug,
        misconception="leaves two equal payments for one",
        evidence=(span(record.turns[0].words, 0, 6),),
        certainty=0.6,
    )

    first = find(record).gaps[0]

    assert (first.key_point, first.shade) == (point.slug, Shade.MISTAKEN)


@pytest.mark.parametrize("verdict", [Verdict.PARTLY, Verdict.HEARD])
def test_a_point_that_was_made_or_begun_is_not_called_mistaken(alice, verdict):
    record = record_with(alice, Said("question", ANSWER), Said("follow_up", ANSWER))
    point = record.turns[0].question.key_points[0]
    words = (span(record.turns[0].words, 0, 6),)
    belief = {"misconception": "leaves two equal payments for one", "evidence": words}

    record = judged(record, 0, point.slug, verdict=verdict, evidence=words, misconception="")
    record = judged(record, 1, point.slug, **belief)
    found = find(record)

    shades = {item.key_point: item.shade for item in (*found.strengths, *found.gaps)}
    assert shades[point.slug] == verdict.value


def test_words_that_sound_more_like_the_point_are_no_wrong_belief(alice):
    slug = "where-should-this-state-live"
    said = "The open menu is just state in the component, it stays inside the menu, nobody else needs it."
    record = record_with(alice, Said("question", said), slug=slug)
    point = point_about(record, "What only one component needs")
    belief = point.misconceptions[0]
    record = judged(
        record, 0, point.slug, misconception=belief.reveals, evidence=(span(record.turns[0].words, 0, 15),)
    )

    assert all(gap.shade != Shade.MISTAKEN for gap in find(record).gaps)


def test_talk_about_oneself_is_not_quoted_in_the_place_of_a_point(alice):
    said = (
        "The client sends a key. The image may be too big for that. "
        "I'm a bit stuck after that, sorry, I'm quite nervous."
    )
    found = find(record_with(alice, Said("question", said + " " + ANSWER)))

    assert found.gaps
    assert not any("nervous" in quote.text for gap in found.gaps for quote in gap.evidence)


@pytest.mark.parametrize(
    "said",
    [
        "I'd rather stop now, I'm done. Thanks!",
        "Sorry, could we end the interview here?",
        "Sorry. Could you repeat the question, please?",
        "Sorry, could I get a hint for this one?",
        "I've given you my answer. Next question please.",
        "Yes, that's fine. Let me think for a moment.",
        "That depends, why would you want a single system at all?",
    ],
)
def test_a_turn_that_only_asks_for_something_is_no_answer(alice, said):
    asked = asked_questions(record_with(alice, Said("question", said)))

    assert not asked[0].answered


def test_an_answer_that_ends_with_a_request_is_one(alice):
    asked = asked_questions(
        record_with(alice, Said("question", f"{ANSWER} I store the result beside it. Could we stop here?"))
    )

    assert asked[0].answered


def test_points_stand_in_words_that_speak_to_you_with_how_they_were_heard(alice, client):
    said = "We had an outage, and in the review I wrote what had happened, what was agreed and carried out."
    row = sessions.talk(alice, Said("question", said), slug="told-postmortem-you-led")
    report = built(row)
    client.force_login(alice)

    html = client.get(f"/reports/{row.pk}/").content.decode()

    points = [
        *report.claims.filter(kind="gap").values_list("point", flat=True),
        *report.reviews.get().still_open,
    ]
    assert points
    assert not any(re.match("(?:Says|Tells|Names|Gives|Shows) ", point) for point in points)
    assert f"Not heard yet: {escape(points[0])}" in html


def test_the_opening_tells_what_landed_and_what_is_next_in_sentences_of_their_own(alice):
    report = built(sessions.past_interview(alice, seed=6, questions=4))

    landed, following = re.split(r"(?<=[.])\s+", report.opening, maxsplit=1)

    assert landed.count("“") == 1
    assert "“" not in following


def test_an_opening_tells_what_is_next_once_where_nothing_landed(alice):
    report = built(sessions.talk(alice, Said("question", ELSEWHERE, certainty=0.9), slug=LAKE))

    assert not report.claims.filter(kind="strength")
    sentences = re.split(r"(?<=[.])\s+", report.opening)
    assert len(sentences) == len(set(sentences)) == 1


@pytest.mark.parametrize(("certainty", "named"), [(0.75, True), (0.7, False)])
def test_a_point_is_called_half_said_only_where_that_is_sure(alice, certainty, named):
    record = record_with(alice, Said("question", ANSWER))
    point = record.turns[0].question.key_points[0]
    words = (span(record.turns[0].words, 0, 6),)

    record = judged(record, 0, point.slug, verdict=Verdict.PARTLY, evidence=words, certainty=certainty)

    assert (point.slug in {gap.key_point for gap in find(record).gaps}) == named
