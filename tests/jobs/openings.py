"""Jobs for tests, written plainly, and the index over them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from jobs.models import Employer, Job, Posting, Source
from jobs.reading.employers import employer_key
from jobs.reading.titles import read_title

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
_numbers = count(1)


def a_source(name="greenhouse", **fields):
    values = {"label": name.title(), "enabled": True, "attribution_text": name.title()}
    return Source.objects.get_or_create(name=name, defaults=values | fields)[0]


def a_job(
    title="Backend Engineer",
    *,
    employer="Acme",
    must=(),
    nice=(),
    either=(),
    places=(("Berlin", "DE"),),
    source=None,
    days=2,
    now=NOW,
    html=None,
    **fields,
):
    """Return a stored job whose text names its skills, one a line; of `either` one is enough."""
    number = next(_numbers)
    read = read_title(title)
    text = "We look for you."
    spans = []
    for need, names in (("must", must), ("nice", nice)):
        for name in names:
            slug, _, words = name.partition(":")
            words = words or slug
            text += f"\nYou know {words}"
            spans.append([slug, need, len(text) - len(words), len(text), False, 0])
            text += " well."
    for number, name in enumerate(either):
        slug, _, words = name.partition(":")
        text += f" or {words or slug}" if number else f"\nYou know {words or slug}"
        spans.append([slug, "must", len(text) - len(words or slug), len(text), False, 1])
    owner = Employer.objects.get_or_create(key=employer_key(employer), defaults={"name": employer})[0]
    values = {
        "normalised_title": read.normalised,
        "employer": owner,
        "employer_name": employer,
        "text": text,
        "html": html if html is not None else "".join(f"<p>{line}</p>" for line in text.split("\n")),
        "language": "en",
        "workplace": "onsite",
        "seniority": read.seniority,
        "role_shape": read.role_shape,
        "posted_at": now - timedelta(days=days),
        "first_seen": now - timedelta(days=days),
        "last_seen": now,
        "updated_at": now,
        "skill_rows": spans,
        "place_rows": [[city, "", country, ""] for city, country in places],
        "openings_key": f"key-{number}",
        "url": f"https://jobs.example/{number}",
    }
    job = Job.objects.create(title=title, **(values | fields))
    Posting.objects.create(
        source=source or a_source(),
        identifier=str(number),
        job=job,
        url=f"https://boards.example/{number}",
        content_hash=str(number),
        last_seen=now,
    )
    return job
