"""A correction is kept, and its answer judged again: paid calls are counted, nothing stale is kept."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from interviews import correction, doors, events, tasks
from interviews.analysis.judgement import ContentJudgement, DeliveryMeasures, PointJudgement, Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.correction import correct_answer, judge_again
from interviews.costs.usage import Usage
from interviews.models import Interview, ModelUsage, Turn
from interviews.transcript import Word, realign
from intervision import settings as production
from intervision.accounts.models import User
from intervision.redis import blocking
from tests.interviews.live.plans import backend_questions

pytestmark = pytest.mark.django_db

SAID = "um I would put an idempotency key on every payment and er look it up before I charge"
NOW = timezone.now()


class PaidAnalyst:
    """Remembers what it was asked; `meanwhile` is what happens while it judges."""

    name = "paid"
    remote = True

    def __init__(self):
        self.asked = []
        self.meanwhile = lambda: None
        self.fails = None
        self.closed = 0
        self.judgement = ContentJudgement(points=())

    async def judge(self, answer, question, *, usage=None):
        self.asked.append(answer)
        await sync_to_async(self.meanwhile)()
        if self.fails:
            raise self.fails
        if usage is not None:
            usage(Usage("analyst", "cheap", 700_000, 0))
        return msgspec.structs.replace(self.judgement, judged_by=self.name)

    async def close(self):
        self.closed += 1


@pytest.fixture
def analyst(monkeypatch, settings):
    settings.DAILY_BUDGET_PER_USER, settings.DAILY_BUDGET_SITE = 1.0, 0
    settings.MODEL_PRICES = {"cheap": [1.0, 2.0]}
    for key in blocking().scan_iter("budget:*"):
        blocking().delete(key)
    paid = PaidAnalyst()
    monkeypatch.setattr(correction, "provider", lambda name: paid)
    return paid


@pytest.fixture
def told():
    turns = []

    def receiver(interview_id: UUID, turn: int, **kwargs: object) -> None:
        turns.append(turn)

    events.answer_corrected.connect(receiver)
    yield turns
    events.answer_corrected.disconnect(receiver)


def corrected(candidate, number=1, interview=None, **fields):
    question = backend_questions()[0]
    start = number * 60_000
    words = [[word, start + n * 400, start + n * 400 + 350, 0.9] for n, word in enumerate(SAID.split())]
    values = {
        "interview": interview or Interview.objects.create(candidate=candidate, state="finished"),
        "number": number,
        "kind": "question",
        "question_slug": question.slug,
        "question": msgspec.to_builtins(question),
        "said": question.ask,
        "said_ms": start - 9_000,
        "answer": SAID,
        "words": words,
        "speech": [[words[0][1], words[-1][2]]],
        "corrected_at": NOW,
    }
    return Turn.objects.create(**(values | fields))


def test_a_paid_judgement_is_counted_and_bounded(alice, analyst, told):
    turn = corrected(alice)

    for _ in range(3):
        judge_again(turn.interview_id, 1)

    turn.refresh_from_db()
    assert len(analyst.asked) == 2
    assert turn.content["judged_by"] == LocalAnalyst.name
    rows = ModelUsage.objects.filter(interview=turn.interview, user=alice, purpose="analyst")
    assert [row.tokens_in for row in rows] == [700_000, 700_000]
    assert told == [1, 1, 1]


def test_a_fault_in_an_adapter_is_no_reason_to_ask_and_pay_again(alice, analyst, told):
    turn = corrected(alice, judgement_asked_at=NOW)
    analyst.fails = AttributeError("'str' object has no attribute 'choices'")

    judge_again(turn.interview_id, turn.number)

    turn.refresh_from_db()
    assert turn.content["judged_by"] == "local"
    assert turn.judgement_asked_at is None
    assert analyst.closed == 1


def test_a_follow_up_is_judged_with_the_answers_before_it(alice, analyst):
    first = corrected(alice, answer="With a key.")
    corrected(alice, 2, first.interview, answer="", words=[], skipped=True)
    corrected(alice, 3, first.interview, answer="Something else.", question_slug="another")
    corrected(alice, 4, first.interview)
    corrected(alice, 5, first.interview, answer="Later.")

    judge_again(first.interview_id, 4)

    assert analyst.asked[0].follow_up_to == ("With a key.",)


def test_what_was_corrected_once_more_meanwhile_is_left_to_the_run_that_judges_it(alice, analyst, told):
    turn = corrected(alice)
    analyst.meanwhile = lambda: Turn.objects.update(corrected_at=NOW + timedelta(seconds=2))

    judge_again(turn.interview_id, 1)

    turn.refresh_from_db()
    assert (turn.content, turn.delivery, told) == (None, None, [])


def test_sounds_that_were_never_written_down_are_not_counted_after_a_correction(alice, analyst):
    heard = DeliveryMeasures(words=15, speech_ms=6_000, total_ms=6_000, words_per_minute=150.0)
    turn = corrected(alice, delivery=msgspec.to_builtins(heard))

    judge_again(turn.interview_id, 1)

    turn.refresh_from_db()
    assert turn.delivery["words_per_minute"] is not None
    assert turn.delivery["fillers_per_minute"] is None


def test_another_language_s_words_are_no_sounds_after_a_correction(alice, analyst):
    interview = Interview.objects.create(candidate=alice, state="finished", language="de")
    turn = corrected(alice, interview=interview)

    judge_again(turn.interview_id, 1)

    turn.refresh_from_db()
    assert turn.delivery["words"] == len(SAID.split())
    assert turn.delivery["disfluencies"] == []


def test_time_at_the_code_pad_is_no_pause_after_a_correction(alice, analyst):
    words = [[word, n * 400, n * 400 + 350, 0.9] for n, word in enumerate(SAID.split())]
    middle, end = words[8][2], words[-1][2]
    later = [[word, start + 40_000, stop + 40_000, sure] for word, start, stop, sure in words[9:]]
    turn = corrected(
        alice,
        words=[*words[:9], *later],
        speech=[[0, middle], [later[0][1], end + 40_000]],
        excused=[[middle - 1_000, middle + 30_000]],
    )

    judge_again(turn.interview_id, 1)

    turn.refresh_from_db()
    assert turn.delivery["pauses"] == []
    assert turn.delivery["total_ms"] < 8_000


def test_a_judgement_that_was_lost_is_queued_again_until_it_is_there(alice, analyst, told):
    turn = corrected(alice, judgement_asked_at=NOW - correction.LOST_AFTER)

    tasks.requeue_judgements()
    tasks.requeue_judgements()

    turn.refresh_from_db()
    assert turn.content["judged_by"] == "paid"
    assert turn.judgement_asked_at is None
    assert told == [1]


@pytest.mark.parametrize(
    ("asked_ago", "corrected_ago"),
    [
        (correction.LOST_AFTER / 2, correction.LOST_AFTER / 2),
        (correction.LOST_AFTER, correction.GIVEN_UP_AFTER * 2),
    ],
)
def test_a_judgement_is_not_queued_beside_one_that_may_run_nor_for_ever(alice, asked_ago, corrected_ago):
    corrected(alice, judgement_asked_at=NOW - asked_ago, corrected_at=NOW - corrected_ago)

    assert correction.requeue_lost(now=NOW) == []


def test_what_is_queued_again_is_not_queued_twice(alice):
    turn = corrected(alice, judgement_asked_at=NOW - correction.LOST_AFTER)

    assert correction.requeue_lost(now=NOW) == [(turn.interview_id, 1)]
    assert correction.requeue_lost(now=NOW) == []


def test_a_judgement_that_could_not_be_told_is_asked_for_again(alice, analyst):
    turn = corrected(alice, judgement_asked_at=NOW)

    def fails(**kwargs: object) -> None:
        raise RuntimeError("the database is locked")

    events.answer_corrected.connect(fails)
    judge_again(turn.interview_id, 1)
    events.answer_corrected.disconnect(fails)

    turn.refresh_from_db()
    assert turn.judgement_asked_at == NOW


def test_beat_looks_for_lost_judgements():
    assert tasks.requeue_judgements.name in {
        entry["task"] for entry in production.CELERY_BEAT_SCHEDULE.values()
    }


def test_what_was_added_at_the_end_leaves_nothing_out_when_it_is_judged_again(alice, analyst):
    slug = backend_questions()[0].key_points[0].slug
    left_out = PointJudgement(slug, Verdict.NOT_HEARD, certainty=0.9)
    analyst.judgement = ContentJudgement(points=(left_out,))
    turns = [corrected(alice, kind=kind) for kind in ("question", "invite_questions")]

    for turn in turns:
        judge_again(turn.interview_id, turn.number)
        turn.refresh_from_db()

    assert [len(turn.content["points"]) for turn in turns] == [1, 0]


@pytest.fixture
def turn(alice: User) -> Turn:
    interview = Interview.objects.create(candidate=alice, state="finished")
    return Turn.objects.create(
        interview=interview, number=1, kind="question", said="Why?", said_ms=0, answer="a queue"
    )


def test_words_are_realigned_before_the_database_is_locked(
    alice: User, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    depths = []

    def realign_watched(*args: Any, **kwargs: Any) -> tuple[Word, ...]:
        depths.append(len(connection.savepoint_ids))
        return realign(*args, **kwargs)

    monkeypatch.setattr(correction, "realign", realign_watched)
    outside = len(connection.savepoint_ids)

    correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a key")

    assert depths == [outside]


def test_a_correction_beside_another_starts_from_its_words(
    alice: User, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    bases = []

    def realign_while_another_corrects(text: str, words: tuple[Word, ...], **kwargs: Any) -> tuple[Word, ...]:
        bases.append([word.text for word in words])
        if text == "a key" and len(bases) == 1:
            correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a lock")
        return realign(text, words, **kwargs)

    monkeypatch.setattr(correction, "realign", realign_while_another_corrects)

    correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a key")

    turn.refresh_from_db()
    assert bases == [[], [], ["a", "lock"]]
    assert turn.answer == "a key"


def test_a_correction_is_kept_and_marked_where_its_judgement_can_t_be_queued(
    alice: User, turn: Turn, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(tasks.judge_again, "delay", lambda **_kwargs: 1 / 0)

    with django_capture_on_commit_callbacks(execute=True):
        doors.correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a key")

    turn.refresh_from_db()
    assert turn.answer == "a key"
    assert turn.judgement_asked_at == turn.corrected_at
