"""Search with facets over the index. Its time is bounded: large results are counted in a sample."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import tantivy
from rapidfuzz.distance import DamerauLevenshtein

from intervision.skills import vocabulary

from .enums import SalaryBasis
from .index.document import NAME_AFTER, RAW_FIELDS, SLICES, city_key, read_entry, words_of
from .index.entries import Entry
from .index.generations import Reader
from .index.reach import UNKNOWN
from .reading.gazetteer import country_code
from .reading.places import read_line

Must, MustNot, Should = tantivy.Occur.Must, tantivy.Occur.MustNot, tantivy.Occur.Should

PAGE_SIZE = 20
MOST_PAGES = 50
MOST_WORDS = 12
# About so many jobs are looked at for the numbers beside filters; more are estimated from an even sample.
SAMPLE = 25_000
_FACET_SIZE = {"country": 14, "skill": 16, "applicants": 12}
_BOOSTS = {"title": 4.0, "employer": 2.5, "body": 1.0}
_SKILL_BOOST = 2.0
_FRESH = ((3, 1.0), (14, 0.8), (45, 0.5))
AGES = (1, 3, 7, 30)  # days
FACETS = (
    "country", "applicants", "workplace", "level", "skill", "pay", "age", "source", "employment", "status",
)  # fmt: skip
# Pay that a person may rely on: said by the employer, or read in the words of the ad.
STATED = (SalaryBasis.STATED, SalaryBasis.PARSED)


class SearchQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked. Values of one facet are alternatives; facets narrow one another."""

    words: str = ""
    city: str = ""  # with or without its country: "Berlin", "Berlin, DE" or "Berlin, Germany"
    facets: Mapping[str, tuple[str, ...]] = {}
    newest_first: bool = False
    page: int = 1

    def chosen(self, facet: str) -> tuple[str, ...]:
        return tuple(self.facets.get(facet, ()))


class Count(msgspec.Struct, frozen=True):
    """How many jobs a choice would leave. Not `exact`: estimated from a sample."""

    value: str
    jobs: int
    exact: bool = True


class Results(msgspec.Struct, frozen=True):
    entries: tuple[Entry, ...]
    total: int
    counts: Mapping[str, tuple[Count, ...]]
    corrected: Mapping[str, str]  # words that nothing has, and what was searched instead
    page: int
    pages: int


