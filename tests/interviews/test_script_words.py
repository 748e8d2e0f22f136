"""The words of the scripts come with the page, and nothing else stands in them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from interviews import script_words

SCRIPTS = settings.BASE_DIR / "static" / "js"
# A literal that begins like a sentence: a capital letter, and a second word.
SENTENCE = re.compile(r"""(["'`])[A-Z][\w’']* [^"'`\n]*\1""")
STATES = {"connecting", "live", "lost", "taken_over", "unknown", "over"}  # of room/connection.js
# Of room/peer.js.
REASONS = {
    "microphone_insecure",
    "microphone_denied",
    "microphone_missing",
    "camera_denied",
    "camera_missing",
}


@pytest.mark.parametrize("script", sorted(SCRIPTS.rglob("*.js")), ids=lambda path: path.name)
def test_a_script_holds_no_sentence(script: Path) -> None:
    code = re.sub(r"(?m)^\s*(//|\*|/\*).*$|\s//\s.*$", "", script.read_text(encoding="utf-8"))

    assert SENTENCE.search(code) is None


@pytest.mark.parametrize(
    ("scripts", "words", "computed"),
    [
        (["check.js"], script_words.CHECK, REASONS),
        (["room/main.js", "room/hearing.js"], script_words.ROOM, STATES | REASONS),
    ],
    ids=["check", "room"],
)
def test_a_script_gets_the_words_that_it_uses_and_no_others(
    scripts: list[str], words: dict[str, str], computed: set[str]
) -> None:
    code = "\n".join((SCRIPTS / script).read_text(encoding="utf-8") for script in scripts)

    used = set(re.findall(r"\bwords\.(\w+)", code))

    assert used | computed == set(words)
