"""The flush: one transaction, twice without harm, also for interviews that were left."""

import asyncio
from uuid import UUID

import pytest
import stamina
from django.db import DatabaseError, OperationalError, connection
from redis import Redis

from interviews import events, history
from interviews.analysis.judgement import ContentJudgement, DeliveryMeasures, PointJudgement, Verdict
from interviews.columns import CODE_LANGUAGE_LENGTH
from interviews.costs.rows import count_usage
from interviews.enums import InterviewState
from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts
from interviews.live import flush as flushing
from interviews.live.flush import flush, flush_abandoned, flush_patiently
from interviews.live.record import Record, read_events, untouched_since
from interviews.models import Interview, ModelUsage, Turn
from interviews.transcript import Word
from intervision.accounts.models import User
from intervision.redis import blocking, for_loop
from reports.models import Report
from tests.interviews.live.plans import a_plan, backend_questions

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = tuple(
    Word(word, n * 400, n * 400 + 300, 0.9) for n, word in enumerate(["I", "would", "add", "an", "index"])
)


def a_live_interview(candidate: User, *more: facts.AnyEvent, ended: bool = True) -> Interview:
    """Return an interview whose record holds one measured answer, and `more`."""
    interview = Interview.objects.create(
        candidate=candidate, domain="backend", seniority="mid", state=InterviewState.LIVE
    )
    question = backend_questions()[0]
    point = question.key_points[0].slug
    happened: list[facts.AnyEvent] = [
        facts.Opened(at_ms=0, plan=a_plan(str(interview.pk)), started_unix_ms=1_700_000_000_000),
        facts.Said(at_ms=10, turn=0, move=Move(kind=MoveKind.OPEN, question=question)),
        facts.SaidText(at_ms=900, turn=0, text=question.ask, asked_by="local"),
        facts.Answered(at_ms=9_000, turn=0, text="i would add an index", start_ms=0, end_ms=2_000),
        facts.WordsMeasured(at_ms=9_500, turn=0, words=WORDS),
        facts.ContentJudged(
            at_ms=9_600, turn=0, judgement=ContentJudgement(points=(PointJudgement(point, Verdict.PARTLY),))
        ),
        facts.DeliveryMeasured(
            at_ms=9_700, turn=0, measures=DeliveryMeasures(words=5, speech_ms=1_900, total_ms=2_000)
        ),
        *more,
    ]
    if ended:
        happened.append(facts.Ended(at_ms=20_000, reason="by_candidate", not_reached=("another-question",)))

    async def write() -> None:
        record = Record(for_loop(), interview.pk, "test")
        await record.take_over()
        for event in happened:
            await record.append(event)
        await record.release()

    asyncio.run(write())
    return interview


def test_what_was_added_at_the_end_goes_with_the_question_that_it_speaks_to(alice: User) -> None:
    question = backend_questions()[0]
    made = PointJudgement(question.key_points[1].slug, Verdict.HEARD)
    interview = a_live_interview(
        alice,
        facts.Said(at_ms=10_000, turn=1, move=Move(kind=MoveKind.INVITE_QUESTIONS)),
        facts.SaidText(at_ms=10_100, turn=1, text="What would you like to ask?", asked_by="local"),
        facts.Answered(at_ms=14_000, turn=1, text="and an index on it", start_ms=12_000, end_ms=13_000),
        facts.ContentJudged(
            at_ms=14_500, turn=1, judgement=ContentJudgement(points=(made,)), about=question.slug
        ),
    )

    flush(interview.pk)

    added = history.interview(interview.pk).turns[1]
    assert added.question == question
    assert added.kind == MoveKind.INVITE_QUESTIONS
    assert added.content is not None and added.content.points == (made,)


def test_flush_writes_rows_that_the_history_reads(alice: User) -> None:
    interview = a_live_interview(alice)

    assert flush(interview.pk)

    record = history.interview(interview.pk)
    assert record.duration_ms == 20_000
    assert record.not_reached == ("another-question",)
    turn = record.turns[0]
    assert turn.question == backend_questions()[0]
    assert turn.words == WORDS
    assert turn.answer == "I would add an index"
    assert turn.content is not None and turn.content.points[0].verdict is Verdict.PARTLY
    assert turn.delivery is not None and turn.delivery.words == 5


