"""JSON of a certain shape from a model: asked for by the protocol's own field, and read with forbearance.

Many servers that speak the protocol refuse a schema (DeepSeek, Groq for some models) or pass it over
(Anthropic's); what they serve is then told the shape in words, and wraps it in words and fences of its own.
"""

import json
import logging
import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

logger = logging.getLogger(__name__)

T = TypeVar("T")

_THOUGHTS = re.compile(r"^.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
# A text between quotation marks, which stays as it is, or a comma that nothing follows.
_TEXT_OR_LOOSE_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')


class Structured:
    """How one adapter asks its server for a shape, which it learns from what comes back.

    `request` are the fields that the operator adds to each request: whoever chooses `response_format`, be it
    null, has the shape told in words.
    """

    def __init__(self, name: str, request: Mapping[str, Any]) -> None:
        self._name = name
        self._is_chosen = "response_format" in request
        self._by_field = not self._is_chosen
        self._in_words = self._is_chosen

    def field(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the field of the request that asks for the schema; none where the server refuses it."""
        if not self._by_field:
            return {}
        wanted = {"name": self._name, "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}

    def messages(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> list[dict[str, str]]:
        """Return the messages, the last of which tells the schema as well where the field is not enough."""
        if not self._in_words:
            return messages
        shape = json.dumps(schema, ensure_ascii=False)
        told = f"\n\nAnswer with one JSON object and nothing else. It has this JSON schema:\n{shape}"
        return [*messages[:-1], {**messages[-1], "content": messages[-1]["content"] + told}]

    def was_refused(self, why: str) -> bool:
        """Take in why a request was refused; tell whether asking once more, in words, may help."""
        if self._is_chosen or not re.search(r"response_format|json_schema|schema", why, re.IGNORECASE):
            return False
        if self._by_field:  # else a call beside this one was told the same
            logger.warning("the server takes no schema for a %s; it is told the shape in words", self._name)
        self._by_field, self._in_words = False, True
        return True

    def was_passed_over(self) -> bool:
        """Take in that the reply had another shape; tell whether asking once more, in words, may help."""
        if self._in_words:
            return False
        logger.warning("what came is no %s; the server is told the shape in words from now on", self._name)
        self._in_words = True
        return True


def object_of(**properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with all of these properties, strict as the protocol wants it."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def read(reply: str, shape: type[T]) -> T:
    """Return the object in a reply. What is null counts as left out. Raises msgspec.DecodeError."""
    text = _THOUGHTS.sub("", reply)
    first, last = text.find("{"), text.rfind("}")
    text = text[first : last + 1] if 0 <= first < last else text
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError:
        found = msgspec.json.decode(_TEXT_OR_LOOSE_COMMA.sub(r"\1", text))
    return msgspec.convert(_without_null(found), shape)


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_null(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_without_null(part) for part in value if part is not None]
    return value
