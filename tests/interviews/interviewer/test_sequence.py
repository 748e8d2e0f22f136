"""What the interviewer does next."""

import re
from itertools import pairwise

import pytest

from interviews.enums import Strand
from interviews.interviewer.choice import LEVELS, level_distance
from interviews.interviewer.phrasing import phrases
from interviews.interviewer.port import MoveKind
from interviews.interviewer.sequence import THROUGH, next_move, outline
from interviews.tailoring.tailoring import Tailoring
from tests.interviews.interviewer.candidates import CAST, interview
from tests.interviews.interviewer.cast import (
    GOOD,
    after,
    asked,
    bank,
    exchange,
    judged,
    plan,
    question,
)


def test_first_move_opens_with_a_question_that_fits_the_level():
    for level in LEVELS:
        move = next_move(plan=plan(seniority=level), exchanges=(), bank=bank(), elapsed_ms=0)

        assert move.kind is MoveKind.OPEN
        assert level in [each.value for each in move.question.levels]
        assert move.question.minutes <= 5


def test_same_state_gives_the_same_move_and_another_seed_another_interview():
    assert outline(plan(seed=3), bank()) == outline(plan(seed=3), bank())
    assert len({tuple(outline(plan(seed=seed), bank())) for seed in range(10)}) > 3


def test_who_stops_in_mid_sentence_is_asked_to_go_on_once():
    broken = asked("I'd look at the locks. So, uh, I would.", content=judged(question()))
    again = exchange(
        "check_in", "Then I would take the row, and the", question=question(), content=judged(question())
    )

    assert (after(broken).kind, after(broken).reason) == (MoveKind.CHECK_IN, "broke_off")
    assert after(broken, again).kind is not MoveKind.CHECK_IN
    assert after(asked("That's what the lock is for, and how safe it is.")).kind is not MoveKind.CHECK_IN


@pytest.mark.parametrize(
    "offer",
    [
        "Do you also want to hear how we did the switch at the end?",
        "Should I also talk about the rollback?",
        "Would you like an example?",
        "Do you want me to go into the index types?",
        "Shall I go on?",
        "Should I go into the index types?",
        "Do you want to hear about the rollback?",
        "I can also tell you about the backup if you like.",
        "I could go into more detail on that, if you want?",
    ],
)
def test_who_offers_to_say_more_is_told_to_go_on_once(offer):
    offered = asked(f"{GOOD} {offer}", content=judged(question()))
    again = exchange("check_in", f"{GOOD} {offer}", question=question(), content=judged(question()))

    assert (after(offered).kind, after(offered).reason) == (MoveKind.CHECK_IN, "offered")
    assert after(asked(offer)).reason == "offered"
    assert after(offered, again).kind is not MoveKind.CHECK_IN
    assert after(offered, elapsed=24).kind is not MoveKind.CHECK_IN


@pytest.mark.parametrize(
    "said",
    [
        "Do you want the old version or the new one?",
        "Do you want to lose the writes?",
        "Should I write to both tables, or is it only the new one?",
        "Should the client go on?",
        "Would you like the job to wait?",
        "Do you want me to write the code, or can I talk you through it?",
        "We ask them: do you want to hear about new offers?",
        "The client can go on if you like it that way.",
        "I can drop the index if you like.",
        "May I know how many users there are?",
        "Can I know the schema?",
        "Could I go over the limit?",
        "Can I go through the proxy?",
        "Should I know the size beforehand?",
    ],
)
def test_who_offers_nothing_is_not_told_to_go_on(said):
    assert after(asked(f"{GOOD} {said}", content=judged(question()))).kind is not MoveKind.CHECK_IN


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("What scale are we talking about?", MoveKind.CLARIFY),
        ("How am I doing so far?", MoveKind.CLARIFY),
        ("Why would you want that at all?", MoveKind.CLARIFY),
        ("Could you repeat that?", MoveKind.REPEAT),
        ("Could I have a hint?", MoveKind.HINT),
        ("Give me a second.", MoveKind.CHECK_IN),
        ("I don't know.", MoveKind.MOVE_ON),
        ("Can we skip this?", MoveKind.MOVE_ON),
        ("I'd like to stop here.", MoveKind.CLOSE),
    ],
)
def test_request_is_granted(said, kind):
    move = after(asked(said))

    assert move.kind is kind
    if kind not in (MoveKind.MOVE_ON, MoveKind.CLOSE):
        assert move.question == question()


def test_who_says_that_they_said_it_is_asked_no_more_about_it():
    content = judged(question(), default="partly")
    last = exchange("follow_up", "I've said that already.", question=question(), content=content)

    assert after(asked(content=content), last).kind is MoveKind.QUESTION


@pytest.mark.parametrize("nod", ["Yes.", "Okay, that's fine.", "Yes, that's fine. Let me think."])
def test_who_nods_at_a_clarification_is_given_the_time_to_answer(nod):
    move = after(asked("What scale is it?"), exchange("clarify", nod, question=question()))

    assert (move.kind, move.reason) == (MoveKind.CHECK_IN, "moment")


