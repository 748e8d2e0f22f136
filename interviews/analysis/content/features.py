"""What is known of one key point against one answer, as numbers for the combiner."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from intervision.embedding import Floats

from ...bank.schema import Question
from . import contrary, cross_encoder, misconceptions, polarity, quoting, telling, terms
from .matching import Nearness, rows
from .misconceptions import Misconception
from .reading import Reading, Window, spoken
from .rubric import Rubric, Source

OF_POINT = (
    "together",
    "cosine",
    "late",
    "recall",
    "precision",
    "agreement",
    "point_text",
    "above_usual",
    "margin_other_points",
    "partial",
    "over_partial",
    "misconception",
    "over_misconception",
    "whole_recall",
    "whole_late",
    "novelty",
    "asks_again",
    "denial_differs",
    "rejects",
    "speech_like",
    "next_windows",
    "shared_rarity",
    "denied",
    "opposites",
    "dismissals",
)
# Their mean over all key points: an answer that comes near to all of them is about the question.
CORE = ("together", "late", "whole_recall", "whole_late", "agreement", "above_usual")
MATCHED = OF_POINT + tuple(f"{name}_of_all" for name in CORE)
READ_OF_ALL = tuple(f"{name}_of_all" for name in cross_encoder.NAMES)
# What is asked for first and weighs most is said most often; how it is told says how far to trust its words.
NAMES = (*MATCHED, *cross_encoder.NAMES, *READ_OF_ALL, "weight", "order", *telling.NAMES)
# What is known without reading closely, which takes longer than a conversation can wait.
GLANCED = tuple(name for name in NAMES if name not in (*cross_encoder.NAMES, *READ_OF_ALL))
GLANCED_AT = [NAMES.index(name) for name in GLANCED]
_CORE = [OF_POINT.index(name) for name in CORE]
# What tells whether near words say the opposite: signs beside the nearest exemplar, their mean over all ways
# of saying the point, the nearer the more, the same over all points of the question (who has one thing the
# wrong way round often has the next), and how near the words come.
_BESIDE = (
    "together", "cosine", "late", "recall", "precision", "agreement", "margin_other_points",
    "misconception", "over_misconception", "novelty", "denial_differs", "rejects", "denied", "opposites",
    "dismissals",
)  # fmt: skip
_BESIDE_AT = [OF_POINT.index(name) for name in _BESIDE]
_OWN = (*contrary.NAMES, *(f"{name}_usually" for name in contrary.NAMES))
CONTRARY = (*_OWN, *(f"{name}_of_all" for name in _OWN), *_BESIDE, *cross_encoder.NAMES)
_NEARER = 8.0  # how much more an exemplar weighs for each 1.0 that it comes nearer, as a power of e
PLACES = 2  # of an answer, that the cross-encoder reads for a point
POSITIVE = (Source.POINT, Source.PARAPHRASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """The features of one key point, and where they were found."""

    values: npt.NDArray[np.float64]  # one a name of MATCHED
    window: Window
    at: int  # which window of the reading
    nearest: str  # the sentences around it
    said: str  # the same, and those of the next place
    wrong: Misconception | None = None  # that was said more nearly than the point


@dataclass(frozen=True, slots=True)
class Looked:
    """An answer beside all key points of its question."""

    points: tuple[Seen, ...]
    reading: Reading
    rubric: Rubric
    near: Nearness
    rarity: terms.Rarity

    def read(self, points: Sequence[int], *, in_one_place: Collection[int] = ()) -> Floats:
        """Read these key points together with what was said of each: rows of cross_encoder.NAMES.

        Of those in `in_one_place` only the nearest place is read, in two thirds of the time.
        """
        return cross_encoder.log_odds(
            [
                (self._text_of(point), seen.nearest if point in in_one_place else seen.said)
                for point, seen in ((point, self.points[point]) for point in points)
            ]
        )

    def signs(self, points: Sequence[int], read: Floats) -> npt.NDArray[np.float64]:
        """Return a row for each of these key points, one number a name of CONTRARY, of the words in which it
        was seen; `read` is what `read` made of the same points."""
        own = np.stack([self._own_signs(point) for point in range(len(self.points))])
        of_all = np.broadcast_to(own.mean(axis=0), own.shape)
        beside = np.stack([self.points[point].values[_BESIDE_AT] for point in points])
        return np.concatenate([own[points], of_all[points], beside, read], axis=1)

    def told_in(self, points: Sequence[int], *, in_turn: bool) -> dict[int, Window]:
        """Return the words that make each of these key points (quoting.py). `in_turn`: it is an account."""
        ways = [self.near.together[rows(self.rubric, point, *POSITIVE)] for point in range(len(self.points))]
        return quoting.told_in(self.reading, ways, points, in_turn=in_turn)

    def misconception(self, point: int, *, closely: bool) -> Misconception | None:
        """Return the wrong belief that was voiced instead of this key point."""
        wrong = self.points[point].wrong
        return wrong if wrong and wrong.is_voiced(self._text_of(point), closely=closely) else None

    def misconception_beside(self, point: int, *, closely: bool) -> Misconception | None:
        """Return the wrong belief that was voiced although this key point seems made: in other sentences, or
        in those that are taken for it."""
        made_in = self.points[point].window
        wrong = misconceptions.beside(self.reading, self.rubric, self.near, point, made_in=made_in)
        if wrong and wrong.is_voiced_beside(self._text_of(point), closely=closely):
            return wrong
        told_in = self.told_in([point], in_turn=False)[point]
        return misconceptions.in_place(self.reading, self.rubric, self.near, point, made_in=told_in)

    def _text_of(self, point: int) -> str:
        exemplar = self.rubric.exemplars[int(rows(self.rubric, point, Source.POINT)[0])]
        return exemplar.text

    def _own_signs(self, point: int) -> npt.NDArray[np.float64]:
        mine = rows(self.rubric, point, *POSITIVE)
        at = self.points[point].at
        together = self.near.together[mine, at]
        stance = contrary.stance(spoken(self.reading, self.reading.windows[at]))
        signs = np.array([contrary.signs(stance, self.rubric.stances[row], self.rarity) for row in mine])
        weights = np.exp(_NEARER * (together - together.max()))
        return np.concatenate([signs[together.argmax()], weights @ signs / weights.sum()])


@dataclass(frozen=True, slots=True)
class Usual:
    """How near texts that are not about a point come to it: the middle and the spread, one a point."""

    mean: npt.NDArray[np.float64]
    spread: npt.NDArray[np.float64]


def usual_of(rubric: Rubric, points: int) -> Usual:
    """Measure each point against what its question says of the other points."""
    cosine = rubric.vectors @ rubric.vectors.T
    # What the weights were learned with: a belief that many ways are known of is no more usual.
    usual = np.array([each.source is not Source.MISCONCEPTION_OTHERWISE for each in rubric.exemplars])
    means, spreads = [], []
    for point in range(points):
        mine = rows(rubric, point, *POSITIVE)
        others = np.flatnonzero((rubric.point_of != point) & usual)
        if not len(others) or not len(mine):
            means.append(0.3)
            spreads.append(0.1)
            continue
        best = cosine[np.ix_(mine, others)].max(axis=0)
        means.append(float(best.mean()))
        spreads.append(float(max(best.std(), 0.05)))
    return Usual(np.array(means), np.array(spreads))


def look_at_all(
    reading: Reading, rubric: Rubric, near: Nearness, usual: Usual, rarity: terms.Rarity, points: int
) -> Looked:
    """Return what is known of each key point. `reading` must have at least one window."""
    alone = [_look(reading, rubric, near, usual, rarity, point) for point in range(points)]
    of_all = np.mean([seen.values[_CORE] for seen in alone], axis=0)
    seen = tuple(replace(one, values=np.concatenate([one.values, of_all])) for one in alone)
    return Looked(seen, reading, rubric, near, rarity)


def in_view(
    looked: Looked, read: Floats | None, question: Question, manner: npt.NDArray[np.float64]
) -> list[npt.NDArray[np.float64]]:
    """Return one array a key point, one number a name of NAMES; without `read`, of GLANCED.

    `read` is what `Looked.read` made of all points, `manner` what telling.py measured.
    """
    odds = np.zeros((len(looked.points), 0)) if read is None else read
    of_all = odds.mean(axis=0)
    return [
        np.concatenate([one.values, own, of_all, [point.weight, order], manner])
        for order, (one, own, point) in enumerate(zip(looked.points, odds, question.key_points, strict=True))
    ]


def _look(
    reading: Reading, rubric: Rubric, near: Nearness, usual: Usual, rarity: terms.Rarity, point: int
) -> Seen:
    mine = rows(rubric, point, *POSITIVE)
    partial = rows(rubric, point, Source.PARTIAL)
    wrong = rows(rubric, point, Source.MISCONCEPTION)
    others = np.flatnonzero(
        (rubric.point_of != point)
        & np.array([exemplar.source in POSITIVE for exemplar in rubric.exemplars], dtype=bool)
    )
    together = near.together[mine]
    row, at = np.unravel_index(int(together.argmax()), together.shape)
    best = mine[row]
    window = reading.windows[at]
    here = np.sort(together[:, at])[::-1]
    elsewhere = float(near.together[others, at].max()) if len(others) else 0.0
    partly = float(near.together[partial].max()) if len(partial) else 0.0
    wrong_here = float(near.together[wrong, at].max()) if len(wrong) else 0.0
    top = float(together[row, at])
    said = spoken(reading, window)
    around = _around(reading, together.max(axis=0))
    shared = reading.stems[at] & rubric.stems[best]
    new = shared - rubric.ask_stems
    whole_said = frozenset().union(*reading.stems)
    whole_recall = max(
        rarity.total(rubric.stems[row] & whole_said) / max(rarity.total(rubric.stems[row]), 1e-9)
        for row in mine
    )
    begin, end = rubric.starts[best], _end(rubric, int(best))
    whole_late = float(near.reach[begin:end] @ rubric.weights[begin:end])
    windows = np.sort(together.max(axis=0))[::-1]
    bare_words = [word for part in said for word in terms.word_parts(part)]
    function_share = sum(word in terms.FUNCTION_WORDS for word in bare_words) / max(1, len(said))
    values = np.array(
        [
            top,
            float(near.cosine[best, at]),
            float(near.late[best, at]),
            float(near.recall[best, at]),
            float(near.precision[best, at]),
            float(here[:3].mean()),
            float(near.together[mine[0]].max()),
            (float(near.cosine[mine].max()) - usual.mean[point]) / usual.spread[point],
            top - elsewhere,
            partly,
            top - partly,
            float(near.together[wrong].max()) if len(wrong) else 0.0,
            top - wrong_here,
            whole_recall,
            whole_late,
            rarity.total(new) / max(rarity.total(reading.stems[at]), 1e-9),
            float(reading.vectors[at] @ rubric.ask_vector),
            float(
                polarity.negations(said) % 2 != polarity.negations(rubric.exemplars[best].text.split()) % 2
            ),
            float(polarity.rejects(said)),
            min(function_share, 0.5),
            float(windows[:3].mean()),
            rarity.total(new) / 10.0,
            float(near.denied[best, at]),
            polarity.opposites(bare_words, terms.word_parts(rubric.exemplars[best].text)),
            polarity.dismissals(bare_words) - polarity.dismissals(rubric.exemplars[best].text.split()),
        ]
    )
    return Seen(
        values,
        window,
        int(at),
        *around,
        misconceptions.nearest(reading, rubric, near, point, to_point=top),
    )


def _around(reading: Reading, nearest: npt.NDArray[np.float64]) -> tuple[str, str]:
    """Return the sentences of the window that comes nearest, and these with those of the next that has none
    of them."""
    told: set[int] = set()
    places = []
    for at in np.argsort(-nearest, kind="stable"):
        sentences = {reading.clauses[part].sentence for part in reading.windows[at].clauses}
        if sentences.isdisjoint(told):
            told |= sentences
            places.append(
                [word for part in reading.clauses if part.sentence in sentences for word in part.words]
            )
        if len(places) == PLACES:
            break
    said = [" ".join(reading.words[at] for at in place) for place in places]
    return said[0], " ... ".join(said)


def _end(rubric: Rubric, exemplar: int) -> int:
    return int(rubric.starts[exemplar + 1]) if exemplar + 1 < len(rubric.starts) else len(rubric.weights)
