"""What the local analyst is trained on: one row a key point of an answer.

    python -m tests.benchmarks.training_rows --out var/rows.npz

Only questions of the tuning half: the labelled answers, those in answers/training, answers/tuning and
answers/terse, one or two points of those in training by themselves, the contradictions of
tuning/contraries.jsonl and known wrong beliefs beside true statements, and, at a small weight, answers put
together from the bank's own paraphrases, partial forms and misconceptions (with those left out of the rubric
that they are compared with). The adversarial answers are only ever measured.
"""

import argparse
import hashlib
import random
import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

import numpy as np

from interviews.analysis.content import cross_encoder, features, matching, reading, rubric, telling, terms
from interviews.analysis.content.rubric import Exemplar, Rubric, Source
from interviews.bank.schema import BankQuestion, read_bank
from interviews.enums import QuestionKind
from interviews.transcript import locate, words_of_typed
from intervision import embedding
from tests.benchmarks import bank_answers

TRAINING = bank_answers.FOLDER / "training"
TUNING = bank_answers.FOLDER / "tuning"
UNKNOWN = -1
ORDER = bank_answers.LABELS[::-1]  # not heard, partly, heard
COMPOSED_WEIGHT = 0.007  # of a row of an answer that was put together beside one of a labelled answer
TERSE_WEIGHT = 0.5  # of a row of a terse answer; train_content.py weighs them anew
DENIALS = (
    "I would never say that", "I'd never", "you don't need this:", "there is no need for",
    "I would not bother with", "nobody needs",
    "people think that", "it's a myth that", "we should avoid it when",
)  # fmt: skip
CONFIDENCE = (
    "I know this one very well, I have done it for ten years and it always worked. Trust me, this is "
    "my strongest topic.",
    "Yes, absolutely. I'm completely confident here and I could talk about this all day, it's easy for me.",
    "That's a great question and I have a lot of experience with exactly that, my team always came "
    "to me for it.",
)
JOINS = ("and", "the", "", "with", "of", "", "for", "then")
LEAD_INS = ("", "", "so", "okay so", "um", "well", "yeah I think", "right, so", "I mean", "and then", "also")


def looked_at(text: str, exemplars: list[Exemplar], question: BankQuestion) -> features.Looked | None:
    """Compare a text with these exemplars; None when it has no word that can carry a point."""
    rarity = terms.bank_rarity()
    asked = reading.asked(question.ask, embedding.embedder())
    read = reading.read(tuple(text.split()), embedding.embedder(), question=asked)
    if not read.windows:
        return None
    made, usual = _prepared(question, tuple(exemplars))
    near = matching.nearness(read, made, rarity)
    return features.look_at_all(read, made, near, usual, rarity, len(question.key_points))


@lru_cache(maxsize=8)
def _prepared(question: BankQuestion, exemplars: tuple[Exemplar, ...]) -> tuple[Rubric, features.Usual]:
    rarity = terms.bank_rarity()
    made = rubric.prepare(exemplars, ask=question.ask, embedder=embedding.embedder(), rarity=rarity)
    return made, features.usual_of(made, len(question.key_points))


def composed(question: BankQuestion, others: list[BankQuestion], chance: random.Random):
    """Yield (text, exemplars, labels) of answers that are put together from the bank's own sentences."""
    everything = list(rubric.exemplars_of(question))
    by_point: dict[int, dict[Source, list[Exemplar]]] = {}
    for exemplar in everything:
        by_point.setdefault(exemplar.point, {}).setdefault(exemplar.source, []).append(exemplar)
    for _ in range(2):
        pieces: list[str] = []
        labels: list[int] = []
        left_out: set[Exemplar] = set()
        for point in range(len(question.key_points)):
            groups = by_point[point]
            said = chance.choice([*groups.get(Source.PARAPHRASE, [])])
            left_out.add(said)  # from every point, so that what is missing tells nothing
            draw = chance.random()
            if draw < 0.4:
                pieces.append(said.text)
                labels.append(2)
            elif draw < 0.55 and groups.get(Source.PARTIAL):
                wanting = chance.choice(groups[Source.PARTIAL])
                left_out.add(wanting)
                pieces.append(wanting.text)
                labels.append(1)
            elif draw < 0.7 and groups.get(Source.MISCONCEPTION):
                wrong = chance.choice(groups[Source.MISCONCEPTION])
                if chance.random() < 0.5:
                    left_out.add(wrong)
                pieces.append(wrong.text)
                labels.append(0)
            else:
                labels.append(0)
        other = chance.choice(others)
        sentences = other.stronger_answer.replace("\n", " ").split(". ")
        pieces += chance.sample(sentences, k=min(len(sentences), chance.randint(0, 3)))
        if chance.random() < 0.3:
            pieces.append(question.ask)
        chance.shuffle(pieces)
        text = " ".join(f"{chance.choice(LEAD_INS)} {piece.strip().rstrip('.')}." for piece in pieces)
        yield text, [one for one in everything if one not in left_out], labels
    hostile = chance.choice(everything)
    yield f"{chance.choice(DENIALS)} {hostile.text}.", everything, [0] * len(question.key_points)
    yield question.ask, everything, [0] * len(question.key_points)
    yield chance.choice(CONFIDENCE), everything, [0] * len(question.key_points)
    salad = [word for exemplar in everything for word in exemplar.text.split() if terms.stems_of(word)]
    chance.shuffle(salad)
    yield (
        " ".join(f"{word} {chance.choice(JOINS)}" for word in salad[:30]),
        everything,
        [0] * len(question.key_points),
    )
    yield question.stronger_answer, everything, [2] * len(question.key_points)
    wrong_text = chance.choice(others).stronger_answer
    yield wrong_text, everything, [0] * len(question.key_points)


