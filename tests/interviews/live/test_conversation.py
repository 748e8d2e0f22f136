"""The conversation: what was heard goes in, what the interviewer says goes out."""

import pytest

from interviews.analysis.judgement import ContentJudgement, DeliveryMeasures, FramingNote
from interviews.interviewer.port import (
    InterviewerFailed,
    Move,
    MoveKind,
)
from interviews.live import facts, messages, notices
from interviews.live.floor import cut_at_word
from interviews.live.record import read_events
from interviews.speech.port import (
    NothingHeard,
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnLikely,
    TurnResumed,
)
from interviews.transcript import Word
from intervision.redis import blocking
from tests.interviews.live.hall import (
    ANSWER,
    BEGUN,
    REST,
    Hall,
    ScriptedInterviewer,
    begins,
    taken_up_again,
)


async def test_first_words_are_streamed_and_recorded(hall: Hall) -> None:
    tokens = [message.text for message in hall.of(messages.Token)]

    assert tokens == ["Hello. ", "What is ", "idempotency?"]
    assert hall.record.state.turns[0].said == "Hello. What is idempotency?"
    assert hall.ears.calls == ["interviewer_speaks", "expect_answer"]


async def test_answer_is_in_the_record_before_the_page_is_told(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded: list[facts.AnyEvent] = []

    def told(message: messages.ToPage) -> None:
        recorded.extend(read_events(blocking(), hall.plan.interview_id)[-1:])

    monkeypatch.setattr(hall.conversation.answers, "_send", told)

    await hall.hears_answer()

    assert isinstance(recorded[0], facts.Answered)


async def test_both_passes_are_recorded_after_an_answer(hall: Hall) -> None:
    await hall.hears_answer()

    await hall.until(lambda: hall.record.state.turns[0].delivery is not None, 20)
    await hall.until(lambda: hall.record.state.turns[0].content is not None, 20)
    turn = hall.record.state.turns[0]
    assert turn.answer == ANSWER
    assert turn.words[0].text == "I"
    assert turn.content is not None and turn.content.points


async def test_the_camera_is_asked_for_the_time_of_the_speech_alone(hall: Hall) -> None:
    ended = hall.turn_end()

    await hall.conversation.heard(ended)

    assert hall.watched == [(ended.start_ms, ended.end_ms)]
    assert hall.record.state.turns[0].framing == FramingNote(samples=1)


async def test_words_asked_early_are_held_until_the_turn_is_certain(hall: Hall) -> None:
    before = len(hall.of(messages.Token))

    await hall.conversation.heard(TurnLikely(text=ANSWER, silence_ms=128))
    await hall.until(lambda: hall.interviewer.through == 2)
    held = len(hall.of(messages.Token))
    await hall.conversation.heard(hall.turn_end())
    await hall.said(1)

    assert held == before
    assert len(hall.of(messages.Token)) > before
    assert len(hall.interviewer.asked) == 2, "the model was asked once for this answer, not twice"


async def test_words_asked_early_are_thrown_away_when_the_candidate_goes_on(hall: Hall) -> None:
    hall.interviewer.wait_s = 0.2

    await hall.conversation.heard(TurnLikely(text="I would put", silence_ms=128))
    await hall.until(lambda: len(hall.interviewer.asked) == 2)
    await hall.conversation.heard(TurnResumed(at_ms=100))
    await hall.conversation.heard(hall.turn_end())
    await hall.said(1)

    assert hall.interviewer.asked[-1].exchanges[-1].answer == ANSWER
    assert hall.record.state.turns[0].answer == ANSWER


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


async def test_what_was_measured_of_a_part_is_no_measure_of_the_whole(hall: Hall) -> None:
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: hall.record.state.turns[0].content is not None, 20)

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))

    turn = hall.record.state.turns[0]
    assert (turn.content, turn.delivery, turn.words) == (None, None, [])


async def test_an_interview_that_was_ended_does_not_begin_to_talk_again(hall: Hall) -> None:
    await hall.conversation.end("by_candidate")

    heir = await Hall(interview_id=hall.plan.interview_id).open()

    assert heir.ended == ["by_candidate"]
    assert not heir.conversation.floor.taken
    await heir.conversation.close()


async def test_failing_interviewer_is_replaced_for_this_turn_and_the_record_says_so() -> None:
    hall = await Hall(ScriptedInterviewer([InterviewerFailed("no first token within 1500 ms")])).open()

    await hall.said(0)

    assert hall.record.state.turns[0].asked_by == "local"
    assert "no first token" in hall.record.state.head.degraded[0].reason
    assert any(notice.code == "local_interviewer" for notice in hall.of(messages.Notice))
    await hall.conversation.close()