def search(reader: Reader, query: SearchQuery, *, now: datetime, size: int = PAGE_SIZE) -> Results:
    """Return a page of results with the counts of all facets."""
    searcher = reader.searcher()
    asked = _Asked(reader.schema, searcher, query, now)
    whole = asked.without(None)
    page = min(max(1, query.page), MOST_PAGES)
    found = _page_of(searcher, asked, whole, query, page, size)
    counts: dict[str, tuple[Count, ...]] = {}
    free = [facet for facet in FACETS if not query.chosen(facet)]
    counts |= _count(searcher, reader.schema, whole, free, total=found.count, now=now)
    for facet in FACETS:
        if query.chosen(facet):
            # What the other choices of this facet would bring, beside those that are made.
            counts |= _count(searcher, reader.schema, asked.without(facet), [facet], total=None, now=now)
    return Results(
        entries=tuple(read_entry(searcher, address) for _score, address in found.hits),
        total=found.count,
        counts=counts,
        corrected=asked.corrected,
        page=page,
        pages=min(MOST_PAGES, -(-found.count // size)),
    )


def _page_of(searcher: Any, asked: "_Asked", whole: Any, query: SearchQuery, page: int, size: int) -> Any:
    if query.newest_first or not asked.has_words:
        return searcher.search(whole, size, order_by_field="posted", offset=(page - 1) * size)
    ranked = tantivy.Query.boolean_query([(Must, whole), *asked.fresher_first()])
    return searcher.search(ranked, size, offset=(page - 1) * size)


def cities(reader: Reader, begin: str, *, limit: int = 8) -> list[str]:
    """Return the cities that begin so, those with most jobs first."""
    begin = city_key(begin)
    if not begin:
        return []
    found = reader.searcher().terms_with_prefix("city_name", begin, limit=500)
    names = ((term.rpartition(NAME_AFTER)[2], jobs) for term, jobs in found)
    return [city for city, _jobs in sorted(names, key=lambda one: (-one[1], one[0]))[:limit]]


def _city_keys(typed: str) -> Iterator[str]:
    """Yield the keys that what was typed may mean, the most literal one first."""
    yield city_key(typed)
    name, _, country = typed.rpartition(",")
    if name and (code := country_code(country)):
        yield city_key(f"{name} {code}")
    for spot in read_line(typed).spots[:1]:
        # "München" and "Munich" are one city.
        if spot.city:
            yield city_key(f"{spot.city} {spot.country}")


class _Asked:
    """The parts of a query, so that each facet can be counted without itself."""

    def __init__(self, schema: Any, searcher: Any, query: SearchQuery, now: datetime) -> None:
        self.schema, self.searcher, self.now = schema, searcher, now
        self.corrected: dict[str, str] = {}
        self._words = self._word_clauses(query.words)
        self._filters = {facet: self._filter(facet, query.chosen(facet)) for facet in FACETS}
        self._city = self._in_city(query.city) if query.city else None

    @property
    def has_words(self) -> bool:
        return bool(self._words)

    def without(self, facet: str | None) -> Any:
        """Return the query without the choices of one facet."""
        parts = [(Must, clause) for clause in self._words]
        for name, filters in self._filters.items():
            if name != facet and filters is not None:
                parts.append((Must, tantivy.Query.const_score_query(filters, 0.0)))
        if self._city is not None:
            parts.append((Must, tantivy.Query.const_score_query(self._city, 0.0)))
        return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.all_query()

    def fresher_first(self) -> list[tuple[Any, Any]]:
        return [(Should, tantivy.Query.const_score_query(self._since(days), worth)) for days, worth in _FRESH]

    def _term(self, field: str, value: str, option: str = "basic") -> Any:
        return tantivy.Query.term_query(self.schema, field, value, index_option=option)

    def _in_city(self, typed: str) -> Any:
        keys = [key for key in _city_keys(typed) if key]
        known = next((key for key in keys if self.searcher.doc_freq("city", key)), typed)
        return self._term("city", known)

    def _since(self, days: int) -> Any:
        bound = int((self.now - timedelta(days=days)).timestamp())
        return tantivy.Query.range_query(self.schema, "posted", tantivy.FieldType.Unsigned, lower_bound=bound)

    def _filter(self, facet: str, values: Sequence[str]) -> Any:
        if not values:
            return None
        if facet == "age":
            return self._since(max(int(value) for value in values))
        if facet == "pay":
            return tantivy.Query.term_set_query(self.schema, "pay", list(STATED))
        return tantivy.Query.term_set_query(self.schema, facet, list(values))

    def _word_clauses(self, words: str) -> list[Any]:
        """Return one clause a word: in title, employer, body, or as a skill that it names."""
        text = words[:200]
        skills: dict[str, set[str]] = {}
        for mention in vocabulary().find(text):
            for word in words_of(mention.text):
                skills.setdefault(word, set()).add(mention.slug)
        clauses = []
        for word in list(dict.fromkeys(words_of(text)))[:MOST_WORDS]:
            known = self._spelled(word) if word not in skills else word
            parts = [
                (Should, tantivy.Query.boost_query(self._term(field, known, "freq"), boost))
                for field, boost in _BOOSTS.items()
            ]
            parts += [
                (Should, tantivy.Query.boost_query(self._term("skill", slug), _SKILL_BOOST))
                for slug in sorted(skills.get(word, ()))
            ]
            clauses.append(tantivy.Query.boolean_query(parts))
        return clauses

    def _spelled(self, word: str) -> str:
        """Return the word, or the commonest one a slip away from it if no job has it."""
        if any(self.searcher.doc_freq(field, word) for field in _BOOSTS) or len(word) < 4:
            return word
        slips = 1 if len(word) < 7 else 2
        best, found = (0.0, 0), ""
        for field in ("title", "employer"):
            # Few people get the first letter wrong.
            for other, jobs in self.searcher.terms_with_prefix(field, word[:1], limit=20_000):
                away = DamerauLevenshtein.distance(word, other, score_cutoff=slips)
                if away <= slips and (not found or (-float(away), jobs) > best):
                    best, found = (-float(away), jobs), other
        if found:
            self.corrected[word] = found
        return found or word


def _count(
    searcher: Any, schema: Any, query: Any, facets: Sequence[str], *, total: int | None, now: datetime
) -> dict[str, tuple[Count, ...]]:
    """Return the counts of these facets under a query, exact up to SAMPLE jobs and estimated beyond."""
    if not facets:
        return {}
    if total is None:
        total = searcher.search(query, 1).count
    share = 1.0
    if total > SAMPLE:
        slices = max(1, round(SLICES * SAMPLE / total))
        share = slices / SLICES
        sampled = tantivy.Query.term_set_query(schema, "slice", list(range(slices)))
        query = tantivy.Query.boolean_query([(Must, query), (Must, sampled)])
    found = searcher.aggregate(query, {facet: _aggregation(facet, now) for facet in facets})
    return {facet: _read_counts(facet, found[facet], share) for facet in facets}


def _aggregation(facet: str, now: datetime) -> dict[str, Any]:
    if facet == "age":
        # Ranges may not overlap: each ends where the younger one begins.
        moments = [int((now - timedelta(days=days)).timestamp()) for days in AGES]
        ranges: list[dict[str, Any]] = [{"key": str(AGES[0]), "from": moments[0]}]
        ranges += [
            {"key": str(days), "from": begin, "to": end}
            for days, begin, end in zip(AGES[1:], moments[1:], moments, strict=False)
        ]
        return {"range": {"field": "posted", "ranges": ranges}}
    assert facet in RAW_FIELDS
    return {"terms": {"field": facet, "size": _FACET_SIZE.get(facet, 30)}}


def _read_counts(facet: str, found: Mapping[str, Any], share: float) -> tuple[Count, ...]:
    buckets = [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
    if facet == "age":
        buckets = _cumulated(buckets)
    elif facet == "pay":
        stated = sum(jobs for value, jobs in buckets if value in STATED)
        buckets = [("stated", stated)] if stated else []
    exact = share == 1.0
    return tuple(
        Count(value=value, jobs=jobs if exact else _rounded(jobs / share), exact=exact)
        for value, jobs in buckets
        if jobs and value != UNKNOWN
    )


def _cumulated(buckets: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return for each age how many are at most that old."""
    by_days = dict(buckets)
    return [
        (str(days), sum(by_days.get(str(younger), 0) for younger in AGES if younger <= days)) for days in AGES
    ]


def _rounded(jobs: float) -> int:
    """Return an estimate with two figures that mean something."""
    size = 1
    while jobs / size >= 100:
        size *= 10
    return round(jobs / size) * size