def quotes_of(labels: list[dict]) -> dict[str, dict[str, str]]:
    """Return the words that a labeller relied on for each key point made, of each answer."""
    found: dict[str, dict[str, str]] = {}
    for row in labels:
        if row.get("quote") and row["verdict"] != "not_heard":
            found.setdefault(row["id"], {})[row["key_point"]] = row["quote"]
    return found


def excerpts(answer: bank_answers.LabelledAnswer, quotes: dict[str, str], chance: random.Random):
    """Yield (text, labels) of what the answer would have been, had it told one of its points, or two.

    These are the sentences that a labeller relied on. They make no point whose words stand elsewhere.
    """
    words = words_of_typed(answer.text, start_ms=0, end_ms=0)
    ends = [at for at, word in enumerate(words) if word.text[-1] in ".?!"]
    numbers = {point.slug: number for number, point in enumerate(answer.question.key_points)}
    spans = {slug: locate(quote, words) for slug, quote in quotes.items() if slug in numbers}
    placed = {
        slug: range(bisect_left(ends, span.first), bisect_left(ends, span.last) + 1)
        for slug, span in spans.items()
        if span
    }
    for several in (1, 2):
        if len(placed) < several:
            return
        told = chance.sample(sorted(placed), several)
        kept = {sentence for slug in told for sentence in placed[slug]}
        text = " ".join(word.text for at, word in enumerate(words) if bisect_left(ends, at) in kept)
        labels = {}
        for slug, label in answer.labels.items():
            if label == "not_heard" or (slug in placed and kept.isdisjoint(placed[slug])):
                labels[numbers[slug]] = 0
            elif slug in placed and kept.issuperset(placed[slug]):
                labels[numbers[slug]] = ORDER.index(label)
        yield text, labels


def turned_round(question: BankQuestion, rows: list[dict], chance: random.Random):
    """Yield (text, exemplars, labels) of contraries (rows of key_point and contrary) and of true statements.

    Of a point there is one row at most. Each contrary alone, among true statements of the other points, and
    all together; all true statements. A text that stands in the rubric is left out of it. The true statement
    of a point is the row's, or else a paraphrase.
    """
    everything = list(rubric.exemplars_of(question))
    slugs = [point.slug for point in question.key_points]
    said = [(slugs.index(row["key_point"]), row["contrary"]) for row in rows]
    written = {slugs.index(row["key_point"]): row["true"] for row in rows if "true" in row}
    true = {
        point: chance.choice(
            [one for one in everything if (one.point, one.source) == (point, Source.PARAPHRASE)]
        )
        for point, _ in said
        if point not in written
    }
    texts = {point: f"{one.text[0].upper()}{one.text[1:].rstrip('.')}." for point, one in true.items()}
    texts |= written
    left = [one for one in everything if one not in true.values()]
    if said:
        yield " ".join(text for _, text in said), everything, {point: 0 for point, _ in said}
        yield " ".join(texts.values()), left, dict.fromkeys(texts, 2)
    for point, text in written.items():
        yield text, everything, {point: 2}
    for point, text in said:
        yield text, everything, {point: 0}
        mixed = [text if other == point else texts[other] for other in texts]
        yield " ".join(mixed), left, {other: 0 if other == point else 2 for other in texts}


def in_rounds(rows: list[dict]) -> list[list[dict]]:
    """Return the first row of each key point, then the second of each, and so on."""
    by_point: dict[str, list[dict]] = {}
    for row in rows:
        by_point.setdefault(row["key_point"], []).append(row)
    return [[row for row in turn if row] for turn in zip_longest(*by_point.values())]


def wrong_beliefs(question: BankQuestion):
    """Yield (text, exemplars, labels) of each known wrong belief, itself left out of the rubric."""
    everything = list(rubric.exemplars_of(question))
    for wrong in everything:
        if wrong.source == Source.MISCONCEPTION:
            yield wrong.text, [one for one in everything if one != wrong], {wrong.point: 0}


