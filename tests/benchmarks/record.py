"""The live record of a 45-minute interview: appending an event, the check of the owner's
epoch and the head in one step, and reading the head; against a local Redis.

    python -m tests.benchmarks.record

The server runs as the product's own does: append-only, synced to disk on every write. What the disk and the
client take anyway is measured beside it: `bare_*` is a plain XADD of the same event on the same connection.
"""

import asyncio
import gc
import subprocess
import tempfile
import time
from uuid import uuid4

from redis.asyncio import Redis

from interviews.analysis.judgement import ContentJudgement, DeliveryMeasures, PointJudgement, Verdict
from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts
from interviews.live.record import Record
from interviews.transcript import Word, span
from intervision.valkey import server_command
from tests.benchmarks.servers import free_port
from tests.benchmarks.stats import finish, percentile
from tests.interviews.live.plans import a_plan, backend_questions

TURNS = 36  # of about 75 s each
PHRASES_A_TURN = 14
WORDS_A_PHRASE = 11


def interview() -> list[facts.AnyEvent]:
    """Return all events of 45 minutes, as large as real ones."""
    questions = backend_questions()
    events: list[facts.AnyEvent] = []
    for turn in range(TURNS):
        question = questions[turn % len(questions)]
        at = turn * 75_000
        events.append(facts.Said(at_ms=at, turn=turn, move=Move(kind=MoveKind.QUESTION, question=question)))
        events.append(facts.SaidText(at_ms=at + 900, turn=turn, text=question.ask, asked_by="local"))
        words = tuple(
            Word(f"word{n}", at + 5_000 + n * 420, at + 5_300 + n * 420, 0.9)
            for n in range(PHRASES_A_TURN * WORDS_A_PHRASE)
        )
        for n in range(PHRASES_A_TURN):
            part = words[n * WORDS_A_PHRASE : (n + 1) * WORDS_A_PHRASE]
            text = " ".join(word.text for word in part)
            events.append(
                facts.PhraseAdded(
                    at_ms=part[-1].end_ms,
                    turn=turn,
                    text=text,
                    start_ms=part[0].start_ms,
                    end_ms=part[-1].end_ms,
                )
            )
        whole = " ".join(word.text for word in words)
        end = words[-1].end_ms
        events.append(facts.Answered(at_ms=end, turn=turn, text=whole, start_ms=at + 5_000, end_ms=end))
        events.append(facts.WordsMeasured(at_ms=end + 2_000, turn=turn, words=words))
        points = tuple(
            PointJudgement(point.slug, Verdict.HEARD, (span(words, 10, 22),), 0.8)
            for point in question.key_points
        )
        events.append(
            facts.ContentJudged(at_ms=end + 2_100, turn=turn, judgement=ContentJudgement(points=points))
        )
        events.append(
            facts.DeliveryMeasured(
                at_ms=end + 2_200,
                turn=turn,
                measures=DeliveryMeasures(words=len(words), speech_ms=50_000, total_ms=60_000),
            )
        )
    return events


async def measure(url: str) -> dict[str, float]:
    redis = Redis.from_url(url)
    for _ in range(200):
        try:
            await redis.ping()
            break
        except Exception:
            await asyncio.sleep(0.05)
    appends, reads, bare = [], [], []
    # As the product's processes do once they are warm.
    gc.collect()
    gc.freeze()
    record = Record(redis, str(uuid4()), "benchmark")
    await record.take_over()
    await record.append(facts.Opened(at_ms=0, plan=a_plan(record.interview_id), started_unix_ms=0))
    for event in interview():
        began = time.perf_counter()
        await record.append(event)
        appends.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        await record.head()
        reads.append((time.perf_counter() - began) * 1000)
        fields: dict[str | bytes, bytes] = {"e": facts.encode_event(event)}
        began = time.perf_counter()
        await redis.xadd("bare", fields)
        bare.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    await record.rebuild()
    rebuild = (time.perf_counter() - began) * 1000
    await redis.aclose()
    return {
        "events": len(appends),
        "append_p50_ms": percentile(appends, 50),
        "append_p99_ms": percentile(appends, 99),
        "state_p50_ms": percentile(reads, 50),
        "state_p99_ms": percentile(reads, 99),
        "bare_p50_ms": percentile(bare, 50),
        "bare_p99_ms": percentile(bare, 99),
        "rebuild_ms": round(rebuild, 1),
    }


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(server_command(port=port, folder=folder), stdout=subprocess.DEVNULL)
        try:
            finish(asyncio.run(measure(f"redis://127.0.0.1:{port}/0")))
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
