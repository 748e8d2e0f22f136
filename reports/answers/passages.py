"""An answer cut into passages: whole sentences where they are known, else what stands between two pauses."""

import itertools
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

from interviews.history import Word, repairs, unparted
from intervision.stemming import stem

from .misheard import is_misheard_swearing

# Between words without punctuation, a silence this long parts two thoughts.
PARTING_MS = 700
# A passage is quoted whole up to this length, and cut at a comma or here beyond it.
LONGEST = 32
SHORTEST = 4
# A quote is read in the margin; the analyst may rely on more words than one reads there.
LONGEST_QUOTE = 45

_SENTENCE_END = re.compile(r"[.?!…]['\"”’)]*$")
_BREAK = re.compile(r"[,;:–—.?!…]['\"”’)]*$")
_LETTERS = re.compile(r"[a-z][a-z0-9+#'-]+")

# Everyday words: sharing one of them with a question says nothing.
COMMON = frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())


def passages(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return (first, last), both included, of each passage in order; together they are the whole answer."""
    cuts: list[tuple[int, int]] = []
    first = 0
    # Where sentences are marked, a silence inside one parts nothing.
    end = [bool(_SENTENCE_END.search(word.text)) for word in words]
    clause = clause_ends([word.text for word in words])
    marked = sum(end) * LONGEST >= len(words)
    for index, word in enumerate(words):
        at_end = index == len(words) - 1
        silence = 0 if at_end else words[index + 1].start_ms - word.end_ms
        length = index - first + 1
        # The last words of a sentence stay with it: alone they would stand before the next.
        nearly_done = any(end[index + 1 : index + SHORTEST])
        ends = (
            end[index]
            or (silence >= PARTING_MS and not marked)
            or (length >= LONGEST * 3 // 4 and clause[index] and not nearly_done)
        )
        too_long = length >= LONGEST and not nearly_done and not ends
        if at_end or ((ends or too_long) and length >= SHORTEST):
            last = _last_clause(clause, first, index) if too_long and not at_end else index
            cuts.append((first, last))
            first = last + 1
    if len(cuts) > 1 and cuts[-1][1] - cuts[-1][0] + 1 < SHORTEST:
        tail = cuts.pop()
        cuts[-1] = (cuts[-1][0], tail[1])
    return cuts


def _last_clause(clause: Sequence[bool], first: int, index: int) -> int:
    """Return where the last clause of a passage ends that is half as long as it may be; else `index`."""
    ends = [at for at in range(first + LONGEST // 2 - 1, index) if clause[at]]
    return ends[-1] if ends else index


def sentences(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return (first, last), both included, of each sentence; what goes on in small letters is no new one."""
    texts = unparted([word.text for word in words])
    starts = [
        index + 1
        for index, text in enumerate(texts[:-1])
        if _SENTENCE_END.search(text) and not words[index + 1].text[:1].islower()
    ]
    return (
        [(first, after - 1) for first, after in itertools.pairwise([0, *starts, len(words)])] if words else []
    )


def presentable(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return (first, last), both included, of what can be shown of the words: whole sentences, and what is
    left of one beside a swear word that nobody said."""
    found = []
    for first, last in sentences(words):
        run: list[int] = []
        for at in range(first, last + 2):
            if at <= last and not is_misheard_swearing(words[at]):
                run.append(at)
            elif run:
                found.append((run[0], run[-1]))
                run = []
    return [cut for cut in found if cut[1] - cut[0] + 1 >= SHORTEST] or [
        cut for cut in found if len(found) == 1 and len(words) == cut[1] + 1
    ]


def clause_ends(words: Sequence[str]) -> list[bool]:
    """Return for each word whether a clause ends with it; the commas of 'valid, like, on that day' and of
    'pushed down with uh, a margin' end none, nor does one inside 'forty, sorry, four hundred'."""
    words = unparted(words)
    ends = [_BREAK.search(word) is not None for word in words]
    for at, word in enumerate(words):
        first = _filler_ending(words, at)
        if first is None or not word.endswith(","):
            continue
        before = words[first - 1] if first else ""
        if first == 0 or before.casefold().strip(_EDGES) in _JOINS_ON:
            continue  # 'so, you know, in the end': what is said begins behind it
        filled = first == at and word.casefold().strip(_EDGES) in _FILLED
        ends[at] = filled and ends[first - 1]
        ends[first - 1] = ends[first - 1] and (filled or not before.endswith(","))
    return ends


def _filler_ending(words: Sequence[str], at: int) -> int | None:
    """Return where the 'um', 'like,', ', say,', 'what,' or 'you know,' begins that ends here."""
    said = " ".join(words[max(0, at - 1) : at + 1]).casefold()
    if said.endswith("you know,"):
        return at - 1
    word = words[at].casefold()
    if at and word in _SEARCHES and words[at - 1].endswith(","):
        return at
    filler = word.strip(_EDGES) in _FILLED or (word == "like," and not _IS_LIKED.match(said))
    return at if filler or said.endswith(", say,") else None


def clauses(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return (first, last), both included, of what stands between two marks, in order."""
    ends = [at for at, end in enumerate(clause_ends([word.text for word in words])) if end]
    if ends[-1:] != [len(words) - 1]:
        ends.append(len(words) - 1)
    return [(before + 1, at) for before, at in itertools.pairwise([-1, *ends])]


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry the text's matter."""
    found = {part.strip("'-") for part in _LETTERS.findall(text.casefold().replace("’", "'"))}
    return frozenset(stem(word) for word in found if word not in COMMON and len(word) > 2)


# 'Whatever you like,' ends a clause.
_IS_LIKED = re.compile(r"(?:i|you|we|they|people|users|would|i'd|not|don't|didn't) like,", re.IGNORECASE)
_SEARCHES = frozenset(["what,", "say,"])  # 'for, what, ten messages a second'
_FILLED = frozenset(["um", "uh", "er", "erm", "hmm", "mm"])
# Words that what stands before them is not whole without: 'ties up', 'write down where', 'a lot of'.
_BELONGS_BEFORE = frozenset("up down out off away over back of to than that what where which who how".split())  # noqa: SIM905
# What begins with one of these is the end of something, or the reason for it.
_LEANING = frozenset("and or but not because which who otherwise although though whereas".split())  # noqa: SIM905
_SAID_FIRST = re.compile(r"(?:you know|i mean|well|yeah|yes|okay|ok|right|so),", re.IGNORECASE)
_JOINS_ON = frozenset(["and", "but", "so"])  # what follows one is whole without it, unless it is one of these
_JOINED = frozenset("that far much many long as do does did is are was were not nor".split())  # noqa: SIM905
JOINING = frozenset(["and", "or", "but", "so", "because", "which", "when", "if"])  # a clause ends before it
_AGREEING = frozenset(["ok", "okay", "yeah"])  # 'Okay so last spring our team told us'
_EDGES = ' ,.;:!?…–—-“”"'
# A run may go on by so many words to the end of its clause, and each of them costs.
TO_ITS_END, COST = 8, 0.6


def fragment(text: str, *, most: int = 14, unsure: Collection[int] = (), about: str = "") -> str:
    """Return a short run of the quote's words that carries its matter, without punctuation at its edges.

    It begins where a clause begins, behind its 'and', 'but' or 'so', and where it can ends where one ends,
    which may be a few words past `most`, else in '…'. A run that says what the quote is `about` reads best, a
    reason without what it is for worse, one with a filled pause or a word that was hard to hear in it worst:
    `unsure` holds the indexes of these.
    """
    words = text.split()
    ends = clause_ends(words)
    start, end = _best_run(words, ends, most, unsure, stems(about))
    return " ".join(words[start:end]).strip(_EDGES) + ("" if end == len(words) or ends[end - 1] else "…")


def _best_run(
    words: Sequence[str], ends: Sequence[bool], most: int, unsure: Collection[int], about: frozenset[str]
) -> tuple[int, int]:
    def worth(run: tuple[int, int]) -> tuple[float, int]:
        start, end = run
        inside = words[start:end]
        # 'and,' only leads to the um behind it, and 'it, it' is begun twice.
        last, *after = (word.casefold().strip(_EDGES) for word in words[end - 1 : end + 1])
        leads_on = last in JOINING or after == [last]
        at_end = end == len(words) or (ends[end - 1] and not leads_on)
        value = float(sum(len(stems(word)) for word in inside))
        value += 1.5 * len(stems(" ".join(inside)) & about)
        value += 2.5 * at_end - 0.1 * len(inside)
        value += 2.0 * (not at_end and words[end].casefold().strip(_EDGES) in JOINING)
        value -= 3.0 * (not at_end and words[end - 1].casefold().strip(_EDGES) in COMMON)
        value -= 1.5 * (not at_end and words[end].casefold() in _BELONGS_BEFORE)
        value -= 3.0 * sum(bool(_SENTENCE_END.search(word)) for word in inside[:-1])
        value -= 3.0 * sum(word.casefold().strip(_EDGES) in _FILLED for word in inside)
        value -= 2.0 * sum(one.casefold() == other.casefold() for one, other in itertools.pairwise(inside))
        value -= 4.0 * sum(start <= index < end and bool(stems(words[index])) for index in unsure)
        value -= 1.5 * (inside[0].casefold() in _LEANING)
        value -= 1.5 * bool(_SAID_FIRST.match(" ".join(inside[:2])))
        value -= 2.0 * _begins_with_a_scrap(inside)
        value -= COST * max(0, len(inside) - most)
        return (value, -start)

    shortest = min(SHORTEST, most)
    starts = [
        _behind_joining(words, start)
        for start in range(max(1, len(words) - shortest + 1))
        if start == 0 or ends[start - 1]
    ]
    runs = [
        (start, end)
        for start in starts
        for end in range(min(start + shortest, len(words)), min(len(words), start + most + TO_ITS_END) + 1)
        if end - start <= most or end == len(words) or ends[end - 1]
    ]
    if len(words) <= most and not unsure:
        return _behind_joining(words, 0), len(words)
    whole = [run for run in runs if not _parts_a_correction(words, *run)]
    return max(whole or runs, key=worth)


def _parts_a_correction(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a run has a figure without its correction, or begins amid what is taken back."""
    return any(
        (start < each.again and each.first < end <= each.last) or each.first < start < each.again
        for each in repairs(words)
    )


def _begins_with_a_scrap(words: Sequence[str]) -> bool:
    """Tell whether the first clause is a few words beside others: 'a logistics firm, we moved it'."""
    return any(_BREAK.search(word) for word in words[: min(SHORTEST, len(words)) - 1])


def _behind_joining(words: Sequence[str], start: int) -> int:
    """Return where a clause begins to speak for itself: 'and I put a limit on it', 'well, I do so' at 'I'."""
    if said := _SAID_FIRST.match(" ".join(words[start : start + 2])):
        behind = start + len(said[0].split())
        start = behind if len(words) - behind >= SHORTEST else start
    elif words[start].casefold().strip(_EDGES) in _AGREEING and len(words) - start > SHORTEST + 1:
        start += 1
    joining, then = (word.casefold().strip(_EDGES) for word in (*words[start : start + 2], "", "")[:2])
    goes_on = then in _JOINED or (then == "on" and joining == "so")
    speaks = joining in _JOINS_ON and not goes_on and len(words) - start > SHORTEST
    return start + speaks
