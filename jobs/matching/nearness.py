"""How near titles are to one another in meaning: vectors of distinct normalised titles, never of bodies.

They are kept beside the index, most frequent titles first, and learned a bounded number at a time; a title
without a vector is compared by its words alone.
"""

import logging
import os
import threading
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db.models import Count

from intervision.embedding import SIZE, ModelMissing, embedder

from ..index import generations
from ..models import Job

logger = logging.getLogger(__name__)
Vectors = npt.NDArray[np.float32]

MAX_TITLES = 20_000  # 30 MB of vectors
NEAR_FROM = 0.5
# Apart from the index's own lock: learning takes minutes, and jobs go on being indexed meanwhile.
_LOCK = "titles.lock"


class Titles:
    """Titles and their unit vectors, one row each."""

    def __init__(self, titles: Sequence[str], vectors: Vectors) -> None:
        self.titles = list(titles)
        self.vectors = vectors
        self.row = {title: row for row, title in enumerate(self.titles)}

    @classmethod
    def empty(cls) -> "Titles":
        return cls([], np.zeros((0, SIZE), np.float32))

    def similarity(self, sought: Sequence[str]) -> Vectors:
        """Return how near each title is to the nearest of those sought, -1 to 1."""
        wanted = vectors_of(sought)
        if not len(self.titles) or not len(wanted):
            return np.zeros(len(self.titles), np.float32)
        best: Vectors = (self.vectors @ wanted.T).max(axis=1)
        return best

    def nearest(self, similarity: Vectors, *, count: int) -> list[str]:
        """Return the titles that are near, by what `similarity` gave for them."""
        rows = np.argsort(-similarity)[:count]
        return [self.titles[row] for row in rows if similarity[row] >= NEAR_FROM]


def vectors_of(texts: Sequence[str]) -> Vectors:
    """Return a unit vector a text; none where the model is not installed."""
    try:
        found: Vectors = embedder().vectors(list(texts))
    except ModelMissing as error:
        logger.warning("Titles are compared by their words alone: %s", error)
        return np.zeros((0, SIZE), np.float32)
    return found


_known: dict[Path, tuple[int, Titles]] = {}
_loading = threading.Lock()


def titles(root: Path | None = None) -> Titles:
    """Return the titles learned so far; none if the file can't be read, so that it is learned anew."""
    path = _path(root)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return Titles.empty()
    known = _known.get(path)
    if known and known[0] == changed:
        return known[1]
    with _loading:
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                names = [str(title) for title in stored["titles"]]
                loaded = Titles(names, stored["vectors"].astype(np.float32))
        except (OSError, EOFError, ValueError, TypeError, LookupError, zipfile.BadZipFile) as error:
            logger.warning("%s can't be read: %s", path, error)
            loaded = Titles.empty()
        _known[path] = (changed, loaded)
        return loaded


def learn(root: Path | None = None, *, seconds: float = 240.0, most: int = MAX_TITLES) -> int:
    """Embed the most frequent titles that have no vector yet, as many as the time allows; return how many.

    Returns 0 when another process is at it.
    """
    with generations.only_writer(_path(root).parent, _LOCK) as alone:
        return _learn(root, seconds=seconds, most=most) if alone else 0


def _learn(root: Path | None, *, seconds: float, most: int) -> int:
    frequent = (
        Job.objects.open()
        .values("normalised_title")
        .annotate(jobs=Count("pk"))
        .order_by("-jobs", "normalised_title")
        .values_list("normalised_title", flat=True)[:most]
    )
    wanted = [title for title in frequent if title]
    known = titles(root)
    fresh = [title for title in wanted if title not in known.row]
    deadline = time.monotonic() + seconds
    rows: list[Vectors] = []
    for title in fresh:
        if time.monotonic() > deadline:
            break
        vector = vectors_of([title])
        if not len(vector):
            break
        rows.append(vector[0])
    if not rows:
        return 0
    kept = [title for title in wanted if title in known.row]
    _store(
        _path(root),
        kept + fresh[: len(rows)],
        np.concatenate([known.vectors[[known.row[title] for title in kept]], np.stack(rows)]),
    )
    return len(rows)


def _store(path: Path, names: Sequence[str], vectors: Vectors) -> None:
    fresh = path.with_name(f".titles.{os.getpid()}.npz")
    with fresh.open("wb") as file:
        np.savez(file, titles=np.array(names, dtype=np.str_), vectors=vectors.astype(np.float16))
    fresh.replace(path)


def _path(root: Path | None) -> Path:
    return (root or Path(settings.JOBS_INDEX_DIR)) / "titles.npz"