@dataclass(frozen=True)
class Rows:
    """What is learned from, one row a key point of an answer."""

    values: np.ndarray  # features.NAMES, those of the cross-encoder at 0
    labels: np.ndarray  # 0 not heard, 1 partly, 2 heard, UNKNOWN
    questions: np.ndarray
    accounts: np.ndarray  # where the question asks for an account of one's own work
    weights: np.ndarray
    usual: np.ndarray  # of answers whose mix is that of candidates
    signs: np.ndarray  # features.CONTRARY, those of the cross-encoder at 0
    turned: np.ndarray  # of answers that were made to tell contradictions from statements
    points: np.ndarray  # the point's text, and what was said of it: what the cross-encoder reads
    said: np.ndarray
    answers: np.ndarray  # number of the answer
    terse: np.ndarray  # of a terse answer, or of a few sentences of a whole one

    def of(self, which: np.ndarray) -> "Rows":
        return Rows(*(getattr(self, name)[which] for name in self.__dataclass_fields__))

    @property
    def digest(self) -> str:
        """Return what tells these rows from others that the cross-encoder could have read."""
        return hashlib.sha256("\n".join([*self.points, *self.said]).encode()).hexdigest()

    def save(self, path: Path) -> None:
        np.savez_compressed(path, **{name: getattr(self, name) for name in self.__dataclass_fields__})


def load(path: Path) -> Rows:
    with np.load(path) as kept:
        return Rows(*(kept[name] for name in Rows.__dataclass_fields__))


@dataclass(frozen=True)
class Case:
    """A text, what it is compared with, and how much of each key point (by number) it makes."""

    question: BankQuestion
    text: str
    exemplars: list[Exemplar]
    truth: dict[int, int]
    weight: float = 1.0
    usual: bool = False
    turned: bool = False
    terse: bool = False


def cases(seed: int) -> Iterator[Case]:
    """Yield what can be learned from, question by question."""
    chance = random.Random(seed)
    bank = [question for question in read_bank() if not bank_answers.is_untouched(question.slug)]
    contraries = bank_answers.rows_of(TUNING).contraries
    answers = [
        (folder, answer)
        for folder in (bank_answers.FOLDER, TRAINING, TUNING, bank_answers.TERSE)
        for answer in bank_answers.labelled(folder)
    ]
    relied_on = quotes_of(bank_answers.rows_of(TRAINING).labels[0])
    for question in bank:
        others = [other for other in bank if other.domain == question.domain and other != question]
        for text, exemplars, truth in composed(question, others, chance):
            yield Case(question, text, exemplars, dict(enumerate(truth)), weight=COMPOSED_WEIGHT)
        mine = [row for row in contraries if row["question"] == question.slug]
        turned = [case for turn in in_rounds(mine) for case in turned_round(question, turn, chance)]
        for text, exemplars, truth in [*turned, *wrong_beliefs(question)]:
            yield Case(question, text, exemplars, truth, turned=True)
        everything = list(rubric.exemplars_of(question))
        for folder, answer in answers:
            if answer.question.slug == question.slug:
                truth = {
                    number: ORDER.index(answer.labels[point.slug])
                    for number, point in enumerate(question.key_points)
                    if point.slug in answer.labels
                }
                said = [(answer.text, truth)]
                if folder != bank_answers.TERSE:
                    yield Case(question, answer.text, everything, truth, usual=folder != TUNING)
                    said = [*excerpts(answer, relied_on.get(answer.id, {}), chance)]
                for text, made in said:
                    yield Case(question, text, everything, made, weight=TERSE_WEIGHT, terse=True)


def gather(seed: int) -> Rows:
    """Return what can be learned from, one row a key point; the cross-encoder has read nothing of it yet."""
    rows = []
    unread = np.zeros((1, len(cross_encoder.NAMES)), np.float32)
    for answer, case in enumerate(cases(seed)):
        if (looked := looked_at(case.text, case.exemplars, case.question)) is None:
            continue
        told = telling.manner(words_of_typed(case.text, start_ms=0, end_ms=1_000), terms.bank_rarity())
        read = np.repeat(unread, len(looked.points), axis=0)
        values = features.in_view(looked, read, case.question, told)
        signs = looked.signs(range(len(read)), read)
        account = case.question.kind == QuestionKind.EXPERIENCE
        for number, point in enumerate(case.question.key_points):
            label, said = case.truth.get(number, UNKNOWN), looked.points[number].said
            of_case = (case.question.slug, account, case.weight, case.usual)
            read_together = (point.point, said, answer)
            kind = (signs[number], case.turned, *read_together, case.terse)
            rows.append((values[number], label, *of_case, *kind))
    return Rows(*(np.array(column) for column in zip(*rows, strict=True)))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path("var/rows.npz"))
    options = parser.parse_args(arguments)
    rows = gather(options.seed)
    rows.save(options.out)
    print(f"{len(rows.labels)} rows of {len(np.unique(rows.answers))} answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
