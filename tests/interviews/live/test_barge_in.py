"""Barge-in: who speaks while the interviewer does answers it, goes on, or only coughs."""

from interviews.live import facts, messages
from interviews.live.welcome import welcome
from interviews.speech.port import (
    NothingHeard,
    SilenceHeard,
    SpeechStarted,
)
from interviews.speech.voice import BrowserVoice
from tests.interviews.live.hall import (
    ANSWER,
    REST,
    Hall,
    begun_and_repeated,
    taken_up_again,
)


async def a_noise(hall: Hall) -> None:
    hall.time_ms += 6_000
    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    await hall.conversation.heard(NothingHeard())


async def test_going_on_right_after_the_end_joins_both_parts(hall: Hall) -> None:
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    hall.speaker.through.set()
    await hall.conversation.heard(hall.turn_end("and then I would store the response"))
    await hall.said(1)

    state = hall.record.state
    parts = [event async for event in hall.record.events() if isinstance(event, facts.Answered)]
    assert [part.text for part in parts] == [ANSWER, "and then I would store the response"]
    assert list(state.turns) == [0, 1]
    assert "continue_answer" in hall.ears.calls
    assert hall.of(messages.AnswerKept)[-1].joined
    await hall.until(lambda: len(hall.record.state.turns[0].words) == 2 * len(ANSWER.split()), 20)


async def test_going_on_before_a_shown_reply_can_be_read_joins_both_parts(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.until(lambda: "expect_answer" in hall.ears.calls)
    await hall.said(1)

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    await hall.conversation.heard(hall.turn_end("and then I would store the response"))
    await hall.said(1)

    assert hall.ears.calls.count("continue_answer") == 1
    assert hall.of(messages.AnswerKept)[-1].joined
    assert list(hall.record.state.turns) == [0, 1]


async def test_speech_after_a_shown_reply_was_read_is_the_next_answer(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.said(1)
    hall.time_ms += 3_000

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    await hall.conversation.heard(hall.turn_end("With a queue"))
    await hall.said(2)

    assert "continue_answer" not in hall.ears.calls
    assert not hall.of(messages.AnswerKept)[-1].joined
    assert list(hall.record.state.turns) == [0, 1, 2]


async def test_an_end_after_going_on_keeps_both_parts_once(hall: Hall) -> None:
    await taken_up_again(hall, REST)

    await hall.conversation.end("by_candidate")

    turn = hall.record.state.turns[0]
    assert turn.answer == f"{ANSWER} {REST}"
    assert [word.text for word in turn.words] == f"{ANSWER} {REST}".split()


async def test_a_noise_after_the_end_does_not_swallow_the_answer(hall: Hall) -> None:
    await taken_up_again(hall)

    await hall.conversation.heard(NothingHeard())
    await hall.said(1)
    await hall.until(lambda: hall.record.state.turns[0].delivery is not None, 20)

    assert list(hall.record.state.turns) == [0, 1]
    assert hall.record.state.turns[0].answered
    assert [word.text for word in hall.record.state.turns[0].words] == ANSWER.split()


async def spoken_into(hall: Hall) -> str:
    """Let the candidate speak into a long question, and return all that the page has of it."""
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    hall.interviewer.replies = [["A long question ", "about how queues behave ", "under load, and why?"]]
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    await hall.conversation.said_by_page(messages.Heard(turn=1, characters=30))
    await hall.conversation.heard(SpeechStarted(start_ms=500))
    return "".join(token.text for token in hall.of(messages.Token) if token.turn == 1)


async def test_who_speaks_into_a_question_keeps_on_the_page_what_they_did_not_hear(hall: Hall) -> None:
    shown = await spoken_into(hall)

    assert shown.endswith("and why?")
    assert hall.of(messages.Stop)[-1].keep == shown
    turn = hall.record.state.turns[1]
    assert not turn.heard
    assert turn.said.startswith(("And", "A long question"))
    assert len(turn.said) < len(shown)
    after_reload = welcome(hall.record.state, elapsed_ms=0, coaching=None, voice=BrowserVoice(), peer=False)
    assert (after_reload.turns[1].said, after_reload.turns[1].heard) == (shown, turn.said)
    assert hall.of(messages.Stop)[-1].heard == turn.said


async def test_who_asks_again_for_a_question_that_they_spoke_into_asks_for_all_of_it(hall: Hall) -> None:
    shown = await spoken_into(hall)
    asked = len(hall.interviewer.asked)

    await hall.hears_answer("Sorry, can you repeat the question?")
    await hall.until(lambda: len(hall.interviewer.asked) > asked)

    assert hall.interviewer.asked[-1].exchanges[1].said == shown


async def test_a_question_that_was_spoken_into_is_repeated_to_its_end(hall: Hall) -> None:
    shown = await spoken_into(hall)

    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: len([m for m in hall.of(messages.Said) if m.turn == 1]) == 2)
    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms + 5_000))

    assert hall.of(messages.Said)[-1].text == shown
    assert hall.of(messages.Stop)[-1].keep == shown


