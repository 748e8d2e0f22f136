"""A few hundred at a time: an IN list stays far below the 2,000 values that SQL Server takes."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

BATCH = 400

T = TypeVar("T")


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
