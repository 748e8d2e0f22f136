"""One score a job and person, for order and for what counts as a strong match alike. Nobody is shown it.

The parts are those that a person would name: does it ask for what I showed, is it my kind of role, at my
level, still fresh. No trait of a person enters, and a predicted salary counts as none.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

from ..enums import Level, PayPeriod, SalaryBasis
from ..index.entries import Entry
from . import kinds
from .seeker import YEARLY, Seeker

# What was never asked is no gap, and little to go by. Every ad counts as if it asked for two such skills
# more: else one that names nothing stands above a full one, most of which no rehearsal can have asked about.
_UNTESTED, _PRIOR_SKILLS = 0.1, 2.0
_NICE_WORTH = 0.25
_LEVEL_FIT = (1.0, 0.55, 0.15, 0.0, 0.0)
_UNKNOWN_LEVEL = 0.6
_FRESH_DAYS = 30.0
# An ad that is older is called so; one of half a year is left to those who search for it.
FRESH, OLDEST = timedelta(days=45), timedelta(days=180)
# Reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009, give k = 60 for long lists.
_FUSION_K = 20
# A title that names the whole of a sought one, and a team or a tool beside it, is that role all the same.
_WITH_MORE = 0.95
# From here a title in words that nothing is known of is of the kind: of 6,400, below, most were not.
_KIND_MEANING = 0.74
# What a title of the kind counts at least: "Node.js engineer" is far from "back end engineer" in letters.
_OF_KIND = 0.75
_COVERAGE, _TITLE, _LEVEL, _SHAPE, _SALARY, _FRESHNESS = 0.40, 0.27, 0.12, 0.05, 0.06, 0.10
_GAPS, _AGENCY, _LANGUAGE = 0.15, 0.03, 0.15
STRONG_FROM = 0.62
STRONG_SKILLS = 2
_LEVELS = tuple(Level.values)


class Parts(msgspec.Struct, frozen=True):
    """What the score is made of, each 0 to 1; `gaps` is the share of required skills that are gaps."""

    coverage: float
    title: float
    level: float
    shape: float
    salary: float
    freshness: float
    gaps: float
    language: float  # 1 where it asks for one beside those that one would work in


class Ranked(msgspec.Struct, frozen=True):
    entry: Entry
    parts: Parts
    score: float
    of_kind: bool = False  # its title is that of the role that is sought, or near to it

    def speaks_for_itself(self, seeker: Seeker) -> bool:
        """Tell whether there is something to say for it: its kind of role, or what was shown.

        Of another kind of role it has to be two things that it asks for, or half of them: that a Rust job has
        its tools in Python is no reason to show it to a data engineer.
        """
        asked = required(self.entry)
        shown = _shown(asked, seeker)
        return self.of_kind or shown >= STRONG_SKILLS or 0 < len(asked) <= 2 * shown

    def meets_wishes(self, seeker: Seeker) -> bool:
        """Tell whether level and pay, which shut no job out, are as wished for as far as it names them."""
        return self.entry.level in ("", *(seeker.levels or (self.entry.level,))) and self.parts.salary > 0

    def is_strong(self, seeker: Seeker) -> bool:
        """Tell whether it may be called a strong match: only on enough evidence, of more than one skill."""
        shown = _shown(required(self.entry), seeker)
        fits = seeker.claims and shown >= STRONG_SKILLS and self.score >= STRONG_FROM
        return fits and not self.entry.pool and not self.parts.language


def set_aside(entry: Entry, *, now: datetime) -> bool:
    """Tell whether it comes after the others however well it fits: it is not fresh, or no certain opening."""
    return bool(entry.pool) or entry.fresh < (now - FRESH).timestamp()


def required(entry: Entry) -> list[tuple[str, ...]]:
    """Return what it requires, each as the skills of which one is enough; or else all that it names."""
    return _one_of_each(entry.must or entry.named, entry)


def _one_of_each(skills: tuple[str, ...], entry: Entry) -> list[tuple[str, ...]]:
    chosen = [options for options in entry.choices if options[0] in skills]
    by_choice = {skill for options in chosen for skill in options}
    return [*chosen, *((skill,) for skill in skills if skill not in by_choice)]


def _best(options: tuple[str, ...], seeker: Seeker) -> float:
    return max(seeker.credits.get(skill, 0.0) for skill in options)


def _shown(requirements: Sequence[tuple[str, ...]], seeker: Seeker) -> int:
    """Return how many requirements are met by themselves and not by something that is only near."""
    return sum(_best(options, seeker) >= 0.5 for options in requirements)


def rank(
    entries: Sequence[Entry], seeker: Seeker, *, near: Mapping[str, float], now: datetime
) -> list[Ranked]:
    """Return the entries, best first. `near` is how near titles are in meaning to those sought."""
    titles = title_fit({entry.normalised_title for entry in entries}, seeker, near=near)
    moment = now.timestamp()
    ranked = []
    for entry in entries:
        name = entry.normalised_title
        of_kind = is_of_kind(name, seeker, near=near)
        parts = Parts(
            coverage=coverage(entry, seeker),
            title=max(titles.get(name, 0.0), _OF_KIND if of_kind else 0.0),
            level=level_fit(entry, seeker),
            shape=1.0 if not (seeker.shape and entry.shape) else float(seeker.shape == entry.shape),
            salary=salary_fit(entry, seeker),
            freshness=math.exp(-max(0.0, moment - entry.fresh) / 86_400 / _FRESH_DAYS),
            gaps=gap_share(entry, seeker),
            language=float(bool(entry.asks_beyond(seeker.languages))),
        )
        ranked.append(
            Ranked(
                entry=entry,
                parts=parts,
                score=_score(parts, entry),
                of_kind=of_kind,
            )
        )
    ranked.sort(key=lambda one: (-one.score, -one.entry.fresh, one.entry.key))
    return ranked


def _score(parts: Parts, entry: Entry) -> float:
    return (
        _COVERAGE * parts.coverage
        + _TITLE * parts.title
        + _LEVEL * parts.level
        + _SHAPE * parts.shape
        + _SALARY * parts.salary
        + _FRESHNESS * parts.freshness
        - _GAPS * parts.gaps
        - _AGENCY * entry.by_agency
        - _LANGUAGE * parts.language
    )


def coverage(entry: Entry, seeker: Seeker) -> float:
    """Return how far what it asks for is covered, drawn towards little for ads that name little."""
    covered, weight = _PRIOR_SKILLS * _UNTESTED, _PRIOR_SKILLS
    for options in required(entry):
        is_gap = any(skill in seeker.gaps for skill in options)
        covered += _best(options, seeker) or (0.0 if is_gap else _UNTESTED)
        weight += 1.0
    for skill in entry.nice:
        worth = seeker.credits.get(skill, 0.0)
        # What is only nice to have may help and can't hurt.
        covered += _NICE_WORTH * worth
        weight += _NICE_WORTH * worth
    return min(1.0, covered / weight)


def gap_share(entry: Entry, seeker: Seeker) -> float:
    """Return the share of what it requires that is a gap: of a choice, where no other of it is covered."""
    must = _one_of_each(entry.must, entry)
    gaps = sum(
        any(skill in seeker.gaps for skill in options) and not _best(options, seeker) for options in must
    )
    return gaps / max(3, len(must)) if must else 0.0


def level_fit(entry: Entry, seeker: Seeker) -> float:
    if not entry.level or not seeker.levels:
        return _UNKNOWN_LEVEL
    there = _LEVELS.index(entry.level)
    return max(_LEVEL_FIT[abs(there - _LEVELS.index(level))] for level in seeker.levels)


def salary_fit(entry: Entry, seeker: Seeker) -> float:
    """Return 1 where the stated pay reaches the wish, 0 where it does not; unknown is in the middle."""
    pay = yearly(entry)
    if seeker.pay is None or pay is None or entry.salary_currency != seeker.pay.currency:
        return 0.5
    return float(pay >= seeker.pay.yearly)


def yearly(entry: Entry) -> float | None:
    """Return the upper end of the stated pay, a year; None for a predicted or unknown one."""
    if entry.salary_basis in ("", SalaryBasis.PREDICTED) or entry.salary_period not in YEARLY:
        return None
    top = entry.salary_max or entry.salary_min
    of_a_year = entry.months_paid if entry.salary_period == PayPeriod.MONTH else YEARLY[entry.salary_period]
    return top * of_a_year if top else None


def title_fit(names: set[str], seeker: Seeker, *, near: Mapping[str, float]) -> dict[str, float]:
    """Return 0 to 1 for each title: its ranks by words and by meaning, fused.

    Either alone is beaten by both: "SRE" shares no word with "site reliability engineer".
    """
    if not seeker.titles:
        return dict.fromkeys(names, 0.5)
    words = {name: max(_by_letters(name, sought) for sought in seeker.titles) for name in names}
    meaning = {
        name: max(near[name], _WITH_MORE if words[name] >= _WITH_MORE else 0.0)
        for name in names
        if name in near
    }
    places = [_places(words, floor=0.45), _places(meaning, floor=0.35)]
    places = [place for place in places if place]
    best = len(places) / (_FUSION_K + 1)
    return {
        name: sum(1 / (_FUSION_K + place[name]) for place in places if name in place) / best if best else 0.0
        for name in names
    }


def is_of_kind(name: str, seeker: Seeker, *, near: Mapping[str, float]) -> bool:
    """Tell whether a title may be called the kind of role that is sought."""
    if kinds.is_one_of(name, seeker.titles):
        return True
    return near.get(name, 0.0) >= _KIND_MEANING and not kinds.is_known(name)


@lru_cache(maxsize=50_000)
def _by_letters(name: str, sought: str) -> float:
    alike = fuzz.token_sort_ratio(name, sought) / 100
    return max(alike, _WITH_MORE) if set(sought.split()) <= set(name.split()) else alike


def _places(values: Mapping[str, float], *, floor: float) -> dict[str, int]:
    """Return the rank of each name, 1 the best; names below the floor have none, equals share one."""
    ordered = sorted({value for value in values.values() if value >= floor}, reverse=True)
    rank_of = {value: rank for rank, value in enumerate(ordered, start=1)}
    return {name: rank_of[value] for name, value in values.items() if value >= floor}
