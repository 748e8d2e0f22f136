"""Texts that people read have the marks of print: ’ and “ ”, not the typewriter's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
MARKING = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
# In code, names stand between straight marks, and a word's apostrophe stands between two letters.
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?= )|(?<!\S)\"\w")


def messages(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKING:
            yield from (
                part.value
                for part in node.args
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def in_template(path: Path) -> Iterator[str]:
    """Yield a template's texts, as makemessages reads them."""
    for call in re.findall(r"gettext\(u?('.*?'|\".*?\")[,)]", templatize(path.read_text()), re.DOTALL):
        # A value that is filled in is no text.
        yield re.sub(r"%\(\w+\)s|<[^>]*>", "", call[1:-1].replace("\\'", "'"))


def test_no_text_has_a_straight_apostrophe_or_quote() -> None:
    found = []
    for app in ("interviews", "intervision", "jobs", "reports"):
        for path in (ROOT / app).rglob("*.py"):
            found += [(path.name, text) for text in messages(path.read_text()) if STRAIGHT.search(text)]
    for path in (ROOT / "templates").rglob("*.html"):
        found += [(path.name, text) for text in in_template(path) if STRAIGHT.search(text)]

    assert found == []
