"""Sound that never came in the middle of an answer: the answer goes on, and its candidate is told."""

import pytest

from interviews.live import messages, notices
from interviews.live.welcome import welcome
from interviews.speech.port import AudioMissing, PhraseHeard
from interviews.speech.voice import BrowserVoice
from tests.interviews.live.hall import BEGUN, Hall, begins


async def test_who_was_not_heard_is_told_and_the_gap_is_no_pause_of_theirs(hall: Hall) -> None:
    await begins(hall)

    await hall.conversation.heard(AudioMissing(start_ms=1_000, missing_ms=15_000))
    await hall.conversation.heard(PhraseHeard(text="and so on", start_ms=16_200, end_ms=17_000))

    assert notices.NOT_HEARD in hall.sent
    assert hall.record.state.turns[0].excused == [(1_000, 16_200)]


async def test_sound_that_was_missing_while_the_interviewer_spoke_is_nobody_s_loss(hall: Hall) -> None:
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: any(message.turn == 1 for message in hall.of(messages.Said)))

    await hall.conversation.heard(AudioMissing(start_ms=1_000, missing_ms=15_000))

    assert notices.NOT_HEARD not in hall.sent
    hall.speaker.through.set()


async def test_sound_that_was_missing_in_the_question_before_is_no_part_of_this_answer(hall: Hall) -> None:
    await begins(hall)
    gap_ms = hall.time_ms
    await hall.conversation.said_by_page(messages.Typed(text="and so on", reply_to=0))
    await hall.said(1)

    await hall.conversation.heard(AudioMissing(start_ms=gap_ms, missing_ms=15_000))

    assert notices.NOT_HEARD not in hall.sent
    assert hall.sent[-1] == notices.AUDIO_BACK


@pytest.mark.parametrize("began", [True, False])
async def test_who_was_speaking_when_the_last_owner_died_is_told(hall: Hall, began: bool) -> None:
    if began:
        await begins(hall)

    other = Hall(interview_id=hall.plan.interview_id)
    await other.open()

    assert (notices.NOT_HEARD in other.sent) is began
    await other.conversation.close()


async def test_page_that_comes_back_after_a_crash_shows_the_answer_from_its_beginning(hall: Hall) -> None:
    await begins(hall)
    heir = await Hall(interview_id=hall.plan.interview_id).open()
    await heir.conversation.heard(PhraseHeard(text="And more.", start_ms=16_200, end_ms=17_000))

    seen = welcome(heir.record.state, elapsed_ms=0, coaching=None, voice=BrowserVoice(), peer=False)

    assert seen.kept == BEGUN
    assert [caption.text for caption in seen.captions] == ["And more."]
    await heir.conversation.close()
