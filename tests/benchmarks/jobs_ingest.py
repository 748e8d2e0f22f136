"""Measure how fast postings are taken in, and whether openings are kept apart and duplicates found.

Ids, references and addresses are withheld from the engine: it sees titles, employers, places and bodies alone.

job_pairs.jsonl holds pairs of postings with what a reader said of each: the same opening or not, by its own
source or another one. The reader saw the two postings and not how the pair came about (`why`). An agency's
listing is another one: it is linked, not merged. A snippet of an ad is the same opening to a reader, and
never to the engine: it merges by bodies, and a few lines are too little of one.

    python -m tests.benchmarks.jobs_ingest [--postings FILE] [--rows N] [--seed N] [--pairs FILE]
"""
# ruff: noqa: E501 - tables

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

POSTINGS = Path(__file__).resolve().parents[3] / "shared/data/jobs/postings_dev.json.gz"
PAGE = 500
PAIRS = Path(__file__).with_name("job_pairs.jsonl")


class Lost(NamedTuple):
    """Of `openings`, all distinct, `lost` were taken for another; `bodies` of them have words to compare."""

    openings: int
    lost: int
    bodies: int

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
    jobs, _ = _cluster(raws)
    return Lost(len(rows), len(rows) - len(set(jobs)), sum(bool(row.get("description")) for row in rows))


def _cluster(raws: Iterable[Any]) -> tuple[list[UUID], list[UUID | None]]:
    """Return the job that the engine puts each posting into, in memory, and the job that it reposts."""
    from jobs.intake.dedupe import traits_of
    from jobs.intake.nearby import Candidates, Known
    from jobs.reading.normalise import normalise

    candidates = Candidates()
    found: list[UUID] = []
    reposts: list[UUID | None] = []
    for raw in raws:
        traits = traits_of(normalise(raw), feed="")
        match = candidates.match(traits)
        job = match.job_id if match and not match.repost else uuid4()
        found.append(job)
        reposts.append(match.job_id if match and match.repost else None)
        candidates.add(Known(job, traits))
    return found, reposts


class Market(NamedTuple):
    """Copies by kind with how many were merged; siblings by kind with how many were; agencies' with links."""

    found: Found
    copies: dict[str, tuple[int, int]]
    siblings: dict[str, tuple[int, int]]
    agencies: tuple[int, int]


class Listed(NamedTuple):
    """A posting of the market, of which opening it is, and what it copies: the kind, and the index of it."""

    raw: Any
    opening: object
    kind: str
    origin: int


