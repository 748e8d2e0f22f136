"""The search page: results with their sources, facets with labels, and links that change one thing."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.http import QueryDict

from .credits import source_labels
from .facets import Facet, facets, label_of
from .index import generations
from .index.entries import Entry
from .matching.matches import Shown, show
from .models import SavedJob
from .search import Results, SearchQuery, search


class Chip(msgspec.Struct, frozen=True):
    """A choice that is made, and the address without it."""

    label: str
    without: str


class SearchPage(msgspec.Struct, frozen=True):
    rows: tuple[Shown, ...] = ()
    results: Results | None = None
    facets: tuple[Facet, ...] = ()
    chips: tuple[Chip, ...] = ()
    newer: str = ""  # address of the page before
    older: str = ""
    indexed: bool = True

    @property
    def corrected(self) -> list[tuple[str, str]]:
        return list(self.results.corrected.items()) if self.results else []


def compose(query: SearchQuery, *, user_id: UUID, params: QueryDict, now: datetime) -> SearchPage:
    """Return the page. Constant in queries."""
    try:
        results = search(generations.reader(), query, now=now)
    except generations.NoIndex:
        return SearchPage(indexed=False)
    labels = source_labels()
    return SearchPage(
        rows=_rows(results.entries, user_id=user_id),
        results=results,
        facets=tuple(facets(results, query, sources=labels)),
        chips=tuple(_chips(query, params, labels)),
        newer=_page(params, results.page - 1) if results.page > 1 else "",
        older=_page(params, results.page + 1) if results.page < results.pages else "",
    )


def _rows(entries: Sequence[Entry], *, user_id: UUID) -> tuple[Shown, ...]:
    """Return one row an opening; the same one several times is told as a number."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.openings, entry)
    ids = [entry.id for entry in first.values()]
    decided = SavedJob.objects.filter(user_id=user_id, job_id__in=ids).values_list("job_id", "state")
    shown = show(ids, states=dict(decided))
    return tuple(shown[id_] for id_ in ids if id_ in shown)


def _chips(query: SearchQuery, params: QueryDict, labels: dict[str, str]) -> list[Chip]:
    chips = [
        Chip(label_of(facet, value, labels), _without(params, facet, value))
        for facet, values in query.facets.items()
        for value in values
    ]
    if query.city:
        chips.append(Chip(query.city, _without(params, "city", query.city)))
    if query.words:
        chips.insert(0, Chip(f"“{query.words}”", _without(params, "q", params.get("q", ""))))
    return chips


def _without(params: QueryDict, name: str, value: str) -> str:
    left = params.copy()
    left.setlist(name, [other for other in left.getlist(name) if other != value])
    left.pop("page", None)
    return "?" + left.urlencode()


def _page(params: QueryDict, number: int) -> str:
    changed = params.copy()
    changed["page"] = str(number)
    return "?" + changed.urlencode()
