"""How near words come to a key point by wording alone: nothing is missing beside a quote that holds it."""

from interviews.history import KeyPoint, TurnRecord

from .passages import passages, stems

# From this share of a text's stems on, and from this many, words say most of it: 'structured events with a
# trace id' has three of the seven stems of its point.
MOST = 0.4
SEVERAL = 3
SHARED = 2


def says_most_of(point: KeyPoint, turn: TurnRecord) -> bool:
    """Return whether a passage of the answer has most of the words of the point, or of a way of saying it."""
    said = [
        stems(" ".join(word.text for word in turn.words[first : last + 1]))
        for first, last in passages(turn.words)
    ]
    ways = [stems(way) for way in (point.point, *point.paraphrases, *point.partial)]
    return any(len(words & way) >= max(SEVERAL, MOST * len(way)) for words in said for way in ways)


def is_shown_by(words: str, point: KeyPoint) -> bool:
    """Return whether a reader sees the point in these words: two of them are its own, or those of one way of
    saying it."""
    said = stems(words)
    ways = (point.point, *point.paraphrases, *point.partial)
    return any(len(said & stems(way)) >= SHARED for way in ways)


def is_nearer_to_the_point(words: str, point: KeyPoint, *, reveals: str) -> bool:
    """Return whether the words that were taken for a wrong belief sound more like the point itself."""
    said = stems(words)
    if not any(belief.reveals == reveals for belief in point.misconceptions):
        return False
    ways = [stems(way) for way in (point.point, *point.paraphrases)]
    right = max((len(said & way) / len(way) for way in ways if len(said & way) > 1), default=0.0)
    return right > to_the_belief(words, point, reveals=reveals)


def to_the_belief(words: str, point: KeyPoint, *, reveals: str) -> float:
    """Return how much of a known wrong belief the words hold, from 0 to 1."""
    said = stems(words)
    beliefs = [stems(belief.says) for belief in point.misconceptions if belief.reveals == reveals]
    return max((len(said & belief) / max(1, len(belief)) for belief in beliefs), default=0.0)
