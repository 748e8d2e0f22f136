"""A button or a typed answer in the middle of a spoken one: what was said comes first, and none is lost."""

import pytest

from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts, messages
from interviews.speech.port import AnswerCut, PhraseHeard, SpeechStarted
from tests.interviews.live.hall import ANSWER, BEGUN, Hall, begins

LATE = "and look at them"
TYPED = messages.Typed(text="That is all.", reply_to=0)
REPEAT, HINT, SKIP = (messages.Control(action=action) for action in ("repeat", "hint", "skip"))


async def words_come(hall: Hall) -> None:
    await hall.conversation.heard(PhraseHeard(text=LATE, start_ms=1_000, end_ms=2_000))
    await hall.conversation.heard(AnswerCut())


async def parts(hall: Hall) -> list[tuple[int, str]]:
    return [
        (event.turn, event.text) async for event in hall.record.events() if isinstance(event, facts.Answered)
    ]


@pytest.fixture
async def speaking(hall: Hall) -> Hall:
    """Somebody who has said a phrase, and another that is transcribed."""
    await begins(hall)
    hall.ears.is_transcribing = True
    return hall


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        (REPEAT, f"{BEGUN} {LATE}"),
        (HINT, f"{BEGUN} {LATE}"),
        (SKIP, f"{BEGUN} {LATE}"),
        (TYPED, f"{BEGUN} {LATE} That is all."),
    ],
)
async def test_what_is_still_transcribed_is_part_of_the_answer(
    speaking: Hall, message: messages.FromPage, kept: str
) -> None:
    await speaking.conversation.said_by_page(message)
    assert not speaking.conversation.floor.taken
    assert speaking.sent[-1] == messages.Listening(state="working")
    await words_come(speaking)

    assert speaking.conversation.floor.taken
    assert [caption.text for caption in speaking.of(messages.Caption)] == [BEGUN, LATE]
    assert await parts(speaking) == [(0, kept)]


async def test_an_answer_after_a_repeat_is_joined_with_all_that_was_said_before(speaking: Hall) -> None:
    await speaking.conversation.said_by_page(REPEAT)
    await words_come(speaking)
    await speaking.until(lambda: speaking.ears.calls[-1] == "expect_answer")
    await speaking.hears_answer(ANSWER)
    await speaking.said(1)
    await speaking.until(lambda: bool(speaking.record.state.turns[0].words), 20)

    assert speaking.record.state.turns[0].answer == f"{BEGUN} {LATE} {ANSWER}"


async def test_what_the_page_says_meanwhile_follows_in_order(speaking: Hall) -> None:
    await speaking.conversation.said_by_page(TYPED)
    await speaking.conversation.said_by_page(messages.Control(action="skip", turn=0))
    await speaking.conversation.said_by_page(messages.Control(action="end"))
    assert not speaking.ended
    await words_come(speaking)

    assert await parts(speaking) == [(0, f"{BEGUN} {LATE} That is all.")]
    assert speaking.ended == ["by_candidate"]
    assert speaking.ears.calls.count("cut_answer") == 1


async def test_a_room_that_closes_before_the_words_are_known_keeps_what_was_typed(speaking: Hall) -> None:
    await speaking.conversation.said_by_page(TYPED)

    await speaking.conversation.keep_running()

    assert await parts(speaking) == [(0, f"{BEGUN} That is all.")]


async def test_an_end_before_the_words_are_known_keeps_what_was_typed(speaking: Hall) -> None:
    await speaking.conversation.said_by_page(TYPED)

    await speaking.conversation.end("by_candidate")

    assert await parts(speaking) == [(0, f"{BEGUN} That is all.")]
    assert speaking.record.state.head.ended


@pytest.mark.parametrize(
    "message",
    [
        messages.Typed(text="  ", reply_to=0),
        messages.Typed(text="late", reply_to=7),
        messages.Control(action="hint", turn=7),
        messages.Control(action="skip", turn=7),
        messages.Control(action="coaching_on"),
    ],
)
async def test_what_changes_nothing_does_not_cut_the_answer(
    speaking: Hall, message: messages.FromPage
) -> None:
    await speaking.conversation.said_by_page(message)

    assert "cut_answer" not in speaking.ears.calls


async def test_what_was_said_to_a_check_in_is_kept_when_the_question_is_repeated(hall: Hall) -> None:
    question = hall.record.state.turns[0].move.question
    hall.conversation.floor.say(Move(MoveKind.CHECK_IN, question=question))
    await hall.said(1)
    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    await hall.conversation.heard(PhraseHeard(text=BEGUN, start_ms=hall.time_ms, end_ms=hall.time_ms + 900))

    await hall.conversation.said_by_page(REPEAT)
    await hall.said(2)

    assert hall.record.state.turns[1].answer == BEGUN
    assert hall.record.state.turns[2].move.kind is MoveKind.REPEAT
