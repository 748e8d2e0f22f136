"""Who may be shown a job, as words of the index: one for each way in which a job can be reached.

A word joins language, place and week, so that a search asks for all of them in one set. A filter is what a
search over a million jobs pays for: each is read for itself and then compared with the others job by job,
and joined before they cost a quarter of that.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from .entries import Entry

UNKNOWN = "?"
WORLDWIDE = "ww"
ANYWHERE = ""
_WEEK_S = 7 * 24 * 3600


def applicants_of(entry: Entry) -> list[str]:
    """Return who may apply for remote work: countries, WORLDWIDE or UNKNOWN; none if not remote."""
    if entry.workplace != "remote":
        return []
    if entry.scope == "worldwide":
        return [WORLDWIDE]
    return list(entry.countries) or [UNKNOWN]


def reach_of(entry: Entry) -> Iterator[str]:
    """Yield the words of a job, of its week and of any."""
    language, week = entry.language or UNKNOWN, entry.fresh // _WEEK_S
    places = [ANYWHERE, *(_there(country) for country in entry.job_countries or (UNKNOWN,))]
    places += [_from(country) for country in applicants_of(entry)]
    for place in places:
        yield _word(language, place)
        yield _word(language, place, week)


def places_for(*, homes: Collection[str], here: Collection[str]) -> list[str]:
    """Return the places to ask for: remote work from `homes`, any work in `here`; unknown ones are both."""
    if not here:
        return [ANYWHERE]
    remote, there = sorted({*homes, WORLDWIDE, UNKNOWN}), sorted({*here, UNKNOWN})
    return [*map(_from, remote), *map(_there, there)]


def words_for(*, languages: Collection[str], places: Collection[str]) -> list[str]:
    """Return the words of jobs of any age. A language that is not known may be any."""
    return [_word(language, place) for language in _languages(languages) for place in places]


def recent_words_for(
    *, languages: Collection[str], places: Collection[str], since: timedelta, now: datetime
) -> list[str]:
    """Return the words of jobs of the last weeks, the week of `now` less `since` whole."""
    first, last = (int(at.timestamp()) // _WEEK_S for at in (now - since, now + timedelta(weeks=1)))
    return [
        _word(language, place, week)
        for language in _languages(languages)
        for place in places
        for week in range(first, last + 1)
    ]


def _languages(known: Collection[str]) -> list[str]:
    return sorted({*known, UNKNOWN})


def _there(country: str) -> str:
    return f"in:{country}"


def _from(country: str) -> str:
    return f"from:{country}"


def _word(language: str, place: str, week: int | None = None) -> str:
    return f"{language} {place}" if week is None else f"{language} {place} {week}"
