"""The port of job sources: what one declares and what it yields. How it may fail: errors.py.

A source turns the answers of one service into RawPosting: the service's own words, sorted into fields but not
interpreted. Interpreting (places, pay, skills) is the same for all of them, in jobs/reading/normalise.py.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec

from .client import Client
from .errors import UNREADABLE, ShapeChanged

Record = Mapping[str, Any]

# A page of which more than this share can't be read is not a few odd records but a changed shape.
_UNREADABLE_SHARE = 0.1


class Attribution(msgspec.Struct, frozen=True):
    """What must be shown with a listing: words, a link and its rel, and a logo that operators upload."""

    text: str = ""
    url: str = ""
    rel: str = ""
    needs_logo: bool = False


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a source declares about itself."""

    name: str
    label: str
    terms_url: str
    attribution: Attribution = Attribution()
    per_minute: float = 60.0  # calls, all processes together
    per_day: int | None = None
    every_hours: float = 6.0  # how often it is pulled unless operators change it
    settings: tuple[str, ...] = ()  # settings that hold its keys; without them it is off
    boards: tuple[str, ...] | None = ("",)  # tokens of its own feeds; None: employers' boards are listed
    lists_all: bool = True  # a complete run shows everything, so what is missing is gone
    once: bool = True  # two open records of it are two openings, however alike they are
    verified: bool = False  # its shape was seen in real responses
    default_on: bool = False
    rank: int = 1  # whose words win when listings are merged: 0 the employer's own board, 2 an aggregator
    expected: frozenset[str] = frozenset()  # fields that some record of every page has


class Feed(msgspec.Struct, frozen=True):
    """The board that is read: its token and what is known of its employer."""

    token: str = ""
    employer_name: str = ""
    domain: str = ""


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place as the source writes it; `country` is a code or a name."""

    words: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


class Pay(msgspec.Struct, frozen=True, gc=False):
    """A pay that stands in fields of the record, not in prose. `basis`: stated or predicted."""

    low: float | None = None
    high: float | None = None
    currency: str = ""
    period: str = ""
    basis: str = "stated"


class RawPosting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One record, its words sorted into fields. Empty means that the source does not say."""

    identifier: str
    title: str
    employer: str
    raw: dict[str, Any]
    domain: str = ""
    url: str = ""
    apply_url: str = ""
    attribution_url: str = ""
    html: str = ""  # not sanitised yet
    text: str = ""  # used where there is no markup
    places: tuple[Place, ...] = ()
    workplace: str = ""
    workplace_basis: str = "stated"
    applicants: tuple[str, ...] = ()  # from where one may apply: names, codes or words
    worldwide: bool = False  # the source says that one may apply from anywhere
    applicant_basis: str = "stated"
    pay: Pay | None = None
    pay_words: str = ""
    employment_type: str = ""
    level: str = ""
    language: str = ""
    department: str = ""
    posted_at: datetime | None = None
    valid_through: datetime | None = None
    needs_detail: bool = False


class Page(msgspec.Struct, frozen=True):
    """A page of postings. `cursor` continues after it; `complete` means that nothing is left."""

    postings: tuple[RawPosting, ...]
    cursor: str = ""
    complete: bool = False
    skipped: int = 0  # records that could not be read


class JobSource(Protocol):
    """A service that lists jobs. Implementations keep no state between calls."""

    about: About

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        """Yield the pages of a feed from `cursor` ("" is the beginning) on. Raises SourceError."""

    def read(self, record: Record, feed: Feed) -> RawPosting | None:
        """Return a record as a posting, or None if it is none. Raises one of UNREADABLE."""

    def detail(self, posting: RawPosting, feed: Feed, *, client: Client) -> RawPosting:
        """Return a posting with its body; called for new and changed ones that `needs_detail`."""


class Source:
    """What sources share: they are made with another `base_url` in tests, and most need no second call."""

    about: About
    base_url: str = ""

    def __init__(self, *, base_url: str = "") -> None:
        if base_url:
            self.base_url = base_url

    def detail(self, posting: RawPosting, feed: Feed, *, client: Client) -> RawPosting:
        return posting


def read_page(
    records: Sequence[Record],
    *,
    read: Callable[[Record, Feed], RawPosting | None],
    feed: Feed,
    about: About,
    cursor: str = "",
    complete: bool = False,
) -> Page:
    """Return the records as a page. Raises ShapeChanged if too many can't be read or lost a field."""
    gone = [name for name in sorted(about.expected) if records and all(name not in row for row in records)]
    if gone:
        raise ShapeChanged(f"No record of {about.label} has {', '.join(gone)} any more.")
    postings: list[RawPosting] = []
    problem = ""
    skipped = 0
    for record in records:
        try:
            posting = read(record, feed)
        except UNREADABLE as error:
            skipped += 1
            problem = f"{type(error).__name__}: {error}"
            continue
        if posting is not None and posting.identifier and posting.title.strip():
            postings.append(posting)
    if skipped > max(1, _UNREADABLE_SHARE * len(records)) or (skipped and skipped == len(records)):
        raise ShapeChanged(f"{skipped} of {len(records)} records of {about.label} can't be read: {problem}")
    return Page(tuple(postings), cursor=cursor, complete=complete, skipped=skipped)
