"""From judged turns to strengths and gaps: what follow-ups, repeats and 'I don't know' make of a question."""

import msgspec
import pytest

from interviews.history import Verdict, span
from reports.findings.finding import Shade
from reports.findings.key_points import find
from reports.writer.local import Choice

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said

pytestmark = pytest.mark.django_db

ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."
WITHOUT_A_POINT = "The server takes the payment, and the client is charged for it after the timeout."
DONT_KNOW = "I don't know, sorry."
HEARD = Verdict.HEARD


def shades(alice, *turns):
    """Return the shade of each point that something is said about."""
    found = find(record_of(sessions.talk(alice, *turns)))
    keys = [finding.key for finding in (*found.strengths, *found.gaps)]
    assert len(keys) == len(set(keys))
    return {finding.key_point: str(finding.shade) for finding in (*found.strengths, *found.gaps)}


def test_i_don_t_know_to_a_follow_up_is_a_gap_of_the_point_that_was_asked_about(alice):
    found = shades(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}),
        Said("follow_up", DONT_KNOW, about="replay-stored-result"),
    )

    assert found["client-key"] == "heard"
    assert found["replay-stored-result"] == "said_so"
    # What the first answer left out was left out all the same.
    assert found["unique-claim-first"] == "not_heard"


def test_i_don_t_know_after_a_check_in_is_about_what_was_asked_before_it(alice):
    found = shades(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}),
        Said("follow_up", about="replay-stored-result"),
        Said("check_in", DONT_KNOW),
    )

    assert found["replay-stored-result"] == "said_so"


def test_i_don_t_know_without_a_point_is_a_gap_of_the_heaviest_that_was_not_made(alice):
    found = shades(alice, Said("question", ANSWER, {"client-key": HEARD}), Said("follow_up", DONT_KNOW))

    assert found["client-key"] == "heard"
    assert found["unique-claim-first"] == "said_so"


@pytest.mark.parametrize(
    "said",
    [
        sessions.question("payment-retried-after-timeout").follow_ups.strong,
        "Redis, you said. What made you choose it?",
    ],
)
def test_i_don_t_know_to_a_question_that_goes_beyond_the_rubric_is_no_gap_of_another_point(alice, said):
    found = shades(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}, certainty=0.5),
        Said("follow_up", DONT_KNOW, said=said, certainty=0.5),
    )

    assert found == {"client-key": "heard"}


def test_i_don_t_know_to_the_question_put_more_closely_is_a_gap_of_the_heaviest_point(alice):
    vague = sessions.question("payment-retried-after-timeout").follow_ups.vague
    first = Said("question", ANSWER, {"client-key": HEARD})

    found = shades(alice, first, Said("follow_up", DONT_KNOW, said=f"Okay. {vague}"))

    assert found["unique-claim-first"] == "said_so"


def test_i_don_t_know_on_a_point_that_was_made_elsewhere_is_no_gap(alice):
    points = {point.slug: HEARD for point in sessions.question("payment-retried-after-timeout").key_points}

    found = shades(
        alice,
        Said("question", ANSWER, points),
        Said("follow_up", DONT_KNOW, about="client-key"),
        Said("follow_up", "No idea."),
    )

    assert set(found.values()) == {"heard"}


def test_i_don_t_know_to_the_question_is_one_gap(alice):
    assert shades(alice, Said("question", DONT_KNOW)) == {"client-key": "said_so"}


def test_a_report_keeps_the_strength_beside_what_the_candidate_did_not_know(alice):
    row = sessions.talk(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}),
        Said("follow_up", DONT_KNOW, about="unique-claim-first"),
    )

    report = built(row)

    texts = dict(report.claims.values_list("shade", "text"))
    assert "idempotency key" in texts["heard"]
    assert "don't know" in texts["said_so"]
    assert "follow-up" in texts["said_so"] or "Asked further" in texts["said_so"]


@pytest.mark.parametrize("kind", ["repeat", "clarify", "check_in", "hint"])
def test_an_answer_after_a_repeat_needed_no_follow_up(alice, kind):
    found = shades(
        alice,
        Said("question", "Sorry, could you repeat that please?"),
        Said(kind, ANSWER, {"client-key": HEARD}),
    )

    assert found["client-key"] == "heard"


@pytest.mark.parametrize(
    "last", ["I'm going to give up on this one, sorry.", "Can we go on to the next question?"]
)
def test_who_passes_in_the_end_keeps_what_landed_and_has_left_nothing_out(alice, last):
    found = shades(alice, Said("question", f"{ANSWER} {last}", {"client-key": HEARD}))

    assert found == {"client-key": "heard"}


def test_who_passes_on_a_follow_up_has_left_out_what_the_first_answer_did(alice):
    found = shades(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}),
        Said("follow_up", f"{WITHOUT_A_POINT} Can we skip this one?", about="replay-stored-result"),
    )

    assert found["unique-claim-first"] == "not_heard"


