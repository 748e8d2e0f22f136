"""Regular expressions that several modules need, and several as one."""

import re

SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")  # with the marks that end it


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of these, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
