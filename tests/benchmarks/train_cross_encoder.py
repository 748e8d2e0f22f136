"""Train what reads a key point and what was said together:
interviews/analysis/content/cross_encoder_weights.npz.

    pip install torch==2.13.0    (not among the requirements: nothing else needs it)
    python -m tests.benchmarks.training_rows --out var/rows.npz
    python -m tests.benchmarks.train_cross_encoder --rows var/rows.npz --out var/read.npz

It learns from the rows of training_rows.py, from the bank's paraphrases, partial forms and other points, and
from the words that labellers relied on. Whether a point that was not heard was turned round, nobody labelled:
there that output learns nothing. `--out` gets what networks that never saw a row's question make of it, which
train_content.py weighs; the weights are then learned from all. About an hour on two cores.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from torch import nn
from torch.nn import functional

from interviews.analysis.content import cross_encoder, rubric
from interviews.analysis.content.rubric import Source
from interviews.bank.schema import BankQuestion, read_bank
from intervision import embedding
from tests.benchmarks import bank_answers, training_rows

FOLDS = 3
EPOCHS = 3
RANK = 16
BATCH = 32
STEP = 1e-3
WARM_UP = 30  # steps
DROPOUT = 0.1
LEAST_QUOTE = 4  # words
HEADS, SIZE, LAYERS = 12, embedding.SIZE, cross_encoder.LAYERS
PARTS = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip
# How often an epoch takes a row: of labelled answers each, of the many others some.
OF_TURNED, OF_COMPOSED, OF_QUOTES = 0.25, 0.15, 0.5
NEAREST_ALONE = 0.15  # how often only the nearest of the two places is read


@dataclass(frozen=True)
class Pair:
    """What is read together, the truth of each of cross_encoder.NAMES, and how much each counts."""

    point: str
    said: str
    truth: tuple[float, float, float]
    counts: tuple[float, float, float] = (1.0, 1.0, 1.0)


class Changed(nn.Module):
    """A matrix of the model, and the product of two thin ones added to it."""

    def __init__(self, whole: torch.Tensor, bias: torch.Tensor) -> None:
        super().__init__()
        self.whole, self.bias = (nn.Parameter(one, requires_grad=False) for one in (whole, bias))
        self.down = nn.Parameter(torch.randn(whole.shape[0], RANK) / whole.shape[0] ** 0.5)
        self.up = nn.Parameter(torch.zeros(RANK, whole.shape[1]))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        return functional.linear(rows, self.whole.T, self.bias) + (rows @ self.down) @ self.up


class Reader(nn.Module):
    """The first layers of MiniLM as its package has it, in float32; `names` are those of its matrices."""

    def __init__(self) -> None:
        super().__init__()
        tensors = {
            one.name: numpy_helper.to_array(one)
            for one in onnx.load(embedding.model_file()).graph.initializer
        }

        def stored(name: str) -> torch.Tensor:
            return torch.tensor(tensors[f"{name}_q"].astype(np.float32) * tensors[f"{name}_scale"])

        def plain(name: str) -> torch.Tensor:
            return torch.tensor(tensors[f"inner.{name}"])

        numbered = {name.removesuffix("_q") for name in tensors if name[:4] == "val_" and name[-2:] == "_q"}
        ordered = sorted(numbered, key=lambda name: int(name.removeprefix("val_")))
        self.names = ordered[: LAYERS * len(PARTS)]
        self.words = stored("inner.embeddings.word_embeddings.weight")
        self.places = stored("inner.embeddings.position_embeddings.weight")
        self.types = plain("embeddings.token_type_embeddings.weight")
        layers = [f"encoder.layer.{layer}" for layer in range(LAYERS)]
        self.matrices = nn.ModuleList(
            Changed(stored(name), plain(f"{layers[at // len(PARTS)]}.{PARTS[at % len(PARTS)]}.bias"))
            for at, name in enumerate(self.names)
        )
        self.norms = [
            (plain(f"{norm}.weight"), plain(f"{norm}.bias"))
            for norm in (
                "embeddings.LayerNorm",
                *(f"{layer}.{part}.LayerNorm" for layer in layers for part in ("attention.output", "output")),
            )
        ]
        self.head = nn.Linear(4 * SIZE, len(cross_encoder.NAMES))
        nn.init.zeros_(self.head.weight)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Return log odds, (pairs, 3)."""
        states = self.states(ids, mask, types)
        point, said = (
            (states * part).sum(1) / part.sum(1).clamp(min=1)
            for part in ((mask * (types == which))[..., None] for which in (0, 1))
        )
        beside = torch.cat([point, said, (point - said).abs(), point * said], 1)
        return self.head(self.dropped(beside))

    def states(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        rows = self.norm(self.words[ids] + self.places[: ids.shape[1]] + self.types[types], 0)
        hidden = ((1 - mask) * -1e9)[:, None, None, :]
        for layer in range(LAYERS):
            query, key, value, output, up, down = self.matrices[len(PARTS) * layer :][: len(PARTS)]
            wanted, found, given = (
                part(rows).unflatten(2, (HEADS, -1)).transpose(1, 2) for part in (query, key, value)
            )
            weights = (wanted @ found.transpose(2, 3) * (SIZE / HEADS) ** -0.5 + hidden).softmax(-1)
            attended = output((weights @ given).transpose(1, 2).flatten(2))
            rows = self.norm(rows + self.dropped(attended), 1 + 2 * layer)
            rows = self.norm(rows + self.dropped(down(functional.gelu(up(rows)))), 2 + 2 * layer)
        return rows

    def norm(self, rows: torch.Tensor, number: int) -> torch.Tensor:
        return functional.layer_norm(rows, (SIZE,), *self.norms[number], eps=1e-12)

    def dropped(self, rows: torch.Tensor) -> torch.Tensor:
        return functional.dropout(rows, DROPOUT, self.training)

    def log_odds(self, pairs: list[cross_encoder.Pair]) -> np.ndarray:
        """Return what it makes of each pair, those of like length together."""
        unique = sorted(set(pairs), key=lambda pair: len(pair[0]) + len(pair[1]))
        found: dict[cross_encoder.Pair, np.ndarray] = {}
        self.eval()
        with torch.no_grad():
            for at in range(0, len(unique), 2 * BATCH):
                some = unique[at : at + 2 * BATCH]
                found |= dict(zip(some, self(*tensors_of(some)).numpy(), strict=True))
        return np.stack([found[pair] for pair in pairs])

    def save(self, path: Path) -> None:
        numbers = {"head": self.head.weight.detach().numpy().T, "bias": self.head.bias.detach().numpy()}
        for name, matrix in zip(self.names, self.matrices, strict=True):
            numbers[f"{name}.down"] = matrix.down.detach().numpy().astype(np.float16)
            numbers[f"{name}.up"] = matrix.up.detach().numpy().astype(np.float16)
        np.savez_compressed(path, **numbers)


def tensors_of(pairs: list[cross_encoder.Pair]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return token ids, mask and types, each (pairs, tokens)."""
    fed = embedding.fed_with([cross_encoder.tokenizer().encode(*pair) for pair in pairs])
    ids, mask, types = map(torch.from_numpy, fed.values())
    return ids, mask.float(), types


class Lessons:
    """What is learned of the questions of these slugs, drawn anew for each epoch."""

    def __init__(self, rows: training_rows.Rows, slugs: set[str]) -> None:
        known = (rows.labels != training_rows.UNKNOWN) & ~rows.terse  # of their words it learns as quotes
        self.rows = rows.of(known & np.isin(rows.questions, list(slugs)))
        self.bank = [question for question in read_bank() if question.slug in slugs]
        self.quotes = list(quotes(self.bank))

    def draw(self, chance: np.random.Generator) -> list[Pair]:
        found = [pair for question in self.bank for pair in of_bank(question, chance)]
        found += [quote for quote in self.quotes if chance.random() < OF_QUOTES]
        rows = self.rows
        for label, point, said, turned, weight in zip(
            rows.labels, rows.points, rows.said, rows.turned, rows.weights, strict=True
        ):
            made = (float(label == 2), float(label >= 1))
            if turned:
                if chance.random() < OF_TURNED:
                    read = said if chance.random() > NEAREST_ALONE else nearest_alone(said)
                    found.append(Pair(point, read, (*made, float(label == 0))))
            elif weight < 1:
                if chance.random() < OF_COMPOSED:
                    found.append(Pair(point, said, (*made, 0.0), (0.5, 0.5, 0.0)))
            else:
                read = said if chance.random() > NEAREST_ALONE else nearest_alone(said)
                found.append(Pair(point, read, (*made, 0.0), (1.0, 1.0, float(label == 2))))
        return found


def nearest_alone(said: str) -> str:
    return said.split(" ... ")[0]


def of_bank(question: BankQuestion, chance: np.random.Generator) -> Iterator[Pair]:
    """Yield two ways of saying each point of the question, a partial form of it, and one of another point."""
    by_point: dict[int, dict[Source, list[str]]] = {}
    for one in rubric.exemplars_of(question):
        by_point.setdefault(one.point, {}).setdefault(one.source, []).append(one.text)
    for number, groups in by_point.items():
        (point,) = groups[Source.POINT]
        paraphrases = groups.get(Source.PARAPHRASE, [])
        for text in chance.choice(paraphrases, min(2, len(paraphrases)), replace=False):
            yield Pair(point, str(text), (1.0, 1.0, 0.0))
        if partial := groups.get(Source.PARTIAL):
            yield Pair(point, str(chance.choice(partial)), (0.0, 1.0, 0.0), (1.0, 1.0, 0.0))
        others = [
            text for other in by_point if other != number for text in by_point[other][Source.PARAPHRASE]
        ]
        if others:
            yield Pair(point, str(chance.choice(others)), (0.0, 0.0, 0.0), (0.5, 0.5, 0.5))


def quotes(bank: list[BankQuestion]) -> Iterator[Pair]:
    """Yield the words that a labeller relied on: for a point that was heard, or against one that was not."""
    points = {(question.slug, point.slug): point.point for question in bank for point in question.key_points}
    rows = bank_answers.rows_of(training_rows.TRAINING)
    asked = {answer["id"]: answer["question"] for answer in rows.answers}
    for label in (label for labels in rows.labels for label in labels):
        point = points.get((asked[label["id"]], label["key_point"]))
        if point and len(label.get("quote", "").split()) >= LEAST_QUOTE and label["verdict"] != "partly":
            made = float(label["verdict"] == "heard")
            yield Pair(point, label["quote"], (made, made, 1 - made))


def learn(draw: Callable[[np.random.Generator], list[Pair]], epochs: int, seed: int) -> Reader:
    """Return a network that learned from what `draw` gives for each epoch."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    reader = Reader()
    learned = [one for one in reader.parameters() if one.requires_grad]
    steps = torch.optim.AdamW(learned, lr=STEP, weight_decay=0.01)
    taken, total = 0, 0
    reader.train()
    for epoch in range(epochs):
        batches = in_batches(draw(chance), chance)
        total = total or epochs * len(batches)
        losses = []
        for batch in batches:
            steps.param_groups[0]["lr"] = STEP * min(1, (taken + 1) / WARM_UP) * max(0.03, 1 - taken / total)
            truth, counts = (
                torch.tensor([getattr(one, name) for one in batch]) for name in ("truth", "counts")
            )
            odds = reader(*tensors_of([(one.point, one.said) for one in batch]))
            loss = functional.binary_cross_entropy_with_logits(odds, truth, reduction="none") * counts
            steps.zero_grad()
            (loss.sum() / len(batch)).backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            steps.step()
            taken += 1
            losses.append(loss.sum().item() / len(batch))
        print(f"epoch {epoch + 1}: {len(batches)} steps, loss {np.mean(losses):.3f}", flush=True)
    return reader


def in_batches(pairs: list[Pair], chance: np.random.Generator) -> list[list[Pair]]:
    """Return the pairs in batches of like length, in any order."""
    mixed = [pairs[at] for at in chance.permutation(len(pairs))]
    mixed.sort(key=lambda pair: (len(pair.point) + len(pair.said)) // 40)
    batches = [mixed[at : at + BATCH] for at in range(0, len(mixed), BATCH)]
    return [batches[at] for at in chance.permutation(len(batches))]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=Path, default=Path("var/rows.npz"))
    parser.add_argument("--out", type=Path, default=Path("var/read.npz"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args(arguments)
    rows = training_rows.load(options.rows)
    pairs = [(str(point), str(said)) for point, said in zip(rows.points, rows.said, strict=True)]
    read = np.full((len(pairs), len(cross_encoder.NAMES)), np.nan, np.float32)  # of folds to come
    folds = GroupKFold(FOLDS, shuffle=True, random_state=options.seed).split(pairs, groups=rows.questions)
    for number, (train, test) in enumerate(folds):
        lessons = Lessons(rows, set(rows.questions[train]))
        reader = learn(lessons.draw, options.epochs, options.seed + number)
        read[test] = reader.log_odds([pairs[at] for at in test])
        real = test[rows.usual[test] & (rows.labels[test] != training_rows.UNKNOWN)]
        area = roc_auc_score(rows.labels[real] == 2, read[real, 0])
        print(
            f"fold {number + 1} of {FOLDS}: heard, in questions not learned from, AUC {area:.3f}", flush=True
        )
        np.savez_compressed(options.out, read=read, of=rows.digest)
    learn(Lessons(rows, set(rows.questions)).draw, options.epochs, options.seed).save(cross_encoder.FILE)
    print(f"{cross_encoder.FILE.name}: {cross_encoder.FILE.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
