"""What goes along with the messages of a chat completion. What a compatible server understands differs, so it
is a plain dict, of which an operator may change each field."""

from collections.abc import Mapping
from typing import Any


def fields_for(
    base_url: str | None, chosen: Mapping[str, Any], *, max_tokens: int, **fields: Any
) -> dict[str, Any]:
    """Return the fields of a request. `chosen` are the operator's, which prevail; null leaves one out."""
    # OpenAI itself has a new name for the bound, and refuses the old one for some models.
    bound = "max_tokens" if base_url else "max_completion_tokens"
    known = {bound: max_tokens, **fields, **chosen}
    return {name: value for name, value in known.items() if value is not None}
