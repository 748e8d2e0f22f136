"""Train the tagger of repairs: interviews/analysis/delivery/tagger_weights.npz, from the training part of
Disfl-QA (CC BY 4.0).

python -m tests.benchmarks.train_tagger --data ../shared/data/disfluency
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from interviews.analysis.delivery import tagger
from interviews.bank.schema import read_bank
from interviews.transcript import bare
from tests.benchmarks import bank_answers, disfl_qa


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/disfluency"))
    options = parser.parse_args(arguments)
    onset, starts = Rows(), Rows()
    whole = spans = 0
    for spoken, written in disfl_qa.read(options.data / "disfl_qa_train.json.gz"):
        marked = disfl_qa.labels(spoken, written)
        runs = runs_of(marked)
        whole += 1
        words = [bare(word) for word in spoken]
        spans += len(runs) == 1
        within = [run for run in runs if run[1] < len(words)]
        if not within:
            continue
        for at in range(1, len(words)):
            onset.add(tagger.onset_features(words, spoken, at), at in {repair for _, repair in within})
        for begin, repair in within if len(runs) <= 2 else []:
            cue = repair - tagger.cue_length(words, repair)
            for at in range(max(0, repair - tagger.FARTHEST), repair):
                starts.add(tagger.start_features(words, spoken, at, cue, repair), at == begin)
        fluent = [bare(word) for word in written]
        for at in range(1, len(fluent)):
            onset.add(tagger.onset_features(fluent, written, at), False)
    for question in read_bank():
        if not bank_answers.is_untouched(question.slug):
            spoken = question.stronger_answer.split()
            words = [bare(word) for word in spoken]
            for at in range(1, len(words)):
                onset.add(tagger.onset_features(words, spoken, at), False)
    print(f"{spans} of {whole} have one run; {len(onset.truth)} and {len(starts.truth)} rows")
    first, second = onset.fit(), starts.fit()
    np.savez_compressed(
        tagger.FILE,
        onset=quantised(first.coef_[0]),
        start=quantised(second.coef_[0]),
        biases=np.array([first.intercept_[0], second.intercept_[0]]),
    )
    print(f"{tagger.FILE.name}: {tagger.FILE.stat().st_size / 1000:.0f} kB")
    return 0


class Rows:
    def __init__(self) -> None:
        self.buckets: list[int] = []
        self.ends: list[int] = [0]
        self.truth: list[bool] = []

    def add(self, buckets: list[int], truth: bool) -> None:
        self.buckets += buckets
        self.ends.append(len(self.buckets))
        self.truth.append(truth)

    def fit(self) -> LogisticRegression:
        values = csr_matrix(
            (np.ones(len(self.buckets), np.float32), self.buckets, self.ends),
            shape=(len(self.truth), tagger.BUCKETS),
        )
        return LogisticRegression(C=1.0, max_iter=150, solver="lbfgs").fit(values, self.truth)


def runs_of(marked: list[bool]) -> list[tuple[int, int]]:
    """Return (start, stop) of the runs that are marked."""
    edges = np.flatnonzero(np.diff([0, *map(int, marked), 0]))
    return [(int(edges[n]), int(edges[n + 1])) for n in range(0, len(edges), 2)]


def quantised(weights: np.ndarray) -> np.ndarray:
    return np.clip(np.round(weights * 16), -127, 127).astype(np.int8)


if __name__ == "__main__":
    sys.exit(main())
