"""End of speech to the interviewer's first token, through the real path: WebRTC, hearing, turn taking, model.

    python -m tests.benchmarks.turn [--answers DIR] [--answers-count N]

The whole product runs with a stand-in model whose first token takes 300 ms. Its own answers have pauses of
0.6 to 2 s inside and marked ends. In other recordings the pauses (from 0.6 s on) and the end are found; a
JSON file beside one may say where its answer ends, {"end_ms": [...]}. `forced`: ends that only a long silence
told. `cut_ins`: pauses inside an answer into which the interviewer spoke.
"""

import argparse
import asyncio
from pathlib import Path

import numpy as np

from tests.benchmarks import spoken
from tests.benchmarks.candidate import RATE, Candidate
from tests.benchmarks.servers import openai_server, product
from tests.benchmarks.stats import finish, percentile

FIRST_TOKEN_MS = 300
TURNS_A_SESSION = 8
REPLY = "Thank you. And what would you measure to know whether that worked?"


async def measure_one(candidate: Candidate, answer: spoken.SpokenAnswer) -> dict[str, object]:
    """Speak one answer in a running session; return its delay, how it ended, and the pauses that were cut."""
    positions = np.arange(len(answer.samples) * RATE // spoken.RATE) * (spoken.RATE / RATE)
    samples = np.interp(positions, np.arange(len(answer.samples)), answer.samples).astype(np.int16)
    seen = len(candidate.inbox)
    began = await candidate.say(samples, 0)
    ended = began + answer.end_ms / 1000
    await asyncio.sleep(max(0.0, answer.end_ms / 1000 - 0.5))
    cut_ins = set()
    token_at = None
    until = ended + 6
    loop = asyncio.get_running_loop()
    start = loop.time()
    while token_at is None and loop.time() - start < 8:
        for at, message in candidate.inbox[seen:]:
            if message["type"] == "token":
                if at >= ended - 0.4:
                    token_at = at
                    break
                for number, (first, last) in enumerate(answer.pauses):
                    if began + first / 1000 <= at <= began + last / 1000 + 0.3:
                        cut_ins.add(number)
        await asyncio.sleep(0.005)
    kept = [message for _, message in candidate.inbox[seen:] if message["type"] == "answer_kept"]
    assert token_at is None or token_at < until + 2
    return {
        "delay_ms": None if token_at is None else (token_at - ended) * 1000,
        "forced": bool(kept and kept[-1]["forced"]),
        "cut_ins": len(cut_ins),
        "pauses": len(answer.pauses),
    }


async def session(url: str, answers: list[spoken.SpokenAnswer]) -> list[dict[str, object]]:
    results = []
    candidate = await Candidate.sign_up(url, minutes=45)
    async with candidate.enter(speak=True):
        await candidate.wait("said")
        for answer in answers:
            await asyncio.sleep(1.5)
            result = await measure_one(candidate, answer)
            results.append(result)
            delay = "none" if result["delay_ms"] is None else f"{result['delay_ms']:.0f}"
            ended = "by silence" if result["forced"] else "recognised"
            print(
                f"{answer.name:24} {answer.end_ms / 1000:6.1f} {result['pauses']:6} {result['cut_ins']:7}"
                f" {delay:>8}  {ended}",
                flush=True,
            )
            await asyncio.sleep(1)
    return results


async def run(url: str, answers: list[spoken.SpokenAnswer]) -> list[dict[str, object]]:
    print(f"{'answer':24} {'long s':>6} {'pauses':>6} {'cut-ins':>7} {'delay ms':>8}  its end")
    results = []
    for start in range(0, len(answers), TURNS_A_SESSION):
        results += await session(url, answers[start : start + TURNS_A_SESSION])
    return results


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=Path, help="a folder of WAV files, perhaps with marked ends")
    parser.add_argument("--answers-count", type=int, default=18)
    options = parser.parse_args()
    answers = spoken.marked(options.answers) if options.answers else spoken.own(least=options.answers_count)
    with (
        openai_server("--first-token-ms", str(FIRST_TOKEN_MS), "--reply", REPLY) as model,
        product(OPENAI_BASE_URL=model, OPENAI_API_KEY="test", OPENAI_VOICE="0") as url,
    ):
        results = asyncio.run(run(url, answers))
    ends = [float(str(result["delay_ms"])) for result in results if result["delay_ms"] is not None]
    recognised = [
        float(str(result["delay_ms"]))
        for result in results
        if result["delay_ms"] is not None and not result["forced"]
    ]
    pauses = sum(int(str(result["pauses"])) for result in results)
    cut_ins = sum(int(str(result["cut_ins"])) for result in results)
    finish(
        {
            "p50_ms": percentile(recognised, 50),
            "p95_ms": percentile(recognised, 95),
            "p95_all_ms": percentile(ends, 95),
            "answers": len(results),
            "unanswered": len(results) - len(ends),
            "forced": sum(bool(result["forced"]) for result in results),
            "pauses": pauses,
            "cut_ins": cut_ins,
        }
    )


if __name__ == "__main__":
    main()