async def test_interviewer_that_breaks_off_midway_is_helped_out() -> None:
    hall = await Hall(ScriptedInterviewer(["Good morning, ", InterviewerFailed("the stream broke")])).open()

    await hall.said(0)

    said = hall.record.state.turns[0].said
    assert said.startswith("Good morning, ")
    assert "?" in said
    await hall.conversation.close()


async def test_silence_at_the_invitation_closes_without_a_check_in(hall: Hall) -> None:
    hall.conversation.floor.say(Move(kind=MoveKind.INVITE_QUESTIONS))
    await hall.said(1)

    await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
    assert not hall.conversation.floor.taken

    await hall.conversation.heard(SilenceHeard(silence_ms=66_000))
    await hall.until(lambda: bool(hall.ended))
    assert hall.record.state.turns[2].move.kind is MoveKind.CLOSE


async def test_long_silence_is_met_twice_at_most(hall: Hall) -> None:
    for _ in range(6):
        for silence_ms in (46_000, 66_000):
            await hall.conversation.heard(SilenceHeard(silence_ms=silence_ms))
            await hall.until(lambda: not hall.conversation.floor.taken)

    kinds = [turn.move.kind for turn in hall.record.state.turns.values()]
    assert kinds.count("check_in") == 2


async def test_what_is_kept_of_a_running_answer_has_its_times(hall: Hall) -> None:
    await hall.conversation.heard(PhraseHeard(text="It holds", start_ms=1_000, end_ms=2_000))
    await hall.conversation.heard(PhraseHeard(text="work", start_ms=3_000, end_ms=4_000))

    await hall.conversation.answers.keep_running()

    assert hall.record.state.turns[0].speech == [(1_000, 2_000), (3_000, 4_000)]


async def test_a_fault_in_the_interviewer_is_taken_over_by_the_local_one() -> None:
    hall = await Hall(ScriptedInterviewer(["You'd put ", ValueError("not JSON")])).open()

    await hall.said(0)

    turn = hall.record.state.turns[0]
    assert turn.asked_by == "local"
    assert "?" in turn.said
    assert hall.record.state.head.degraded[-1].part == "interviewer"
    assert notices.LOCAL_INTERVIEWER in hall.sent
    await hall.conversation.close()


@pytest.mark.django_db(transaction=True)
async def test_what_a_draft_cost_that_was_thrown_away_is_counted() -> None:
    interviewer = ScriptedInterviewer(["Hello. ", "What is ", "idempotency?"])
    hall = await Hall(interviewer).open()
    await hall.said(0)
    interviewer.costs = True
    await hall.conversation.heard(SpeechStarted(start_ms=10))
    await hall.conversation.heard(PhraseHeard(text=ANSWER, start_ms=10, end_ms=900))
    await hall.conversation.heard(TurnLikely(text=ANSWER, silence_ms=128))
    await hall.until(lambda: len(interviewer.asked) == 2)

    await hall.conversation.heard(TurnResumed(at_ms=1_000))
    await hall.conversation.close()

    assert [used.model for used in hall.record.state.head.usage] == ["paid"]


async def test_new_owner_goes_on_after_a_crash_between_answer_and_question(hall: Hall) -> None:
    await hall.conversation.floor.stop()
    await hall.record.append(facts.Answered(at_ms=50, turn=0, text=ANSWER, start_ms=20, end_ms=49))

    heir = Hall(ScriptedInterviewer(["And what if it fails?"]), interview_id=hall.plan.interview_id)
    await heir.open()
    await heir.said(1)

    assert heir.record.state.turns[0].answer == ANSWER
    assert heir.record.state.turns[1].said == "And what if it fails?"
    await heir.until(lambda: heir.record.state.turns[0].content is not None, 20)
    await heir.conversation.close()


async def test_new_owner_measures_what_the_last_one_could_not(hall: Hall) -> None:
    await hall.record.append(facts.Answered(at_ms=50, turn=0, text=ANSWER, start_ms=20, end_ms=49))
    question = hall.record.state.turns[0].move
    await hall.record.append(facts.Said(at_ms=60, turn=1, move=question))
    await hall.record.append(facts.SaidText(at_ms=70, turn=1, text="And then?", asked_by="local"))

    heir = await Hall(interview_id=hall.plan.interview_id).open()
    await heir.until(lambda: heir.record.state.turns[0].content is not None, 20)
    await heir.until(lambda: heir.record.state.turns[0].delivery is not None, 20)

    await heir.conversation.close()


