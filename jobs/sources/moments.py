"""Read the dates that sources write: ISO 8601, e-mail style, seconds or milliseconds since 1970."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# 1 January 2100 in seconds: a larger number counts milliseconds.
_SECONDS_END = 4_102_444_800


def read_moment(value: object) -> datetime | None:
    """Return an aware moment in UTC, or None if it can't be read. A date without a zone is taken as UTC."""
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
