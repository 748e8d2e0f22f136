"""The embedded full-text index of open jobs (tantivy): derived data, which each node can rebuild.

    JOBS_INDEX_DIR/current            the name of the generation in use, replaced in one step
    JOBS_INDEX_DIR/generations/<n>/   one index; a rebuild makes the next beside the one that is read
    JOBS_INDEX_DIR/generations/<n>/upto   the moment to which changes are in it

One writer at a time a node (a file lock); readers look at two files' times before each search and reopen what
has changed. A generation of another SCHEMA_VERSION is not read: the next refresh builds anew.
"""

import fcntl
import os
import shutil
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import tantivy
from django.conf import settings
from django.utils import timezone

from intervision.words import Blanking

from .entries import PAGE, Entry, Listing, all_listings, listings_of
from .enums import EmploymentType
from .models import Job
from .reach import UNKNOWN, applicants_of, reach_of

SCHEMA_VERSION = 7
# Stands between the key of a city and its name, and in no key.
NAME_AFTER = "\x1f"
# Jobs are spread evenly over slices, so that counting in a few of them tells of all.
SLICES = 64
_HEAP_BYTES = 200_000_000
# Rows that were written while a refresh read: their updated_at may lie before its reading.
_OVERLAP = timedelta(minutes=10)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Entry).decode

# Facets and filters: words that are compared whole.
RAW_FIELDS = (
    "country", "workplace", "level", "employment", "status", "source", "applicants", "pay", "language",
    "skill",
)  # fmt: skip


class NoIndex(LookupError):
    """There is no index here yet; a refresh builds it."""


