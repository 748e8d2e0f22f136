"""One of a thing for each event loop: for what is bound to the loop that it first ran in, such as clients."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")


class PerLoop(Generic[T]):
    """`make` makes one when a loop asks for its first. They go with their loops."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[asyncio.AbstractEventLoop, T] = WeakKeyDictionary()

    def get(self) -> T:
        """Return the running loop's own."""
        loop = asyncio.get_running_loop()
        if loop not in self._made:
            self._made[loop] = self._make()
        return self._made[loop]

    def pop(self) -> T | None:
        """Forget the running loop's own and return it, for whoever closes it; None when it has none."""
        return self._made.pop(asyncio.get_running_loop(), None)
