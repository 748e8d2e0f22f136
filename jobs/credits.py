"""What stands beside a listing: where it comes from, in the words, link and logo that its source demands."""

import re
from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.urls import reverse

from .models import Posting, Source

_SAYS_VIA = re.compile(r"\b(?:via|by|from)\b", re.IGNORECASE)


class Credit(msgspec.Struct, frozen=True):
    """What must stand beside a listing: words, link, logo and the link's rel."""

    source: str
    text: str
    url: str
    logo: str
    rel: str
    lead: bool  # the words don't say "via" or "by" themselves
    seen_at: datetime
    apply_url: str = ""


def credits_of(postings: Iterable[Posting]) -> list[Credit]:
    """Return one credit a source, the first seen first. Postings come with their source."""
    found: dict[str, Credit] = {}
    for posting in postings:
        source = posting.source
        if source.name not in found:
            text = source.attribution_text or source.label or source.name
            found[source.name] = Credit(
                source=source.label or source.name,
                text=text,
                lead=not _SAYS_VIA.search(text),
                url=web_only(posting.attribution_url or posting.url or source.attribution_url),
                logo=reverse("job-source-logo", args=[source.name]) if source.logo else "",
                rel=_rel(source.attribution_rel),
                seen_at=posting.last_seen,
                apply_url=web_only(posting.apply_url or posting.url),
            )
    return list(found.values())


def web_only(url: str) -> str:
    """Return an address if it is one of the web: a source's data may hold "javascript:"."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _rel(demanded: str) -> str:
    # "follow" is no link type: it is the absence of nofollow.
    return " ".join(["noopener", *(word for word in demanded.split() if word not in ("follow", "dofollow"))])


def source_labels() -> dict[str, str]:
    return {source.name: source.label or source.name for source in Source.objects.only("name", "label")}
