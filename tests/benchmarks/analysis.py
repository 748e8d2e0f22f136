"""How long the two passes take for a two-minute answer, on one core: medians.

    python -m tests.benchmarks.analysis --speech ../shared/data/speech

The answer's text has 300 words and is new to the analyst (nothing of it is cached, its question is); the
audio is real speech, repeated until it lasts two minutes.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one core is what the figures are about
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
import numpy as np

django.setup()

from interviews.analysis.delivery import measuring  # noqa: E402
from interviews.analysis.local import LocalAnalyst  # noqa: E402
from interviews.analysis.port import Answer  # noqa: E402
from interviews.bank.schema import read_bank  # noqa: E402
from interviews.transcript import Word  # noqa: E402
from intervision import embedding  # noqa: E402
from tests.benchmarks import given  # noqa: E402
from tests.benchmarks.figures import last_line  # noqa: E402

WORDS, MINUTES, RATE = 300, 2, 16_000


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", "--speech", type=Path, dest="speech", help="a folder of WAV files")
    parser.add_argument("--answers", type=int, default=20)
    options = parser.parse_args(arguments)
    bank = read_bank()
    analyst = LocalAnalyst()
    content, growing, measured = [], [], []
    samples = two_minutes(given.shared(options.speech, "speech"))
    for number in range(options.answers):
        question = bank[number * len(bank) // options.answers]
        words = spoken_like(question.stronger_answer, bank[number].stronger_answer)
        answer = Answer(text=" ".join(word.text for word in words), words=words)
        analyst.judge_now(Answer(text="warm", words=words[:1]), question)
        analyst.prepare(question)
        embedding.embedder().forget()
        begun = time.perf_counter()
        analyst.judge_now(answer, question)
        content.append(1_000 * (time.perf_counter() - begun))
        more = Answer(text="", words=(*words, *words[:12]))
        begun = time.perf_counter()
        analyst.judge_now(more, question)
        growing.append(1_000 * (time.perf_counter() - begun))
        begun = time.perf_counter()
        measuring.measure(
            words=words,
            speech=tuple((start, start + 4_600) for start in range(1_000, MINUTES * 60_000, 5_000)),
            asked_ms=0,
            typed=False,
            samples=samples,
            from_audio=True,
        )
        measured.append(1_000 * (time.perf_counter() - begun))
    with_hearing = hearing_ms(samples)
    print(f"content of a new answer of {WORDS} words     {statistics.median(content):7.0f} ms (goal 150)")
    print(f"content, twelve words later               {statistics.median(growing):7.0f} ms")
    print(f"delivery, words and audio given           {statistics.median(measured):7.0f} ms (goal 1500)")
    if with_hearing is not None:
        print(
            f"delivery with the verbatim transcription  {statistics.median(measured) + with_hearing:7.0f} ms"
        )
    last_line(
        {
            "content_ms": statistics.median(content),
            "content_growing_ms": statistics.median(growing),
            "delivery_ms": statistics.median(measured),
            "delivery_stt_ms": None if with_hearing is None else statistics.median(measured) + with_hearing,
        }
    )
    return 0


def spoken_like(*texts: str) -> tuple[Word, ...]:
    parts = [part for text in texts for part in text.split()]
    parts = (parts * (WORDS // len(parts) + 1))[:WORDS]
    step = MINUTES * 60_000 // WORDS
    return tuple(Word(part, at * step, at * step + step - 60, 0.9) for at, part in enumerate(parts))


def two_minutes(folder: Path | None) -> np.ndarray:
    if folder is None:
        return np.zeros(0, np.int16)
    joined = np.concatenate([given.sound(path) for path in given.recordings(folder)])
    return np.resize(joined, MINUTES * 60 * RATE)


def hearing_ms(samples: np.ndarray) -> float | None:
    """Return how long the local verbatim transcription takes; None where there is no audio."""
    from interviews.speech.whisper import WhisperTranscriber

    if not len(samples):
        return None
    transcriber = WhisperTranscriber()
    transcriber.verbatim(samples[: 3 * RATE], language="en")
    begun = time.process_time()
    transcriber.verbatim(samples, language="en")
    return 1_000 * (time.process_time() - begun)


if __name__ == "__main__":
    sys.exit(main())