VERBATIM = tuple(
    Word(word, 20 + n * 300, 270 + n * 300, 0.9) for n, word in enumerate(f"um {ANSWER}".split())
)
MEASURES = DeliveryMeasures(words=15, speech_ms=4_700, total_ms=4_700, fillers_per_minute=12.5)
JUDGEMENT = ContentJudgement(points=(), judged_by="paid")


async def measured_in_part(hall: Hall, result: facts.AnyEvent) -> Hall:
    """Return the new owner of an interview whose last one left with one pass of an answer done, not both."""
    await hall.record.append(
        facts.Answered(at_ms=50, turn=0, text=ANSWER, start_ms=20, end_ms=4_720, speech=((20, 4_720),))
    )
    await hall.record.append(facts.WordsMeasured(at_ms=60, turn=0, words=VERBATIM, verbatim=True))
    await hall.record.append(result)
    await hall.record.append(facts.Said(at_ms=60, turn=1, move=hall.record.state.turns[0].move))
    await hall.record.append(facts.SaidText(at_ms=70, turn=1, text="And then?", asked_by="local"))

    heir = await Hall(interview_id=hall.plan.interview_id).open()
    await heir.passes.drain()
    await heir.conversation.close()
    return heir


async def test_new_owner_who_has_no_audio_keeps_the_words_and_measures_that_were_taken_from_it(
    hall: Hall,
) -> None:
    heir = await measured_in_part(hall, facts.DeliveryMeasured(at_ms=70, turn=0, measures=MEASURES))

    turn = heir.record.state.turns[0]
    assert turn.content is not None
    assert tuple(turn.words) == VERBATIM
    assert turn.answer == f"um {ANSWER}"
    assert turn.delivery == MEASURES


async def test_new_owner_measures_a_judged_answer_by_its_verbatim_words_and_judges_it_no_more(
    hall: Hall,
) -> None:
    heir = await measured_in_part(hall, facts.ContentJudged(at_ms=70, turn=0, judgement=JUDGEMENT))

    turn = heir.record.state.turns[0]
    assert turn.content == JUDGEMENT
    assert tuple(turn.words) == VERBATIM
    assert turn.delivery is not None
    assert [one.span.quote for one in turn.delivery.disfluencies] == ["um"]


async def test_new_owner_judges_an_answer_that_is_only_code(hall: Hall) -> None:
    await hall.conversation.floor.stop()
    await hall.record.append(facts.CodeChanged(at_ms=40, turn=0, code="def one(): ...", language="python"))
    await hall.record.append(facts.Answered(at_ms=50, turn=0, text="", start_ms=20, end_ms=49, typed=True))

    heir = await Hall(interview_id=hall.plan.interview_id).open()
    await heir.passes.drain()

    turn = heir.record.state.turns[0]
    assert turn.content is not None
    assert turn.delivery is not None


async def test_what_the_last_owner_heard_of_an_answer_is_a_part_of_it(hall: Hall) -> None:
    await begins(hall)

    heir = await Hall(interview_id=hall.plan.interview_id).open()
    heir.time_ms = 5_000
    await heir.hears_answer("and then the queue")
    await heir.said(1)
    await heir.until(lambda: bool(heir.record.state.turns[0].words), 20)

    turn = heir.record.state.turns[0]
    assert heir.of(messages.AnswerKept)[-1].text == f"{BEGUN} and then the queue"
    assert [word.text for word in turn.words] == f"{BEGUN} and then the queue".split()
    assert turn.answer == f"{BEGUN} and then the queue"
    await heir.conversation.close()


async def test_a_new_owner_adds_nothing_to_an_interview_that_has_ended(hall: Hall) -> None:
    await begins(hall)
    await hall.record.append(facts.Ended(at_ms=1_000, reason="abandoned"))
    before = len(read_events(blocking(), hall.plan.interview_id))

    heir = await Hall(interview_id=hall.plan.interview_id).open()

    assert len(read_events(blocking(), hall.plan.interview_id)) == before
    await heir.conversation.close()


@pytest.mark.parametrize(
    ("characters", "kept"), [(0, ""), (3, ""), (5, "What"), (6, "What"), (100, "What is it?"), (4, "What")]
)
def test_cut_at_word_keeps_whole_words(characters: int, kept: str) -> None:
    assert cut_at_word("What is it?", characters) == kept