def _listed(*, rows: int, seed: int, rng: random.Random) -> list[Listed]:
    """Every second opening has a copy, every fourth a sibling, every eighth is listed by an agency as well."""
    from tests.benchmarks import job_copies, market

    listed: list[Listed] = []
    copies, siblings = list(job_copies.COPIES), list(job_copies.SIBLINGS)
    for number, job in enumerate(market.jobs(rows=rows, seed=seed)):
        origin = len(listed)
        listed.append(Listed(job_copies.posting(job), number, "", origin))
        if number % 2 == 0:
            kind = copies[number // 2 % len(copies)]
            listed.append(Listed(job_copies.copy(job, kind, rng), number, f"copy: {kind}", origin))
        if number % 4 == 1:
            kind = siblings[number // 4 % len(siblings)]
            raw = job_copies.sibling(job, kind, rng)
            listed.append(Listed(raw, (number, kind), f"sibling: {kind}", origin))
        if number % 8 == 3:
            listed.append(Listed(job_copies.agency(job, rng), (number, "agency"), "agency", origin))
    return listed


def duplicates(*, rows: int, seed: int) -> Market:
    """Return what becomes of copies and siblings of the openings of a made-up market, in mixed order."""
    rng = random.Random(seed)
    listed = _listed(rows=rows, seed=seed, rng=rng)
    order = list(range(len(listed)))
    rng.shuffle(order)
    jobs, links = _cluster(listed[i].raw for i in order)
    got, linked = dict(zip(order, jobs, strict=True)), dict(zip(order, links, strict=True))
    members: dict[UUID, list[int]] = {}
    for i, job_id in got.items():
        members.setdefault(job_id, []).append(i)
    merged: dict[str, list[int]] = {}
    for i, (_, _, kind, origin) in enumerate(listed):
        if kind:
            tally = merged.setdefault(kind, [0, 0])
            tally[0] += 1
            # Of an agency's listing and the employer's own, whichever comes later is the one that is linked.
            links_up = got[origin] == linked[i] or got[i] == linked[origin]
            tally[1] += links_up if kind == "agency" else got[i] == got[origin]
    pairs = [(a, b) for part in members.values() for n, a in enumerate(part) for b in part[n + 1 :]]
    right = sum(listed[a].opening == listed[b].opening for a, b in pairs)
    by = {
        name: {
            kind.partition(": ")[2]: (count, hits)
            for kind, (count, hits) in merged.items()
            if kind.startswith(name)
        }
        for name in ("copy", "sibling")
    }
    found = Found(
        sum(count for count, _ in by["copy"].values()),
        sum(hits for _, hits in by["copy"].values()),
        len(pairs),
        right,
        {kind: count - hits for kind, (count, hits) in by["copy"].items() if hits < count},
    )
    count, hits = merged.get("agency", [0, 0])
    return Market(found, by["copy"], by["sibling"], (count, hits))


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
    """Return postings a second of CPU time that one process normalises, compares and writes, in pages."""
    from django.utils import timezone

    from jobs.intake.take import Origin, take
    from jobs.models import Source
    from jobs.sources.greenhouse import Greenhouse
    from jobs.sources.port import RawPosting
    from tests.benchmarks import job_copies, market

    rng = random.Random(seed)
    origins = []
    for name, rank, once in (("greenhouse", 0, True), ("adzuna", 5, False)):
        source, _ = Source.objects.get_or_create(name=name, defaults={"label": name.title()})
        origins.append(Origin(source, None, rank, Greenhouse().read, once=once))
    # Two pages of an employer's board, then one of an aggregator, of which every fifth posting is known already.
    pages: list[tuple[Origin, list[Any]]] = []
    openings = market.jobs(rows=rows + 1500, seed=seed)
    while len(pages) * PAGE < rows + 1500:
        made = list(islice(openings, PAGE))
        second = len(pages) % 3 == 2
        if second:
            known = pages[-1][1]
            made[::5] = [job_copies.copy(job, "second source", rng) for job in known[::5]]
        pages.append((origins[second], made))
    now = timezone.now()
    listed = [
        (origin, [job if isinstance(job, RawPosting) else job_copies.posting(job) for job in made])
        for origin, made in pages
    ]
    for origin, page in listed[:3]:  # reads the lists of places and skills, once
        take(page, origin=origin, run_id=None, now=now)
    started = time.process_time()
    for origin, page in listed[3:]:
        take(page, origin=origin, run_id=None, now=now)
    return (len(listed) - 3) * PAGE / (time.process_time() - started)


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
    print(
        f"openings lost      {lost.lost} of {lost.openings} ({lost.pct:.3f} %); {lost.bodies} of them have a body"
    )
    if not lost.bodies:
        print("                   without bodies nothing is merged by its words: siblings below say more")
    market = duplicates(rows=min(rows, 10_000), seed=seed)
    made = market.found
    print(
        f"made copies        {made.found} of {made.duplicates} merged with their opening; of all {made.merged} merges {made.right} right"
    )
    print("                   " + _tallies(market.copies))
    print("siblings merged    " + _tallies(market.siblings))
    print(f"agencies' listings {market.agencies[1]} of {market.agencies[0]} linked to the employer's own")
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


def _tallies(kinds: dict[str, tuple[int, int]]) -> str:
    return ", ".join(f"{kind} {hits} of {count}" for kind, (count, hits) in sorted(kinds.items()))


if __name__ == "__main__":
    main()
