"""How well spoken answers are heard: words wrong, and words invented.

    python -m tests.benchmarks.hearing [--answers 60]

Labelled answers to the bank's questions, spoken by three of flite's voices, every third in noise. The
verbatim pass hears them alone, and told what the talk is about. The listener, by whose words the interviewer
goes, hears them phrase by phrase: at once only, and with what is over read again meanwhile. A word that was
not said but stands in the question, or among the field's names, was put into the candidate's mouth. Numbers
count as wrong where they are written otherwise than in the answer ('two', '2').
"""

import argparse
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviews.analysis.content import terms
from interviews.bank.names import names_in
from interviews.bank.schema import BankQuestion, read_bank
from interviews.speech.port import Samples, TurnEnded
from interviews.speech.whisper import WhisperTranscriber
from tests.benchmarks import bank_answers
from tests.benchmarks.figures import last_line
from tests.benchmarks.voices import speak
from tests.interviews.speech.simulation import Simulation, join_after_cut

VOICES = ("slt", "rms", "awb")
NOISE = 0.1  # of the speech's loudness
SHORTEST, LONGEST = 40, 120  # words
FILLERS = frozenset(("um", "uh", "er", "hmm", "ah", "mm"))


@dataclass
class Count:
    wrong: int = 0
    words: int = 0
    invented: int = 0

    def add(self, said: Sequence[str], heard: Sequence[str], about: str) -> None:
        self.wrong += distance(said, heard)
        self.words += len(said)
        hinted = set(plain(about)) - terms.FUNCTION_WORDS
        self.invented += sum(word in hinted and word not in said for word in heard)

    @property
    def rate(self) -> float:
        return self.wrong / self.words


def plain(text: str) -> list[str]:
    words = re.sub(r"[^a-z0-9' ]", " ", text.casefold().replace("-", " ")).split()
    return [word for word in words if word not in FILLERS]


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words must be put in, left out or changed (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, one in enumerate(said, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(heard, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (one != other))
    return row[-1]


def about(question: BankQuestion, bank: Sequence[BankQuestion]) -> str:
    """Return what the verbatim pass is told (interviews/live/passes.py)."""
    names = names_in(one for one in bank if one.domain == question.domain)
    return f"{', '.join(names)}. {question.ask}"


def noisy(samples: Samples, number: int) -> Samples:
    noise = np.random.default_rng(number).standard_normal(len(samples))
    loudness = np.sqrt(np.mean(samples.astype(np.float64) ** 2))
    return np.clip(samples + NOISE * loudness * noise, -32768, 32767).astype(np.int16)


class AtOnce(WhisperTranscriber):
    """What such a transcriber hears is not read again."""

    remote = True


def live(samples: Samples, transcriber: WhisperTranscriber, context: str) -> list[str]:
    """Return the words of an answer as the interviewer has them when it ends."""
    simulation = Simulation(transcriber, react=join_after_cut, about=lambda: context)
    simulation.listener.expect_answer(question=None)
    simulation.play(samples)
    simulation.pause(5_000)
    return plain(" ".join(ended.text for ended in simulation.of(TurnEnded)))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=int, default=60)
    options = parser.parse_args(arguments)
    answers = [answer for answer in bank_answers.labelled() if SHORTEST < len(answer.text.split()) < LONGEST]
    chosen = random.Random(9).sample(answers, min(options.answers, len(answers)))
    bank, transcriber = read_bank(), WhisperTranscriber()
    at_once = AtOnce()
    alone, told, first, again = Count(), Count(), Count(), Count()
    for number, answer in enumerate(chosen):
        samples = speak(answer.text, voice=VOICES[number % len(VOICES)])
        if number % 3 == 0:
            samples = noisy(samples, number)
        context = about(answer.question, bank)
        for count, given in ((alone, ""), (told, context)):
            heard = transcriber.verbatim(samples, language="en", about=given)
            count.add(plain(answer.text), plain(" ".join(word.text for word in heard)), context)
        for count, ears in ((first, at_once), (again, transcriber)):
            count.add(plain(answer.text), live(samples, ears, context), context)
    print(f"{len(chosen)} spoken answers, {alone.words} words")
    for name, count in (
        ("verbatim, alone", alone),
        ("verbatim, told what it is about", told),
        ("phrase by phrase, at once", first),
        ("and read again meanwhile", again),
    ):
        print(f"  {name:32} {count.rate:.3f} of the words wrong, {count.invented} invented")
    last_line(
        {
            "word_error_rate": told.rate,
            "word_error_rate_alone": alone.rate,
            "word_error_rate_at_once": first.rate,
            "word_error_rate_live": again.rate,
            "invented": told.invented,
            "invented_alone": alone.invented,
            "words": told.words,
        }
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
