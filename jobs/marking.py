"""Mark the words of an ad in its own sanitised markup, without touching a tag."""

import re
from collections.abc import Sequence
from html import escape, unescape

_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<(/?)h([1-6])>")
_MOST = 80


def demoted(html: str) -> str:
    """Return the markup with its headings below those of the page around it."""
    return _HEADING.sub(lambda found: f"<{found[1]}h{3 if found[2] in '123' else 4}>", html)


def marked(html: str, words: Sequence[tuple[str, str]]) -> str:
    """Return the markup with the first mention of each of `words` (text, class) in <mark>.

    `html` must be sanitised: what comes back is as safe as what went in. Words cut by tags stay plain.
    """
    wanted: dict[str, str] = {}
    for text, name in sorted(words[:_MOST], key=lambda one: -len(one[0])):
        wanted.setdefault(text.casefold(), name)
    if not wanted:
        return html
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in wanted), re.IGNORECASE)
    done: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        key = found.group().casefold()
        if key in done or key not in wanted:
            return escape(found.group(), quote=False)
        done.add(key)
        return f'<mark class="{wanted[key]}">{escape(found.group(), quote=False)}</mark>'

    parts: list[str] = []
    at = 0
    for tag in [*_TAG.finditer(html), None]:
        run = unescape(html[at : tag.start() if tag else len(html)])
        last = 0
        for found in pattern.finditer(run):
            parts += [escape(run[last : found.start()], quote=False), mark(found)]
            last = found.end()
        parts.append(escape(run[last:], quote=False))
        if tag:
            parts.append(tag.group())
            at = tag.end()
    return "".join(parts)