@cache
def schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "city", "city_name", "employer_key", "title_key", "reach"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("title", "employer", "body"):
        builder.add_text_field(name, tokenizer_name="words", index_option="freq")
    for name in RAW_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("posted", indexed=True, fast=True)
    builder.add_unsigned_field("slice", indexed=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


@cache
def analyzer() -> Any:
    """Words of written(text) in lower case, without accents."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.remove_long(40))
        .build()
    )


_SIGNS = "+#."
_KEPT = frozenset(f"_{_SIGNS}")
_BLANKS = Blanking(lambda char: char.isalnum() or char in _KEPT or unicodedata.category(char)[0] == "M")
_LEADING = tuple(f" {sign}" for sign in _SIGNS)


def written(text: str) -> str:
    """Return a text with a blank between its words; the signs of C++, C# and Node.js belong to them.

    What a pattern would do in the index's tokenizer, in half the time of a rebuild.
    """
    text = f" {text.translate(_BLANKS)} "
    while any(sign in text for sign in _LEADING):
        for sign in _LEADING:
            text = text.replace(sign, " ")
    while ". " in text:
        text = text.replace(". ", " ")
    return text


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index compares them."""
    return list(analyzer().analyze(written(text)))


def city_key(text: str) -> str:
    """Return how a city, with or without its country, is compared: "São Paulo, BR" is "sao paulo br"."""
    return " ".join(words_of(text))


@lru_cache(maxsize=50_000)
def _city_terms(city: str) -> tuple[str, str, str]:
    """Return the keys of a city with and without its country, and its name behind the first of them."""
    key = city_key(city)
    return key, city_key(city.rpartition(", ")[0]), f"{key}{NAME_AFTER}{city}"


def document(listing: Listing) -> Any:
    entry = listing.entry
    doc = tantivy.Document()
    add = doc.add_text
    add("id", entry.key.hex())
    add("title", written(entry.title))
    add("employer", written(entry.employer))
    add("body", written(listing.text))
    add("employer_key", entry.employer_key)
    add("title_key", entry.normalised_title)
    for city in listing.cities:
        key, bare, name = _city_terms(city)
        add("city", key)
        add("city", bare)
        add("city_name", name)
    for skill in entry.skills:
        add("skill", skill)
    for country in entry.job_countries or (UNKNOWN,):
        add("country", country)
    for country in applicants_of(entry):
        add("applicants", country)
    for source in entry.sources:
        add("source", source)
    for word in reach_of(entry):
        add("reach", word)
    add("workplace", entry.workplace or UNKNOWN)
    add("level", entry.level or UNKNOWN)
    add("employment", entry.employment_type or UNKNOWN)
    if entry.employment_type == EmploymentType.FULL_TIME and entry.part_time:
        add("employment", EmploymentType.PART_TIME)
    add("status", entry.status)
    add("pay", entry.salary_basis or UNKNOWN)
    add("language", entry.language or UNKNOWN)
    doc.add_unsigned("posted", entry.fresh)
    doc.add_unsigned("slice", entry.key[-1] % SLICES)
    doc.add_bytes("entry", _encode(entry))
    return doc


class Reader:
    """One opened generation, read by any number of threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer("words", analyzer())
        self._index.config_reader("manual")
        self._index.reload()
        self._meta = _changed(folder / "meta.json")

    @property
    def schema(self) -> Any:
        return self._index.schema

    def searcher(self) -> Any:
        """Return a searcher over what was committed last."""
        meta = _changed(self.folder / "meta.json")
        if meta != self._meta:
            self._meta = meta
            self._index.reload()
        return self._index.searcher()

    @property
    def upto(self) -> datetime:
        """Return the moment to which the database's changes are in it."""
        return datetime.fromisoformat((self.folder / "upto").read_text())


def read_entry(searcher: Any, address: Any) -> Entry:
    entry: Entry = _decode(searcher.doc(address)["entry"][0])
    return entry


_readers: dict[Path, tuple[int, Reader]] = {}
_opening = threading.Lock()


def reader(root: Path | None = None) -> Reader:
    """Return the generation in use. Raises NoIndex."""
    root = root or Path(settings.JOBS_INDEX_DIR)
    current = root / "current"
    changed = _changed(current)
    known = _readers.get(root)
    if known and known[0] == changed:
        return known[1]
    with _opening:
        folder = _current_folder(root)
        if folder is None:
            raise NoIndex(str(root))
        opened = Reader(folder)
        _readers[root] = (changed, opened)
        return opened


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _current_folder(root: Path) -> Path | None:
    try:
        folder = root / "generations" / (root / "current").read_text().strip()
        if (folder / "version").read_text() == str(SCHEMA_VERSION):
            return folder
    except FileNotFoundError:
        pass
    return None


@contextmanager
def only_writer(root: Path, lock_name: str = "lock") -> Iterator[bool]:
    """Yield whether this process may write; the lock goes with the process, however it ends."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / lock_name).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def refresh(root: Path | None = None, *, now: Callable[[], datetime] = timezone.now) -> int:
    """Bring the index up to the database and return how many jobs were looked at; build it if there is none.

    Returns 0 when another process is at it: whatever it misses, the next refresh takes.
    """
    root = root or Path(settings.JOBS_INDEX_DIR)
    with only_writer(root) as alone:
        if not alone:
            return 0
        folder = _current_folder(root)
        if folder is None:
            return _build(root, now=now)
        return _catch_up(folder, now=now)


def rebuild(root: Path | None = None, *, now: Callable[[], datetime] = timezone.now) -> int:
    """Build a new generation from the database, put it in place of the old one, and return its size."""
    root = root or Path(settings.JOBS_INDEX_DIR)
    with only_writer(root) as alone:
        return _build(root, now=now) if alone else 0


def _writer(index: Any) -> Any:
    return index.writer(heap_size=_HEAP_BYTES, num_threads=1)


def _build(root: Path, *, now: Callable[[], datetime]) -> int:
    started = now()
    generations = root / "generations"
    generations.mkdir(parents=True, exist_ok=True)
    numbers = [int(path.name) for path in generations.iterdir() if path.name.isdigit()]
    folder = generations / str(max(numbers, default=0) + 1)
    folder.mkdir()
    index = tantivy.Index(schema(), path=str(folder))
    index.register_tokenizer("words", analyzer())
    writer = _writer(index)
    count = 0
    for page in all_listings():
        for listing in page:
            writer.add_document(document(listing))
        count += len(page)
    writer.commit()
    writer.wait_merging_threads()
    (folder / "upto").write_text(started.isoformat())
    (folder / "version").write_text(str(SCHEMA_VERSION))
    previous = _current_folder(root)
    _replace(root / "current", folder.name)
    # The one before stays, for whoever is reading it at this moment.
    for path in generations.iterdir():
        if path not in (folder, previous):
            shutil.rmtree(path, ignore_errors=True)
    return count


def _catch_up(folder: Path, *, now: Callable[[], datetime]) -> int:
    started = now()
    since = datetime.fromisoformat((folder / "upto").read_text()) - _OVERLAP
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer("words", analyzer())
    writer = None
    count = 0
    for ids in _changed_jobs(since):
        writer = writer or _writer(index)
        for job_id in ids:
            writer.delete_documents_by_term("id", job_id.hex)
        for listing in listings_of(ids):
            writer.add_document(document(listing))
        count += len(ids)
    if writer is not None:
        writer.commit()
        writer.wait_merging_threads()
    _replace(folder / "upto", started.isoformat())
    return count


def _changed_jobs(since: datetime) -> Iterator[list[UUID]]:
    last: UUID | None = None
    while True:
        rows = Job.objects.changed_since(since).order_by("pk")
        ids = list((rows.filter(pk__gt=last) if last else rows).values_list("pk", flat=True)[:PAGE])
        if not ids:
            return
        yield ids
        last = ids[-1]


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text)
    fresh.replace(path)
