"""What one call to a paid model took, and who is told of it."""

from typing import Protocol

import msgspec


class Usage(msgspec.Struct, frozen=True):
    """What one call to a paid model took."""

    purpose: str
    model: str
    tokens_in: int
    tokens_out: int


class UsageSink(Protocol):
    def __call__(self, usage: Usage, /) -> None: ...
