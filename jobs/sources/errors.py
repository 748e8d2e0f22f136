"""How a source may fail, and what an operator does about it."""

import msgspec

# What reading a record of an unknown shape may raise: that record is odd, and the others are not.
UNREADABLE = (msgspec.ValidationError, ValueError, LookupError, TypeError, AttributeError)


class SourceError(Exception):
    """A source could not be read. `retryable`: the same call may well succeed later.

    `advice` tells operators what to do about it, or that there is nothing to do.
    """

    retryable = False
    advice = "Its listings stay as they are, and the next run asks again."


class Busy(SourceError):
    """It asked us to wait (429, 503); `wait_s` says how long, if it did."""

    retryable = True
    advice = "The next run asks again. If it stays so, pull it less often: its schedule is a periodic task."

    def __init__(self, message: str, *, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class Unreachable(SourceError):
    """No answer, or a fault on its side (5xx)."""

    retryable = True


class BadAnswer(SourceError):
    """The answer is cut off or of another kind (HTML where JSON was due): often an intermediary's page."""

    retryable = True
    advice = (
        "Open the address in a browser: a proxy or a check for robots may stand before it. "
        "Its listings stay as they are, and the next run asks again."
    )


class Refused(SourceError):
    """It does not know the board, or does not let us in (401, 403, 404): look at the key or the token."""

    advice = "Look at its address and its terms. Its listings stay as they are."

    def __init__(self, message: str, *, status: int = 0) -> None:
        super().__init__(message)
        if status in (404, 410):
            self.advice = (
                "Look whether the board has moved or is gone: correct its token, or switch it off "
                "and close its jobs."
            )
        elif status in (401, 403):
            self.advice = "Look at the key in the settings, and whether it lets this server in."


class TooLarge(SourceError):
    """The answer is larger than the bound of the client; nothing of it was used."""

    advice = "Nothing of it was used. Look at what its address sends."


class ShapeChanged(SourceError):
    """Fields were renamed or have other types. The source's module must be changed to go on."""

    advice = "Its module in jobs/sources has to follow. Until then its listings stay as they are."


class FilterIgnored(SourceError):
    """The answer holds rows that were not asked for: a parameter is ignored."""

    advice = ShapeChanged.advice
