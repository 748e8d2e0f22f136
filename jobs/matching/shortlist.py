"""Jobs worth ranking for somebody, from the index: by words and skills, and by titles near in meaning."""

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
import tantivy

from ..index.document import read_entry, words_of
from ..index.entries import Entry
from ..index.generations import Reader
from ..index.reach import UNKNOWN, places_for, recent_words_for, words_for
from .nearness import Titles
from .ranking import FRESH
from .seeker import Seeker

Must, MustNot, Should = tantivy.Occur.Must, tantivy.Occur.MustNot, tantivy.Occur.Should

BY_WORDS = 160
BY_MEANING = 60
_NEAR_TITLES = 30
_MOST_SKILLS = 16
_MOST_LEFT_OUT = 1000
_TITLE_BOOST = 2.5
# Fresh first: older ones are asked for only where these are few.
_FEW = 50


class Shortlist(msgspec.Struct, frozen=True):
    entries: tuple[Entry, ...]
    near: dict[str, float]  # titles near in meaning, with how near


def shortlist(
    reader: Reader,
    titles: Titles,
    seeker: Seeker,
    *,
    left_out: Collection[UUID] = (),
    now: datetime,
) -> Shortlist:
    """Return jobs that pass the gates that the index can keep, without those of `left_out`."""
    searcher = reader.searcher()
    term = partial(tantivy.Query.term_query, reader.schema)
    kept = _gates(reader.schema, seeker, left_out)
    found: dict[Any, Entry] = {}
    similarity = titles.similarity(seeker.titles)
    near = titles.nearest(similarity, count=_NEAR_TITLES)
    queries = [(_by_words(term, seeker), BY_WORDS)]
    if near:
        by_title = tantivy.Query.term_set_query(reader.schema, "title_key", near)
        queries.append((_with(Must, by_title, _skills(term, seeker)), BY_MEANING))
    for reached in _reached(seeker, now):
        within = _silent(tantivy.Query.term_set_query(reader.schema, "reach", reached))
        for query, limit in queries:
            whole = tantivy.Query.boolean_query([(Must, query), (Must, within), *kept])
            for _score, address in searcher.search(whole, limit, count=False).hits:
                entry = read_entry(searcher, address)
                found.setdefault(entry.key, entry)
        if len(found) >= _FEW:
            break
    names = {entry.normalised_title for entry in found.values()}
    rows = {name: titles.row[name] for name in names if name in titles.row}
    return Shortlist(
        entries=tuple(found.values()), near={name: float(similarity[row]) for name, row in rows.items()}
    )


def _with(occur: Any, query: Any, others: list[tuple[Any, Any]]) -> Any:
    return tantivy.Query.boolean_query([(occur, query), *others])


def _by_words(term: Any, seeker: Seeker) -> Any:
    words = dict.fromkeys(word for title in seeker.titles for word in words_of(title))
    parts = [
        (Should, tantivy.Query.boost_query(term("title", word, index_option="freq"), _TITLE_BOOST))
        for word in words
    ]
    parts += _skills(term, seeker)
    return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.all_query()


def _skills(term: Any, seeker: Seeker) -> list[tuple[Any, Any]]:
    return [
        (Should, tantivy.Query.boost_query(term("skill", skill, index_option="basic"), seeker.credits[skill]))
        for skill in seeker.skills[:_MOST_SKILLS]
    ]


def _reached(seeker: Seeker, now: datetime) -> Iterator[list[str]]:
    """Yield what the language and place of somebody reach: first of late, then of any age."""
    here = {place.country for place in seeker.places if place.country} or set(seeker.homes)
    places = places_for(homes=set(seeker.homes) or here, here=here)
    yield recent_words_for(languages=seeker.languages, places=places, since=FRESH, now=now)
    yield words_for(languages=seeker.languages, places=places)


def _silent(query: Any) -> Any:
    """Return a query that decides and adds nothing to the score."""
    return tantivy.Query.const_score_query(query, 0.0)


def _gates(schema: Any, seeker: Seeker, left_out: Collection[UUID]) -> list[tuple[Any, Any]]:
    """Return further gates as far as the index knows them; each lets more through than gates.py will."""

    def one_of(field: str, values: Collection[str]) -> Any:
        return tantivy.Query.term_set_query(schema, field, sorted(values))

    kept: list[tuple[Any, Any]] = []
    if seeker.workplaces:
        kept.append((Must, _silent(one_of("workplace", {*seeker.workplaces, UNKNOWN}))))
    if seeker.employment_types:
        kept.append((Must, _silent(one_of("employment", {*seeker.employment_types, UNKNOWN}))))
    if seeker.avoid_employers:
        kept.append((MustNot, one_of("employer_key", seeker.avoid_employers)))
    if left_out:
        some = [job_id.hex for job_id in list(left_out)[:_MOST_LEFT_OUT]]
        kept.append((MustNot, one_of("id", some)))
    return kept