def test_who_lists_terms_in_english_is_not_told_that_they_speak_something_else():
    """'LoRA r=16 alpha=32, bf16, FSDP' can't be read either: what is said of it must be true of both."""
    for unread in phrases()["not_understood"]:
        assert "whole English sentences" in unread
        assert not re.search(r"understand|speak", unread)


def test_asking_back_again_and_again_ends():
    back = "What scale are we talking about?"
    clarified = exchange("clarify", back, question=question())

    assert after(asked(back), clarified, clarified).kind is not MoveKind.CLARIFY


def test_last_question_is_called_so_at_the_pace_of_who_answers():
    slow = (asked(content=judged(question(), default="heard")),)
    quick = tuple(asked(about=about, content=judged(about, default="heard")) for about in bank()[:6])
    settled = [
        exchange("follow_up", GOOD, question=each[-1].question, content=each[-1].content)
        for each in (slow, quick)
    ]

    assert after(*slow, settled[0], elapsed=6, minutes=10).reason == "last"
    assert after(*quick, settled[1], elapsed=6, minutes=10).reason == ""


def test_who_is_through_with_the_bank_before_the_time_is_up_is_told_so():
    every = [asked(about=about, content=judged(about, default="heard")) for about in bank()]
    settled = exchange("follow_up", GOOD, question=bank()[-1], content=judged(bank()[-1], default="heard"))

    early = after(*every, settled, elapsed=28, minutes=45)
    in_time = after(*every, settled, elapsed=42, minutes=45)

    assert (early.kind, early.reason) == (MoveKind.INVITE_QUESTIONS, THROUGH)
    assert (in_time.kind, in_time.reason) == (MoveKind.INVITE_QUESTIONS, "")


def test_skipped_question_is_passed_over():
    assert after(asked("", skipped=True)).kind is MoveKind.MOVE_ON


def test_near_the_end_the_candidate_is_invited_to_ask_then_answered_then_let_go():
    invited = after(asked(content=judged(question(), default="heard")), elapsed=24)
    invite = exchange("invite_questions", "How did I do?")
    answered = after(asked(), invite, elapsed=24)
    closed = after(asked(), invite, exchange("answer_candidate", "No, that's all."), elapsed=25)

    assert invited.kind is MoveKind.INVITE_QUESTIONS
    assert answered.kind is MoveKind.ANSWER_CANDIDATE
    assert closed.kind is MoveKind.CLOSE


INVITE = exchange("invite_questions", "Yes.")


def invited(answer: str, *before, kind: str = "invite_questions", elapsed: int = 24, **fields):
    return after(asked(), *before, exchange(kind, answer, **fields), elapsed=elapsed)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Yes, I have a question.", MoveKind.INVITE_QUESTIONS),
        ("Yes.", MoveKind.INVITE_QUESTIONS),
        ("Another question.", MoveKind.INVITE_QUESTIONS),
        ("Um.", MoveKind.CHECK_IN),
        ("Let me think for a moment.", MoveKind.CHECK_IN),
        ("Sorry, could you repeat that?", MoveKind.REPEAT),
        ("I'd like feedback on my answers.", MoveKind.ANSWER_CANDIDATE),
        ("Thanks. I was wondering how you handle on-call.", MoveKind.ANSWER_CANDIDATE),
        ("No, I don't have any questions, thanks.", MoveKind.CLOSE),
        ("Thanks.", MoveKind.CLOSE),
        ("I don't know.", MoveKind.CLOSE),
        ("Let's stop here.", MoveKind.CLOSE),
        ("", MoveKind.CLOSE),
    ],
)
def test_invitation_stands_until_it_is_declined(said, kind):
    assert invited(said).kind is kind


def test_skipped_invitation_closes():
    assert invited("", skipped=True).kind is MoveKind.CLOSE


def test_no_technical_question_follows_the_invitation():
    no = "No, I don't have any questions, thanks."

    assert invited(no, INVITE, kind="check_in").kind is MoveKind.CLOSE
    assert invited("Well, the cache was hard.", INVITE, kind="check_in").question is None


def test_candidate_who_neither_asks_nor_declines_is_let_go():
    assert invited("Yes.", INVITE, INVITE).kind is MoveKind.INVITE_QUESTIONS
    assert invited("Yes.", *[INVITE] * 5).kind is MoveKind.CLOSE


def test_last_reply_to_the_candidate_comes_with_the_close():
    answered = exchange("answer_candidate", "And what happens next?")
    first = exchange("invite_questions", "How did I do?")
    second = after(asked(), first, answered, elapsed=24)
    third = after(asked(), first, answered, answered, elapsed=24)

    assert second.kind is MoveKind.ANSWER_CANDIDATE
    assert (third.kind, third.reason) == (MoveKind.CLOSE, "answer")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Yes.", MoveKind.HINT),
        ("A hint.", MoveKind.HINT),
        ("I'm still thinking.", MoveKind.CHECK_IN),
        ("No.", MoveKind.CHECK_IN),
        ("Another question.", MoveKind.MOVE_ON),
        ("Go on.", MoveKind.MOVE_ON),
    ],
)
def test_check_in_is_answered_in_a_word(said, kind):
    assert after(asked(""), exchange("check_in", said, question=question())).kind is kind


