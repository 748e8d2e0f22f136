"""The embedded full-text index of open jobs (tantivy): derived data, which each node can rebuild.

    JOBS_INDEX_DIR/current            the name of the generation in use, replaced in one step
    JOBS_INDEX_DIR/generations/<n>/   one index; a rebuild makes the next beside the one that is read
    JOBS_INDEX_DIR/generations/<n>/upto   the moment to which changes are in it

One writer at a time a node (a file lock); readers look at two files' times before each search and reopen what
has changed. A generation of another SCHEMA_VERSION (document.py) is not read: the next refresh builds anew.
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import tantivy
from django.conf import settings
from django.utils import timezone

from ..models import Job
from .document import SCHEMA_VERSION, analyzer, document, schema
from .entries import PAGE, all_listings, listings_of

_HEAP_BYTES = 200_000_000
# Rows that were written while a refresh read: their updated_at may lie before its reading.
_OVERLAP = timedelta(minutes=10)


class NoIndex(LookupError):
    """There is no index here yet; a refresh builds it."""


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
