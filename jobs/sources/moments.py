"""Read the dates that sources write: ISO 8601, e-mail style, seconds or milliseconds since 1970."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

# 1 January 2100 in seconds: a larger number counts milliseconds.
_SECONDS_END = 4_102_444_800
# Outside of these a date is a slip or stands for "none": no listing is that old, or open that long.
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
# A date, also as programs write it that have no other way: at midnight of no zone.
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?")
# West of the date line a day ends last.
_LAST_ZONE = timezone(timedelta(hours=-12))
_LAST_SECOND = {"hour": 23, "minute": 59, "second": 59}


def read_moment(value: object) -> datetime | None:
    """Return an aware moment in UTC, or None if it can't be read or makes no sense for a listing.

    A date without a zone is taken as UTC.
    """
    moment = _read(value)
    return moment if moment is not None and _EARLIEST <= moment < _LATEST else None


def read_deadline(value: object) -> datetime | None:
    """Return the moment to which one may apply, as read_moment.

    A day without a time is the whole day, anywhere on earth: its end at twelve hours behind UTC. Nobody who
    applies on the last day is told that it has passed.
    """
    if isinstance(value, str) and (match := _DATE.fullmatch(value.strip())):
        day = read_moment(match[1])
        return day and day.replace(**_LAST_SECOND, tzinfo=_LAST_ZONE).astimezone(UTC)
    return read_moment(value)


def last_day(deadline: datetime) -> date:
    """Return the day that a source named as the last one, or else the day of the moment."""
    there = deadline.astimezone(_LAST_ZONE)
    whole_day = all(getattr(there, name) == value for name, value in _LAST_SECOND.items())
    return there.date() if whole_day else deadline.date()


def _read(value: object) -> datetime | None:
    if isinstance(value, bool) or value in (None, "", 0):
        return None
    try:
        if isinstance(value, int | float) or (isinstance(value, str) and value.strip().isdigit()):
            number = float(value)
            return datetime.fromtimestamp(number / 1000 if number > _SECONDS_END else number, UTC)
        return _from_text(str(value).strip())
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _from_text(text: str) -> datetime:
    if text.endswith(" UTC"):
        text = text[:-4] + "+00:00"
    try:
        moment = datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        moment = parsedate_to_datetime(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