def test_nod_to_a_moment_that_was_asked_for_is_no_wish_for_a_hint():
    asked_for = asked("Give me a second.")

    assert after(asked_for, exchange("check_in", "Okay.", question=question())).kind is MoveKind.CHECK_IN


def test_interview_far_over_its_time_asks_nothing_more():
    content = judged(question(), default="partly")

    assert after(asked(content=content), elapsed=40).kind is MoveKind.INVITE_QUESTIONS


def test_question_of_a_past_session_is_avoided():
    first = outline(plan(45), bank())
    second = outline(plan(45, asked_before=tuple(first)), bank())

    assert len(set(first) & set(second)) <= len(first) // 3


def test_practice_on_a_skill_begins_with_it_though_its_only_question_was_asked_before():
    for skill in sorted({skill for each in bank() for skill in each.skills}):
        known = [each.slug for each in bank() if skill in each.skills]
        slugs = outline(plan(10, focus=(skill,), asked_before=tuple(known)), bank())

        near = any(level_distance(question(slug), "mid") <= 1 for slug in known)
        assert not near or skill in question(slugs[0]).skills, skill


def test_practice_on_a_skill_asks_another_question_about_it_before_the_one_of_last_time():
    known = [
        each.slug for each in bank() if "rest-api-design" in each.skills and level_distance(each, "mid") <= 1
    ]
    slugs = outline(plan(10, focus=("rest-api-design",), asked_before=(known[0],)), bank())

    assert slugs[0] in known[1:]


def test_focus_skills_take_turns_in_their_order_and_others_come_after_them():
    focus = ("rate-limiting", "caching")
    slugs = outline(plan(45, focus=focus), bank())
    skills = [set(question(slug).skills) for slug in slugs]
    about = [bool(touched & set(focus)) for touched in skills]

    assert focus[0] in skills[0]
    assert focus[1] in skills[0] | skills[1]
    assert about == sorted(about, reverse=True)


def test_questions_about_the_same_skill_seldom_follow_each_other():
    outlines = [outline(plan(45, seed=seed), bank()) for seed in range(8)]
    pairs = [pair for slugs in outlines for pair in pairwise(slugs)]
    near = [pair for pair in pairs if set(question(pair[0]).skills) & set(question(pair[1]).skills)]

    assert len(near) < len(pairs) / 20


def test_skills_of_the_job_that_the_cv_lacks_are_asked_for():
    wanted = "caching"
    with_job = [outline(plan(25, seed=s, tailoring=Tailoring(wanted=(wanted,))), bank()) for s in range(8)]
    without = [outline(plan(25, seed=s), bank()) for s in range(8)]

    def touches(outlines):
        return sum(wanted in question(slug).skills for slugs in outlines for slug in slugs)

    assert touches(with_job) >= touches(without)


@pytest.mark.parametrize("level", ["mid", "senior", "staff"])
def test_long_interview_weaves_in_both_strands(level):
    slugs = outline(plan(45, seniority=level), bank())

    assert {strand for slug in slugs for strand in question(slug).strands} == set(Strand)


@pytest.mark.parametrize(("minutes", "questions"), [(10, range(1, 4)), (25, range(4, 8)), (45, range(7, 14))])
def test_outline_fits_the_length(minutes, questions):
    assert len(outline(plan(minutes), bank())) in questions


def test_questions_look_where_past_sessions_found_something_open():
    skill = "pagination"
    worse = [outline(plan(25, seed=s, standing={skill: 0.6}), bank()) for s in range(8)]
    settled = [outline(plan(25, seed=s, standing={skill: 0.0}), bank()) for s in range(8)]

    def touches(outlines):
        return sum(skill in question(slug).skills for slugs in outlines for slug in slugs)

    assert touches(worse) >= touches(settled)


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("minutes", [10, 25])
def test_every_interview_comes_to_its_end_in_its_time(who, minutes):
    for seed in range(3):
        exchanges = interview(who, minutes=minutes, seed=seed)

        kinds = [each.kind for each in exchanges]
        assert kinds[0] is MoveKind.OPEN
        assert kinds[-1] is MoveKind.CLOSE
        assert MoveKind.INVITE_QUESTIONS in kinds
        questions = [
            e.question.slug
            for e in exchanges
            if e.question and e.kind in (MoveKind.OPEN, MoveKind.QUESTION, MoveKind.MOVE_ON)
        ]
        assert len(questions) == len(set(questions))


def test_empty_bank_still_makes_an_interview():
    move = next_move(plan=plan(), exchanges=(), bank=(), elapsed_ms=0)
    ended = next_move(plan=plan(), exchanges=(exchange("open", "Hello."),), bank=(), elapsed_ms=0)

    assert (move.kind, move.question) == (MoveKind.OPEN, None)
    assert ended.kind is MoveKind.INVITE_QUESTIONS
