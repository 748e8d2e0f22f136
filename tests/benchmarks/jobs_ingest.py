"""Measure how fast postings are taken in, and whether openings are kept apart and duplicates found.

Ids, references and addresses are withheld from the engine: it sees titles, employers, places and bodies alone.

    python -m tests.benchmarks.jobs_ingest [--postings FILE] [--rows N] [--seed N] [--pairs FILE]
"""
# ruff: noqa: E501 - tables

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

POSTINGS = Path("../shared/data/jobs/postings_dev.json.gz")
PAIRS = Path(__file__).with_name("job_pairs.jsonl")
KINDS = ("second source", "repost", "place name", "edited body", "employer")
# Other names of a place: none of them says more or less than the other.
PLACE_NAMES = {
    "Munich": "München, Deutschland", "Cologne": "Köln", "Zurich": "Zürich, Switzerland", "Vienna": "Wien, Austria",
    "Milan": "Milano, Italia", "Lisbon": "Lisboa, Portugal", "Prague": "Praha, Czechia", "Warsaw": "Warszawa, Polska",
    "Copenhagen": "København, Denmark", "Bengaluru": "Bangalore, India", "New York": "NYC",
    "San Francisco": "San Francisco, CA", "Seattle": "Seattle, WA", "London": "Greater London, UK",
    "Brussels": "Bruxelles, Belgium", "Kraków": "Krakow, Poland", "São Paulo": "Sao Paulo, Brasil",
}  # fmt: skip


class Lost(NamedTuple):
    openings: int
    lost: int

    @property
    def pct(self) -> float:
        return 100 * self.lost / self.openings


class Found(NamedTuple):
    """Of `duplicates` true pairs `found` were merged; of `merged` merges `right` were true."""

    duplicates: int
    found: int
    merged: int
    right: int
    missed: dict[str, int]

    @property
    def recall(self) -> float:
        return self.found / self.duplicates if self.duplicates else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.merged if self.merged else 1.0


def lost_openings(path: Path) -> Lost:
    """Return how many distinct openings of a file were taken for another."""
    from jobs.sources.port import Place, RawPosting

    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    raws = (
        RawPosting(
            identifier=str(number),
            title=row["title"] or "",
            employer=row["company"] or "",
            department=row.get("department") or "",
            text=row.get("description") or "",
            places=(Place(words=row.get("location") or ""),),
            raw={},
        )
        for number, row in enumerate(rows)
    )
    jobs = _cluster(raws)
    return Lost(len(rows), len(rows) - len(set(jobs)))


def _cluster(raws: Iterable[Any]) -> list[UUID]:
    """Return the job that the engine puts each posting into, in memory."""
    from jobs.intake.dedupe import traits_of
    from jobs.intake.nearby import Candidates, Known
    from jobs.reading.normalise import normalise

    candidates = Candidates()
    found = []
    for raw in raws:
        traits = traits_of(normalise(raw), feed="")
        match = candidates.match(traits)
        job = match.job_id if match and not match.repost else uuid4()
        found.append(job)
        candidates.add(Known(job, traits))
    return found


