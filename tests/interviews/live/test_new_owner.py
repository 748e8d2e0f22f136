"""A process that takes an interview over goes on where the record stops."""

from interviews.analysis.judgement import ContentJudgement, DeliveryMeasures
from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts, messages
from interviews.live.record import read_events
from interviews.transcript import Word
from intervision.redis import blocking
from tests.interviews.live.hall import (
    ANSWER,
    BEGUN,
    Hall,
    ScriptedInterviewer,
    begins,
)

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


async def test_new_owner_judges_what_was_added_at_the_end_and_only_measured(hall: Hall) -> None:
    await hall.conversation.floor.stop()
    first = hall.record.state.turns[0]
    question = first.move.question
    assert question is not None
    added = f"I would like to add something to the first question. {question.key_points[0].paraphrases[0]}"
    await hall.record.append(facts.Answered(at_ms=50, turn=0, text=ANSWER, start_ms=20, end_ms=49))
    await hall.record.append(facts.ContentJudged(at_ms=55, turn=0, judgement=JUDGEMENT))
    await hall.record.append(facts.DeliveryMeasured(at_ms=55, turn=0, measures=MEASURES))
    await hall.record.append(facts.Said(at_ms=60, turn=1, move=Move(kind=MoveKind.INVITE_QUESTIONS)))
    await hall.record.append(facts.SaidText(at_ms=70, turn=1, text="Your questions?", asked_by="local"))
    await hall.record.append(facts.Answered(at_ms=80, turn=1, text=added, start_ms=71, end_ms=79, typed=True))
    await hall.record.append(facts.DeliveryMeasured(at_ms=90, turn=1, measures=MEASURES))

    heir = await Hall(interview_id=hall.plan.interview_id).open()
    await heir.passes.drain()

    assert heir.record.state.turns[1].about == question.slug
    await heir.conversation.close()


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