@pytest.mark.parametrize("kind", ["follow_up", "repeat"])
def test_a_point_that_came_after_a_follow_up_is_heard_later(alice, kind):
    found = shades(
        alice,
        Said("question", "Something with the payment and the client that charges it once."),
        Said("follow_up", "Sorry, what was the question?" if kind == "repeat" else ""),
        Said(kind, ANSWER, {"client-key": HEARD}),
    )

    assert found["client-key"] == "heard_later"


def test_a_point_that_was_added_at_the_end_is_told_as_that_and_leaves_none_open(alice):
    row = sessions.talk(
        alice,
        Said("question", "Something with the payment and the client that charges it once."),
        Said("invite_questions", ANSWER, {"client-key": HEARD}),
    )
    added = row.turns.get(number=2)
    added.content["points"] = [point for point in added.content["points"] if point["verdict"] == "heard"]
    added.save()

    found = find(record_of(row))

    [strength] = found.strengths
    assert (strength.shade, strength.turn) == (Shade.ADDED, 2)
    assert found.gaps and {gap.turn for gap in found.gaps} == {1}
    text = built(row).claims.get(kind="strength").text
    assert "came back" in text or "added" in text


def test_a_point_that_was_added_in_place_of_the_next_answer_is_told_as_that(alice):
    row = sessions.talk(
        alice,
        Said("question", "Something with the payment and the client that charges it once."),
        Said(
            "question", f"Before I go on, one thing I'd add to the last one: {ANSWER}", {"client-key": HEARD}
        ),
    )
    added = row.turns.get(number=2)
    added.content["points"] = [point for point in added.content["points"] if point["verdict"] == "heard"]
    added.save()

    [strength] = find(record_of(row)).strengths

    assert (strength.shade, strength.turn) == (Shade.ADDED, 2)


def test_a_gap_is_no_last_step_any_more_once_nothing_else_of_the_answer_landed(alice, monkeypatch):
    monkeypatch.setattr(Choice, "of", lambda _self, patterns, _key: patterns[-1])
    said = Said("question", f"{ANSWER} {ANSWER} {ANSWER} {ANSWER}", {"client-key": HEARD})
    row = sessions.talk(alice, said)
    before = built(row).claims.filter(shade="not_heard").first()
    turn = row.turns.get(number=1)
    next(one for one in turn.content["points"] if one["key_point"] == "client-key")["certainty"] = 0.5
    turn.save()

    after = built(row).claims.get(key=before.key)

    assert "one more step" in before.text
    assert "one more step" not in after.text


ASKS_BACK = (
    "Do you mean that the client retries the payment after the timeout, or that the server itself sends the "
    "charge twice?"
)


@pytest.mark.parametrize("kind", ["clarify", "repeat"])
def test_a_question_that_was_asked_back_leaves_nothing_out(alice, kind):
    found = find(record_of(sessions.talk(alice, Said("question", ASKS_BACK), Said(kind))))

    assert not found.gaps
    assert not found.drops


def test_gaps_quote_the_answer_that_came_after_asking_back(alice):
    row = sessions.talk(alice, Said("question", ASKS_BACK), Said("clarify", ANSWER, {"client-key": HEARD}))

    found = find(record_of(row))

    assert [finding.key_point for finding in found.strengths] == ["client-key"]
    assert len(found.gaps) == 4
    assert {gap.turn for gap in found.gaps} == {2}


@pytest.mark.parametrize("verdict", [HEARD, Verdict.PARTLY])
def test_what_was_heard_while_asking_back_counts_and_what_was_half_heard_is_no_gap(alice, verdict):
    found = shades(alice, Said("question", f"{ANSWER} {ASKS_BACK}", {"client-key": verdict}), Said("clarify"))

    assert found == ({"client-key": "heard"} if verdict is HEARD else {})


def test_asking_what_a_word_means_is_no_i_don_t_know(alice):
    asks = "I don't know what that is, could you explain?"

    assert not shades(alice, Said("question", asks), Said("clarify"))


CHECK_IN = "Thinking is fine. If you'd like a nudge or the next question, just say so."
QUESTION = sessions.question("payment-retried-after-timeout").ask


@pytest.mark.parametrize("answer", [ANSWER, DONT_KNOW])
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("check_in", CHECK_IN),
        ("check_in", "Of course, take your time."),
        ("clarify", "The first of the two. What do you think?"),
        ("repeat", f"Sure. {QUESTION} Take your time."),
    ],
)
def test_you_were_asked_what_stood_before_the_check_in(alice, kind, said, answer):
    row = sessions.talk(
        alice,
        Said("question", "Something else entirely.", said="And what would you charge first? It is late."),
        Said("follow_up", said="Right. Where would you keep the key?", about="client-key"),
        Said("check_in", "Give me a moment.", said=CHECK_IN),
        Said(kind, answer, said=said),
    )

    asked = {
        (quote.turn, quote.text)
        for gap in find(record_of(row)).gaps
        for quote in gap.evidence
        if quote.role == "asked"
    }

    assert asked == {(2, "Where would you keep the key?")}