def test_flush_keeps_when_silence_was_no_pause(alice: User) -> None:
    interview = a_live_interview(
        alice, facts.CodeChanged(at_ms=30_000, turn=0, code="index = {}", language="python")
    )

    flush(interview.pk)

    assert Turn.objects.get(interview=interview).excused == [[25_000, 35_000]]


def test_a_pad_s_language_of_emoji_keeps_no_interview_from_its_rows(alice: User) -> None:
    interview = a_live_interview(
        alice, facts.CodeChanged(at_ms=9_800, turn=0, code="🦀", language="🦀" * CODE_LANGUAGE_LENGTH)
    )

    assert flush(interview.pk)

    turn = Turn.objects.get(interview=interview)
    assert (turn.code, turn.code_language) == ("🦀", "🦀" * (CODE_LANGUAGE_LENGTH // 2))


def test_flush_twice_writes_once_and_tells_once(alice: User) -> None:
    interview = a_live_interview(alice)
    told: list[UUID] = []

    def receiver(interview_id: UUID, **kwargs: object) -> None:
        told.append(interview_id)

    events.interview_finished.connect(receiver)

    first, second = flush(interview.pk), flush(interview.pk)

    events.interview_finished.disconnect(receiver)
    assert (first, second) == (True, False)
    assert Turn.objects.filter(interview=interview).count() == 1
    assert told == [interview.pk]


def test_who_could_not_be_told_of_an_end_is_told_by_the_next_flush(alice: User) -> None:
    interview = a_live_interview(alice)
    told: list[UUID] = []

    def receiver(interview_id: UUID, **kwargs: object) -> None:
        told.append(interview_id)
        if len(told) == 1:
            raise OperationalError("the database is locked")

    events.interview_finished.connect(receiver)

    first, *_later = flush(interview.pk), flush(interview.pk), flush(interview.pk)

    events.interview_finished.disconnect(receiver)
    assert first
    assert told == [interview.pk] * 2
    assert Report.objects.get(interview=interview).wanted == 1, "who heard it the first time asks once"


def test_a_process_killed_between_writing_and_telling_is_made_up_for(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = a_live_interview(alice)
    with monkeypatch.context() as killed:
        killed.setattr(events, "tell", _die)
        with pytest.raises(KeyboardInterrupt):
            flush(interview.pk)
    blocking().zadd("iv:live", {str(interview.pk): 1_000})

    flush_abandoned(only=[str(interview.pk)])

    assert Report.objects.filter(interview=interview).exists()
    assert str(interview.pk) not in untouched_since(blocking(), 1e12)


def _die(*args: object, **about: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("ended", [True, False])
def test_a_record_that_nobody_can_read_holds_up_no_other(alice: User, ended: bool) -> None:
    broken, good = (a_live_interview(alice, ended=ended) for _ in range(2))
    blocking().xadd(f"iv:{broken.pk}:stream", {"e": b"no event"})
    blocking().zadd("iv:live", {str(broken.pk): 1_000, str(good.pk): 2_000})

    flushed = flush_abandoned(only=[str(broken.pk), str(good.pk)])

    blocking().zrem("iv:live", str(broken.pk))
    assert flushed == [str(good.pk)]


def test_flush_that_fails_midway_leaves_the_record_for_the_next(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = a_live_interview(alice)
    with monkeypatch.context() as broken:

        def fail(*args: object, **kwargs: object) -> None:
            raise DatabaseError("the database went away")

        broken.setattr(Turn.objects, "bulk_create", fail)
        with pytest.raises(DatabaseError):
            flush(interview.pk)
    interview.refresh_from_db()
    assert interview.state == InterviewState.LIVE

    assert str(interview.pk) in flush_abandoned(older_than_s=0) or flush(interview.pk)

    assert Turn.objects.filter(interview=interview).count() == 1


def test_a_database_that_is_back_in_a_moment_is_waited_for(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = a_live_interview(alice)
    connections: list[object] = []

    def fails_twice(interview_id: UUID) -> bool:
        connections.append(connection.connection)
        Interview.objects.exists()
        if len(connections) < 3:
            raise OperationalError("the database went away")
        return flush(interview_id)

    monkeypatch.setattr(flushing, "flush", fails_twice)
    with stamina.set_testing(True, attempts=5, cap=True):
        asyncio.run(flush_patiently(interview.pk))

    interview.refresh_from_db()
    assert interview.state == InterviewState.FINISHED
    assert connections == [None] * 3, "what broke is not used again"


def test_flush_of_a_running_interview_does_nothing(alice: User) -> None:
    interview = a_live_interview(alice, ended=False)

    assert not flush(interview.pk)
    assert not Turn.objects.filter(interview=interview).exists()


def test_abandoned_interview_is_ended_with_what_was_heard(alice: User) -> None:
    interview = a_live_interview(
        alice,
        facts.Said(at_ms=10_000, turn=1, move=Move(kind=MoveKind.QUESTION, question=backend_questions()[1])),
        facts.SaidText(at_ms=10_100, turn=1, text="And the next?", asked_by="local"),
        facts.PhraseAdded(at_ms=12_000, turn=1, text="I was going to", start_ms=11_000, end_ms=12_000),
        ended=False,
    )
    blocking().zadd("iv:live", {str(interview.pk): 1_000})

    assert str(interview.pk) in flush_abandoned()

    interview.refresh_from_db()
    assert interview.end_reason == "abandoned"
    answer = Turn.objects.get(interview=interview, number=1)
    assert answer.answer == "I was going to"
    assert answer.content["note"], "a pass that never ran is 'not measured', with the reason"


def test_interview_with_an_owner_is_never_abandoned(alice: User) -> None:
    interview = a_live_interview(alice, ended=False)
    asyncio.run(_own(interview.pk))
    blocking().zadd("iv:live", {str(interview.pk): 1_000})

    assert str(interview.pk) not in flush_abandoned()


async def _own(interview_id: UUID) -> None:
    await Record(for_loop(), interview_id, "somebody").take_over()


def test_flush_of_a_deleted_interview_forgets_its_record(alice: User) -> None:
    interview = a_live_interview(alice)
    pk = interview.pk
    interview.delete()

    assert not flush(pk)

    assert str(pk) not in untouched_since(blocking(), 1e12)


def test_an_interview_is_deleted_while_redis_is_away(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    interview = a_live_interview(alice)
    monkeypatch.setattr("intervision.redis.blocking", lambda: Redis(port=9, socket_connect_timeout=0.1))

    interview.delete()

    assert not Interview.objects.exists()


def test_an_interview_is_written_whose_model_goes_by_the_path_of_a_long_file(alice: User) -> None:
    path = "/srv/models/" + "a-folder-of-its-own/" * 8 + "llama-3.3-70b-instruct-q4_k_m.gguf"
    used = facts.UsageCounted(at_ms=10, purpose="analyst", model=path, tokens_in=10, tokens_out=1)
    interview = a_live_interview(alice, used)

    assert flush(interview.pk)
    count_usage(interview_id=interview.pk, purpose="writer", model=path, tokens_in=10, tokens_out=1)

    rows = ModelUsage.objects.filter(interview=interview)
    assert {row.purpose: row.model for row in rows} == {"analyst": path[:100], "writer": path[:100]}


def test_usage_is_added_up_by_purpose_and_model(alice: User, settings: object) -> None:
    used = facts.UsageCounted(
        at_ms=1, purpose="interviewer", model="gpt-4.1", tokens_in=1_000, tokens_out=100
    )
    interview = a_live_interview(alice, used, used)

    flush(interview.pk)

    row = ModelUsage.objects.get(interview=interview)
    assert (row.calls, row.tokens_in, row.tokens_out) == (2, 2_000, 200)
    assert row.cost_millionths == 2_000 * 2 + 200 * 8


def test_flushed_record_is_still_there_for_a_while(alice: User) -> None:
    interview = a_live_interview(alice)

    flush(interview.pk)

    assert read_events(blocking(), interview.pk)
