"""What the fake model says: chat that repeats what it was told to ask, and an honest, simple-minded judge.

Nothing here understands anything. Structured answers fill the schema that was sent; where the schema asks
for verdicts on key points, the words of each point are looked for in the answer that stands in the prompt.
"""

import json
import math
import re
import struct
from collections.abc import Iterator
from typing import Any

RATE = 24_000
MS_A_CHARACTER = 60
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON = frozenset(
    """
    a about an and are as at be but by can do does for from has have how i i'd i'm if in into is it it's its
    my not of on one or so that the their them then there they this to up was we what when which who will
    with would you your
    """.split()  # noqa: SIM905 - as a list it would take a screen
)


def text_of(messages: list[dict[str, Any]]) -> str:
    """Return all that was sent to the model, as one text."""
    parts: list[str] = []
    for message in messages:
        content = message.get("content") or ""
        if isinstance(content, list):
            content = "\n".join(part.get("text", "") for part in content)
        parts.append(content)
    return "\n".join(parts)


def chat_reply(messages: list[dict[str, Any]]) -> str:
    """Say what the prompt's last <ask> wants asked, after a few words about the last <answer>."""
    prompt = text_of(messages)
    asks = re.findall(r"<ask>\s*(.*?)\s*</ask>", prompt, re.DOTALL)
    heard = re.findall(r"<answer[^>]*>\s*(.*?)\s*</answer>", prompt, re.DOTALL)
    words = [word for word in _WORD.findall(heard[-1]) if word.lower() not in _COMMON] if heard else []
    lead = f"You spoke of {words[len(words) // 2].lower()}. " if len(words) > 3 else "Thanks. "
    return lead + (" ".join(asks[-1].split()) if asks else "Could you tell me a little more about that?")


def structured_reply(schema: dict[str, Any], messages: list[dict[str, Any]]) -> str:
    """Return JSON that fits the schema."""
    return json.dumps(_Filler(schema, text_of(messages)).fill(schema, ""))


class _Filler:
    def __init__(self, schema: dict[str, Any], prompt: str) -> None:
        self.definitions = schema.get("$defs", schema.get("definitions", {}))
        self.prompt = prompt
        tagged = re.findall(r"<(answer|candidate_answer|transcript)[^>]*>\s*(.*?)\s*</\1>", prompt, re.DOTALL)
        self.answer = tagged[-1][1] if tagged else prompt
        self.points = _points(prompt)

    def fill(self, schema: dict[str, Any], name: str) -> Any:
        if "$ref" in schema:
            schema = self.definitions[schema["$ref"].rsplit("/", 1)[-1]]
        if "const" in schema:
            return schema["const"]
        if options := schema.get("anyOf") or schema.get("oneOf"):
            nothing = [option for option in options if option.get("type") == "null"]
            return None if nothing else self.fill(options[0], name)
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = "null" if "null" in kind else kind[0]
        match kind:
            case "object":
                return {key: self.fill(part, key) for key, part in schema.get("properties", {}).items()}
            case "array":
                return self._list(schema)
            case "string":
                return ""
            case "integer" | "number":
                return schema.get("minimum", 0)
            case "boolean":
                return False
        return None

    def _list(self, schema: dict[str, Any]) -> list[Any]:
        item = schema.get("items", {})
        if "$ref" in item:
            item = self.definitions[item["$ref"].rsplit("/", 1)[-1]]
        properties = item.get("properties", {})
        if "verdict" in properties:
            key = next((k for k in ("key_point", "point", "slug", "id") if k in properties), "")
            slugs = self._resolve(properties.get(key, {})).get("enum") or list(self.points)
            return [self._verdict(item, key, slug) for slug in slugs]
        return [self.fill(item, "") for _ in range(schema.get("minItems", 0))]

    def _resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        return self.definitions[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema

    def _verdict(self, item: dict[str, Any], key: str, slug: str) -> dict[str, Any]:
        verdict, quote = judge(self.points.get(slug, slug.replace("-", " ")), self.answer)
        filled = self.fill(item, "")
        known = self._resolve(item["properties"]["verdict"]).get("enum", [verdict])
        filled["verdict"] = verdict if verdict in known else known[-1]
        if key:
            filled[key] = slug
        if "why" in item["properties"]:
            filled["why"] = "These words say it." if quote else "No sentence of the answer says it."
        for name, part in item["properties"].items():
            if "quote" in name or name == "evidence":
                filled[name] = [quote] if part.get("type") == "array" and quote else quote or filled[name]
        return filled


def _points(prompt: str) -> dict[str, str]:
    """Find slugs of key points and what they say, in whatever way the prompt lists them."""
    tagged = re.findall(r'(?:slug|id|key_point)="([a-z0-9-]+)"[^>]*>\s*([^<]+)', prompt)
    listed = re.findall(
        r"^\s*[-*]?\s*\"?`?([a-z0-9]+(?:-[a-z0-9]+)*)`?\"?\s*(?:\([^)]*\))?:\s*(.+)$", prompt, re.M
    )
    as_json = re.findall(r'"(?:slug|id|key_point)":\s*"([a-z0-9-]+)"[^{}]*?"point":\s*"([^"]+)"', prompt)
    return dict(listed) | dict(as_json) | dict(tagged)


def judge(point: str, answer: str) -> tuple[str, str]:
    """Return heard, partly or not_heard by the share of the point's words in a sentence, and it."""
    wanted = {word.lower()[:6] for word in _WORD.findall(point)} - _COMMON
    best, quote = 0.0, ""
    for sentence in re.split(r"(?<=[.!?])\s+|\n", answer):
        said = {word.lower()[:6] for word in _WORD.findall(sentence)}
        share = len(wanted & said) / max(1, len(wanted))
        if share > best:
            best, quote = share, sentence.strip()
    if best >= 0.5:
        return "heard", quote
    return ("partly", quote) if best >= 0.3 else ("not_heard", "")


def pieces(text: str) -> list[str]:
    """Cut a text as models stream it: a word or less at a time."""
    return re.findall(r"\s*\S{1,8}", text) or [text]


def tokens(text: str) -> int:
    return max(1, len(text) // 4)


def tone(text: str, *, speed: float = 1.0) -> Iterator[bytes]:
    """Yield a soft tone as long as the text takes to say: 16 bit mono at 24 kHz, 100 ms a piece."""
    samples = int(len(text) * MS_A_CHARACTER / 1000 / max(0.25, speed) * RATE)
    step = RATE // 10
    for start in range(0, samples, step):
        count = min(step, samples - start)
        yield struct.pack(
            f"<{count}h",
            *(
                int(
                    6000
                    * math.sin(2 * math.pi * 220 * (start + n) / RATE)
                    * (0.6 + 0.4 * math.sin(2 * math.pi * 4 * (start + n) / RATE))
                )
                for n in range(count)
            ),
        )


def wav_header(length: int) -> bytes:
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + length,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        RATE,
        RATE * 2,
        2,
        16,
        b"data",
        length,
    )
