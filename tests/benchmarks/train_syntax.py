"""Train the model of where English sentences end: interviews/speech/syntax_weights.npz.

    python -m tests.benchmarks.train_syntax --data ../shared/data

Learns from the bank's stronger answers and paraphrases and the labelled answers (tuning half of each), from
the student answers of SAF (MIT) and the questions of Disfl-QA's training part (CC BY 4.0). After every word:
does a sentence end here? The untouched half of the bank says how well that is told where a speaker may pause:
at marks of punctuation, and before conjunctions and prepositions.
"""

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from interviews.bank.schema import read_bank
from interviews.speech import syntax
from tests.benchmarks import bank_answers, disfl_qa

STRENGTH = 0.03  # of the regularisation, inverse
QUESTIONS = 3_000
PAUSES_BEFORE = frozenset(
    """
    and or but nor because since when where which who that if unless although while so than
    to of for with from at by in on
    """.split()  # noqa: SIM905
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass
class Rows:
    buckets: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])
    truth: list[bool] = field(default_factory=list)
    pauses: list[bool] = field(default_factory=list)  # a speaker may pause here

    def add(self, sentence: str) -> None:
        spoken = [
            (word, at == last, token)
            for token in sentence.split()
            for last, words in [(len(syntax.bare_words(token)) - 1, syntax.bare_words(token))]
            for at, word in enumerate(words)
        ]
        words = [word for word, _, _ in spoken]
        for count, (_, whole, token) in enumerate(spoken, start=1):
            over = count == len(spoken)
            self.buckets += syntax.features(words[:count][-syntax.LONGEST :])
            self.ends.append(len(self.buckets))
            self.truth.append(over)
            marked = whole and token.endswith((",", ";", ":", "-"))
            self.pauses.append(over or marked or words[count] in PAUSES_BEFORE)

    def matrix(self) -> csr_matrix:
        values = np.ones(len(self.buckets), np.float32)
        return csr_matrix((values, self.buckets, self.ends), shape=(len(self.truth), syntax.BUCKETS))


def bank_texts(*, untouched: bool) -> Iterator[str]:
    for question in read_bank():
        if bank_answers.is_untouched(question.slug) == untouched:
            yield question.stronger_answer
            yield from (phrase for point in question.key_points for phrase in point.paraphrases)
    for answer in bank_answers.labelled():
        if bank_answers.is_untouched(answer.question.slug) == untouched:
            yield answer.text


def other_texts(data: Path) -> Iterator[str]:
    with gzip.open(data / "grading" / "saf.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from (json.loads(line)["answer"] for line in file)
    for _, written in disfl_qa.read(data / "disfluency" / "disfl_qa_train.json.gz")[:QUESTIONS]:
        yield " ".join(written)


def rows(texts: Iterator[str]) -> Rows:
    found = Rows()
    for text in texts:
        for sentence in _SENTENCE_END.split(text.strip()):
            found.add(sentence)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    learnt = rows(chain(bank_texts(untouched=False), other_texts(options.data)))
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", max_iter=200)
    model.fit(learnt.matrix(), learnt.truth)
    weights = np.clip(np.round(model.coef_[0] * syntax.SCALE), -127, 127).astype(np.int8)
    np.savez_compressed(syntax.FILE, weights=weights, bias=np.float32(model.intercept_[0]))
    held = rows(bank_texts(untouched=True))
    truth, pauses = np.array(held.truth), np.array(held.pauses)
    scores = held.matrix() @ (weights.astype(np.float32) / syntax.SCALE)
    print(
        f"{len(learnt.truth)} places learnt from; on the untouched half, area under the curve "
        f"{roc_auc_score(truth, scores):.3f}, where a speaker may pause "
        f"{roc_auc_score(truth[pauses], scores[pauses]):.3f}; "
        f"{syntax.FILE.name}: {syntax.FILE.stat().st_size / 1000:.0f} kB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
