"""Several regular expressions as one."""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of these, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