def duplicates(*, rows: int, seed: int) -> Found:
    """Return what becomes of one duplicate of every second opening of a made-up market."""
    from tests.benchmarks import market

    rng = random.Random(seed)
    raws, truth, kinds = [], [], []
    for number, job in enumerate(market.jobs(rows=rows, seed=seed)):
        raws.append(_raw(job))
        truth.append(number)
        kinds.append("")
        if number % 2 == 0:
            kind = KINDS[(number // 2) % len(KINDS)]
            raws.append(_copy(job, kind, rng))
            truth.append(number)
            kinds.append(kind)
    order = list(range(len(raws)))
    rng.shuffle(order)
    got = dict(zip(order, _cluster(raws[i] for i in order), strict=True))
    members: dict[UUID, list[int]] = {}
    for i, job_id in got.items():
        members.setdefault(job_id, []).append(i)
    missed: dict[str, int] = {}
    found = 0
    for i, kind in enumerate(kinds):
        if kind:
            same = got[i] == got[i - 1]
            found += same
            if not same:
                missed[kind] = missed.get(kind, 0) + 1
    pairs = [(a, b) for part in members.values() for n, a in enumerate(part) for b in part[n + 1 :]]
    right = sum(truth[a] == truth[b] for a, b in pairs)
    return Found(sum(map(bool, kinds)), found, len(pairs), right, missed)


def _raw(job: Any, **changes: Any) -> Any:
    from jobs.sources.port import Pay, Place, RawPosting

    posting = RawPosting(
        identifier=job.id.hex,
        title=job.title,
        employer=job.employer,
        html=job.html,
        places=tuple(
            Place(
                words=", ".join(part for part in (city, region, country) if part), city=city, country=country
            )
            for city, region, country in job.locations
        ),
        workplace=job.workplace,
        applicants=job.applicant_countries,
        worldwide=job.applicant_scope == "worldwide",
        pay=Pay(job.salary_min, job.salary_max, job.salary_currency, job.salary_period)
        if job.salary_basis == "stated"
        else None,
        employment_type=job.employment_type,
        posted_at=job.posted_at,
        raw={},
    )
    import msgspec

    return msgspec.structs.replace(posting, **changes)


def _copy(job: Any, kind: str, rng: random.Random) -> Any:
    """Return the same opening as another source, a later day or another hand writes it."""
    from jobs.sources.port import Place

    new_id = f"{rng.getrandbits(128):032x}"
    if kind == "second source":
        # An aggregator keeps the words, drops pay and workplace and adds its own line.
        html = job.html.replace("<h3>", "<p><strong>").replace("</h3>", "</strong></p>")
        return _raw(
            job, identifier=new_id, html=html + "<p>Apply now through our site!</p>", workplace="", pay=None
        )
    if kind == "repost":
        return _raw(job, identifier=new_id, posted_at=job.posted_at + timedelta(days=rng.randint(15, 60)))
    if kind == "place name":
        places = tuple(
            Place(words=PLACE_NAMES.get(city, ", ".join(part for part in (city, country) if part)))
            for city, _, country in job.locations
        )
        return _raw(job, identifier=new_id, places=places)
    if kind == "edited body":
        return _raw(
            job, identifier=new_id, html=job.html + f"<p>Start: {rng.choice(('May', 'June', 'at once'))}.</p>"
        )
    name = job.employer
    spelling = rng.choice(
        (f"{name} Inc.", f"{name} GmbH", name.upper(), f"{name}, LLC", f"{name} Ltd", f"The {name}")
    )
    return _raw(job, identifier=new_id, employer=spelling)


def labelled(path: Path = PAIRS) -> tuple[Found, list[str]]:
    """Return how the pairs that people labelled are judged, and the wrong ones in words."""
    from jobs.intake.dedupe import Verdict, compare, traits_of
    from jobs.reading.normalise import normalise
    from jobs.sources.port import Place, RawPosting

    same = found = merged = right = 0
    wrong = []
    missed: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        ours, theirs = (
            traits_of(
                normalise(
                    RawPosting(
                        identifier=side,
                        title=pair[side]["title"],
                        employer=pair[side]["employer"],
                        text=pair[side]["body"],
                        places=tuple(Place(words=words) for words in pair[side]["places"]),
                        raw={},
                    )
                ),
                feed="",
            )
            for side in ("one", "other")
        )
        says_same = compare(ours, theirs) is Verdict.SAME
        is_same = pair["same"]
        same += is_same
        merged += says_same
        found += is_same and says_same
        right += is_same and says_same
        if says_same != is_same:
            wrong.append(
                f"{'missed' if is_same else 'wrongly merged'}: {pair['why']}: {pair['one']['title']}"
            )
            missed[pair["why"]] = missed.get(pair["why"], 0) + 1
    return Found(same, found, merged, right, missed), wrong


def ingest(*, rows: int, seed: int) -> float:
    """Return postings a second of CPU time that one process normalises, compares and writes, in pages of 500."""
    from django.utils import timezone

    from jobs.intake.take import Origin, take
    from jobs.models import Source
    from jobs.sources.greenhouse import Greenhouse
    from tests.benchmarks import market

    source, _ = Source.objects.get_or_create(name="greenhouse", defaults={"label": "Greenhouse"})
    made = Greenhouse()
    origin = Origin(source, None, 0, made.read, once=True)
    raws = [_raw(job) for job in market.jobs(rows=rows + 500, seed=seed)]
    now = timezone.now()
    take(raws[:500], origin=origin, run_id=None, now=now)  # reads the lists of places and skills, once
    started = time.process_time()
    for start in range(500, len(raws), 500):
        take(raws[start : start + 500], origin=origin, run_id=None, now=now)
    return rows / (time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postings", type=Path, default=POSTINGS)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    import os
    import tempfile

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intervision.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VAR_DIR"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, skip_checks=True)
        print(
            json.dumps(measure(options.postings, rows=options.rows, seed=options.seed, pairs=options.pairs))
        )


def measure(postings: Path, *, rows: int, seed: int, pairs: Path = PAIRS) -> dict[str, float]:
    """Print what was measured with its denominators, and return the figures of the last line."""
    lost = lost_openings(postings)
    print(f"openings lost      {lost.lost} of {lost.openings} ({lost.pct:.3f} %)")
    made = duplicates(rows=min(rows, 10_000), seed=seed)
    print(
        f"made duplicates    {made.found} of {made.duplicates} found; {made.right} of {made.merged} merges right"
    )
    print(f"                   missed: {made.missed or 'none'}")
    hand, wrong = labelled(pairs)
    count = len(pairs.read_text(encoding="utf-8").splitlines())
    print(
        f"labelled pairs     {count}, {hand.duplicates} of them the same: {hand.found} found; "
        f"{hand.right} of {hand.merged} merges right"
    )
    for line in wrong:
        print(f"                   {line}")
    speed = ingest(rows=min(rows, 10_000), seed=seed)
    print(f"taken in           {speed:.0f} postings a second a core, normalised, compared and written")
    found, same = made.found + hand.found, made.duplicates + hand.duplicates
    right, merged = made.right + hand.right, made.merged + hand.merged
    print(f"together           recall {found} of {same}, precision {right} of {merged}")
    return {
        "ingest_per_s": round(speed, 1),
        "openings_lost_pct": round(lost.pct, 4),
        "duplicate_recall": round(min(made.recall, hand.recall), 4),
        "duplicate_precision": round(min(made.precision, hand.precision), 4),
        "pairs": count + made.duplicates,
    }


if __name__ == "__main__":
    main()