async def test_a_noise_that_stopped_the_interviewer_lets_it_ask_again(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    await hall.conversation.heard(SpeechStarted(start_ms=500))
    hall.speaker.through.set()
    assert not hall.record.state.turns[1].heard

    await hall.conversation.heard(NothingHeard())
    await hall.until(lambda: hall.record.state.turns[1].heard)

    assert hall.record.state.turns[1].said


async def test_speaking_into_a_repeated_question_answers_it(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.said(1)
    asked = hall.record.state.turns[1].said
    hall.time_ms += 3_000
    hall.speaker.through.clear()
    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: len([m for m in hall.of(messages.Said) if m.turn == 1]) == 2)

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))

    assert list(hall.record.state.turns) == [0, 1]
    assert hall.record.state.turns[0].answered
    assert hall.record.state.turns[1].said == asked
    assert hall.of(messages.Stop)[-1].keep == asked


async def test_a_question_that_was_cut_at_its_first_word_stays_asked(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    asked = hall.record.state.turns[1].said

    await hall.conversation.heard(SpeechStarted(start_ms=500))

    assert hall.record.state.turns[1].said == asked
    stop = hall.of(messages.Stop)[-1]
    assert stop.keep == asked
    assert not stop.taken_back


async def test_the_end_of_a_short_question_may_be_spoken_into(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.said(1)
    hall.time_ms += 3_000
    hall.speaker.through.clear()
    hall.interviewer.replies = [["Why is that?"]]
    await hall.hears_answer("With a queue")
    await hall.until(lambda: any(m.turn == 2 for m in hall.of(messages.Said)))
    await hall.conversation.said_by_page(messages.Heard(turn=2, characters=8))
    hall.time_ms += 3_000

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))

    assert hall.record.state.turns[1].answered
    assert list(hall.record.state.turns) == [0, 1, 2]


async def test_a_noise_after_a_repeat_leaves_the_answer_open(hall: Hall) -> None:
    await begun_and_repeated(hall)

    await a_noise(hall)

    assert not hall.record.state.turns[0].answered
    assert not hall.conversation.floor.taken
    assert hall.sent[-1] == messages.Listening(state="waiting")


async def test_a_noise_after_going_on_and_a_repeat_leaves_the_answer_open(hall: Hall) -> None:
    await taken_up_again(hall, REST)
    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: hall.ears.calls[-1] == "expect_answer")

    await a_noise(hall)

    assert not hall.record.state.turns[0].answered
    assert not hall.conversation.floor.taken


async def test_a_noise_instead_of_an_answer_to_a_check_in_leaves_the_answer_open(hall: Hall) -> None:
    await begun_and_repeated(hall)
    hall.interviewer.wait_s = 0.3
    await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Saying)))

    await a_noise(hall)

    assert list(hall.record.state.turns) == [0]
    assert not hall.record.state.turns[0].answered
    assert not hall.conversation.floor.taken


async def test_a_noise_into_a_check_in_is_no_end_of_the_part_before_it(hall: Hall) -> None:
    await begun_and_repeated(hall)
    hall.speaker.through.clear()
    await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    hall.speaker.heard = 0

    await a_noise(hall)

    assert not hall.conversation.floor.taken
    assert not hall.record.state.turns[0].answered