def test_after_a_hint_it_is_the_hint_that_was_asked(alice):
    row = sessions.talk(
        alice, Said("question"), Said("hint", ANSWER, said="Try this angle. Who makes the key, and when?")
    )

    asked = {
        quote.text for gap in find(record_of(row)).gaps for quote in gap.evidence if quote.role == "asked"
    }

    assert asked == {"Who makes the key, and when?"}


ROLE, CANDIDATE = "the role names this skill", "you asked to practise this skill"


@pytest.mark.parametrize(
    ("focus", "wanted", "said"),
    [
        (True, False, {CANDIDATE}),
        (False, True, {ROLE}),
        (True, True, {ROLE}),  # what a job asks for is asked about
        (False, False, set()),
    ],
)
@pytest.mark.parametrize("answer", [WITHOUT_A_POINT, DONT_KNOW])
def test_who_named_a_skill_is_told_apart(alice, answer, focus, wanted, said):
    point = sessions.question("payment-retried-after-timeout").key_points[0]
    skills = [point.skill]
    row = sessions.talk(
        alice,
        Said("question", answer),
        focus=skills if focus else [],
        tailoring={"wanted": skills if wanted else []},
    )

    gap = next(gap for gap in find(record_of(row)).gaps if gap.key_point == point.slug)

    assert {reason for reason in gap.because.split("; ") if reason in (ROLE, CANDIDATE)} == said


def all_heard_in(record, *, spans):
    """Return the record with every point of its first answer heard in one of these runs of words, in turn."""
    turn = record.turns[0]
    points = tuple(
        msgspec.structs.replace(
            point, verdict=HEARD, certainty=0.9, evidence=(span(turn.words, *spans[at % len(spans)]),)
        )
        for at, point in enumerate(turn.content.points)
    )
    content = msgspec.structs.replace(turn.content, points=points)
    turns = (msgspec.structs.replace(turn, content=content), *record.turns[1:])
    return msgspec.structs.replace(record, turns=turns)


def test_the_same_words_are_evidence_for_two_points_and_not_for_five(alice):
    record = record_of(sessions.talk(alice, Said("question", ANSWER)))

    same = find(all_heard_in(record, spans=[(0, 8)]))
    apart = find(all_heard_in(record, spans=[(0, 5), (6, 11), (12, 16)]))

    assert len(same.strengths) == 2
    assert same.drops["same_words"] == len(record.turns[0].content.points) - 2
    assert len(apart.strengths) > 2


def test_words_that_were_hard_to_hear_do_not_stand_first(alice):
    record = all_heard_in(record_of(sessions.talk(alice, Said("question", ANSWER))), spans=[(0, 5), (6, 11)])
    turn = record.turns[0]
    guessed = tuple(
        msgspec.structs.replace(word, confidence=0.2) if at < 6 else word
        for at, word in enumerate(turn.words)
    )
    hard_to_hear = msgspec.structs.replace(
        record, turns=(msgspec.structs.replace(turn, words=guessed), *record.turns[1:])
    )

    assert find(record).strengths[0].evidence[0].first == 0
    assert find(hard_to_hear).strengths[0].evidence[0].first == 6


def test_words_in_which_nobody_sees_the_point_do_not_stand_first(alice):
    beside = "I first thought that somebody had a wrong filter in the dashboard."
    record = record_of(sessions.talk(alice, Said("question", f"{beside} {ANSWER}")))
    shown = len(beside.split())

    found = find(all_heard_in(record, spans=[(0, shown - 1), (shown, shown + 12)]))

    assert [strength.evidence[0].first for strength in found.strengths][:1] == [shown]


def test_what_was_said_to_a_question_for_the_level_stands_first(alice):
    slugs = ("comment-vanishes-after-posting", "zero-loss-across-regions")  # mid and senior, senior and staff
    record = record_of(sessions.past_interview(alice, slugs=slugs, skill=1.0, domain="databases"))

    def first(seniority):
        return find(msgspec.structs.replace(record, seniority=seniority)).strengths[0].question

    assert first("mid") == "comment-vanishes-after-posting"
    assert first("staff") == "zero-loss-across-regions"


@pytest.mark.parametrize(
    ("reply", "asked_again"),
    [
        ("All the variables we have, the more variables the better, so whatever adjusts the churn.", True),
        ("I would have to think about that, and then I'd start with what came in last week.", True),
        ("The weather is nice today.", False),
        ("Oh, nice weather outside today, I would love to go for a swim now.", False),
        ("You are a stupid machine, and this is such a waste of my time.", False),
    ],
)
def test_a_reply_to_the_follow_up_is_an_answer_to_it(alice, reply, asked_again):
    slug, point = "premium-users-churn-less", "draw-the-causes"
    probe = next(item.probe for item in sessions.question(slug).key_points if item.slug == point)
    row = sessions.talk(
        alice,
        Said("question", "I'd build a model with the loyalty card and the churn of the customers."),
        Said("follow_up", reply, about=point, said=probe),
        slug=slug,
    )

    [gap] = [gap for gap in find(record_of(row)).gaps if gap.key_point == point]

    assert gap.asked_again is asked_again
    assert gap.turn == (2 if asked_again else 1)
