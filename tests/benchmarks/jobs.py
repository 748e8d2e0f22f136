"""Matches and search over a made-up market, the index's rebuild, and the intake's speed and de-duplication.

    python -m tests.benchmarks.jobs [--rows 1000000] [--postings FILE] [--var FOLDER] [--keep]

Matches and search are measured in a process of their own, on one core, over the index that the product
builds: from profile and wishes to explained matches, database reads included, and from a query to a page of
results with the counts of all facets.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from tests.benchmarks.stats import finish, percentile

CHECKOUT = Path(__file__).resolve().parents[2]
POSTINGS = CHECKOUT.parent / "shared/data/jobs/postings_dev.json.gz"
BYTES_A_ROW = 10_000  # of database and index together, with room
WARM = 10
ROUNDS = 200
INTAKE_ROWS = 10_000
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def setup(var: Path) -> None:
    os.environ["VAR_DIR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intervision.settings")
    import django

    django.setup()


def build(rows: int, seed: int) -> dict[str, float]:
    """Fill the database, build the index and learn the titles; return the seconds of each."""
    from django.core.management import call_command

    from jobs.index import generations
    from jobs.matching import nearness
    from tests.benchmarks import market_database

    call_command("migrate", verbosity=0, skip_checks=True)
    filled = market_database.fill(rows=rows, seed=seed)
    began = time.perf_counter()
    built = generations.rebuild()
    rebuilt = time.perf_counter() - began
    assert built == rows, (built, rows)
    began = time.perf_counter()
    learned = nearness.learn()
    return {
        "rows": rows,
        "fill_s": round(filled, 1),
        "rebuild_s": round(rebuilt, 1),
        "titles": learned,
        "titles_s": round(time.perf_counter() - began, 1),
    }


def seekers(count: int, rng: random.Random) -> list[tuple[object, object]]:
    """Return profiles and what they seek: ten skills shown, four gaps, a home and some wishes."""
    from intervision.skills import vocabulary
    from jobs.enums import Level
    from jobs.matching.profile import Moment, Profile, SkillStanding, Standing
    from jobs.matching.seeker import TITLES, seeker_of
    from jobs.models import Wishes
    from tests.benchmarks.market import PLACES

    made = []
    homes = [place for place in PLACES if place[0]]
    for _ in range(count):
        domain = rng.choice(list(TITLES))
        known = [skill for skill in vocabulary() if domain in skill.domains][:40]
        chosen = rng.sample(known, min(14, len(known)))
        moment = Moment(
            interview_id=uuid4(), turn=1, at_ms=60_000, point="", quote="what was said", held_at=NOW
        )
        skills = {
            skill.slug: SkillStanding(
                skill=skill.slug,
                name=skill.name,
                standing=Standing.DEMONSTRATED if n < 10 else Standing.GAP,
                shown=(moment,) if n < 10 else (),
                missed=() if n < 10 else (moment,),
                mean=0.8 if n < 10 else 0.2,
                judged=5,
            )
            for n, skill in enumerate(chosen)
        }
        profile = Profile(
            skills=skills, interviews=4, answers=30, enough=True, level=rng.choice(Level.values[1:]),
            domains=(domain,), languages=("en",),
        )  # fmt: skip
        city, region, country, _weight = rng.choices(homes, [place[3] for place in homes])[0]
        wishes = Wishes(
            places=[{"city": city, "region": region, "country": country}] if rng.random() < 0.6 else [],
            countries=[country] if rng.random() < 0.8 else [],
            workplaces=["remote", "hybrid"] if rng.random() < 0.3 else [],
            titles=[rng.choice(TITLES[domain])] if rng.random() < 0.5 else [],
        )
        made.append((profile, seeker_of(profile, wishes)))
    return made


def queries(count: int, rng: random.Random) -> list[object]:
    """Return searches as people make them: from the bare page to words with several filters."""
    from intervision.skills import vocabulary
    from jobs.search import SearchQuery
    from tests.benchmarks.market import FAMILIES, PLACES, SOURCES

    words = [title.lower() for _, _, titles in FAMILIES for title in titles]
    words += [skill.name for skill in vocabulary()][:120]
    words += ["", "", "enginer", "kubernets"]
    countries = list({place[2] for place in PLACES})
    options = {
        "country": countries,
        "level": ["junior", "mid", "senior", "staff"],
        "workplace": ["remote", "hybrid", "onsite"],
        "age": ["1", "7", "30"],
        "pay": ["stated"],
        "source": [name for name, _ in SOURCES],
        "skill": [skill.slug for skill in vocabulary()][:60],
        "applicants": ["ww", "DE", "US", "GB"],
    }
    made: list[object] = []
    for _ in range(count):
        facets = {
            name: tuple(rng.sample(options[name], min(len(options[name]), rng.choice((1, 1, 2)))))
            for name in rng.sample(list(options), rng.choice((0, 0, 1, 1, 2, 3)))
        }
        made.append(
            SearchQuery(
                words=rng.choice(words), facets=facets, newest_first=rng.random() < 0.2,
                page=rng.choice((1, 1, 1, 2, 5)),
            )
        )  # fmt: skip
    return made


def measure(seed: int) -> dict[str, float]:
    """Return what matches and searches take, in ms, on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from jobs import search
    from jobs.index import generations
    from jobs.matching import matches

    rng = random.Random(seed)
    now = NOW + timedelta(hours=1)
    matched, found_all, searched, found = [], [], [], 0
    matched_cpu, searched_cpu = [], []
    for number, (profile, seeker) in enumerate(seekers(WARM + ROUNDS, rng)):
        began, busy = time.perf_counter(), time.process_time()
        ranked = matches.best(seeker, now=now).ranked
        middle = time.perf_counter()
        shown = matches.show([one.entry.id for one in ranked], states={})
        explained = matches.explain(ranked, shown, profile=profile, seeker=seeker, now=now)
        if number >= WARM:
            found_all.append((middle - began) * 1000)
            matched.append((time.perf_counter() - began) * 1000)
            matched_cpu.append((time.process_time() - busy) * 1000)
            found += len(explained)
    for number, query in enumerate(queries(WARM + ROUNDS, rng)):
        began, busy = time.perf_counter(), time.process_time()
        search.search(generations.reader(), query, now=now)
        if number >= WARM:
            searched.append((time.perf_counter() - began) * 1000)
            searched_cpu.append((time.process_time() - busy) * 1000)
    return {
        "matches_a_profile": round(found / ROUNDS, 1),
        "rank_p50_ms": percentile(found_all, 50),
        "match_p50_ms": percentile(matched, 50),
        "match_p95_ms": percentile(matched, 95),
        # What this process itself used: beside the others' load on a busy machine.
        "match_cpu_p95_ms": percentile(matched_cpu, 95),
        "search_cpu_p95_ms": percentile(searched_cpu, 95),
        "search_p50_ms": percentile(searched, 50),
        "search_p95_ms": percentile(searched, 95),
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "segments": generations.reader().searcher().num_segments,
    }


def intake(postings: Path, seed: int) -> dict[str, object]:
    """Return the intake's speed and how well it tells openings apart (jobs_ingest.py)."""
    from django.core.management import call_command

    from tests.benchmarks import jobs_ingest

    call_command("migrate", verbosity=0, skip_checks=True)
    return dict(jobs_ingest.measure(postings, rows=INTAKE_ROWS, seed=seed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--postings", type=Path, default=POSTINGS)
    parser.add_argument("--var", type=Path, help="use this folder; what is in it already is not made again")
    parser.add_argument("--keep", action="store_true", help="keep the folder")
    parser.add_argument("--part", choices=("build", "measure", "intake"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.postings.exists():
        parser.error(
            f"there are no postings at {options.postings}: they belong beside the checkout "
            "(../shared/data/jobs), or name another file of the same shape with --postings"
        )
    if options.part:
        setup(options.var)
        done = {
            "build": lambda: build(options.rows, options.seed),
            "measure": lambda: measure(options.seed),
            "intake": lambda: intake(options.postings, options.seed),
        }[options.part]()
        print(json.dumps(done), flush=True)
        return
    var = options.var or Path(tempfile.mkdtemp(prefix="intervision-jobs-"))
    var.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    try:
        if shutil.disk_usage(var).free < options.rows * BYTES_A_ROW:
            parser.error(
                f"{var} has too little room for {options.rows:,} rows: name another folder with --var"
            )
        say(f"A market of {options.rows:,} jobs in {var}: some minutes a million to write, some to index.")
        figures = in_process("build", var, options) if not (var / "built.json").exists() else {}
        if figures:
            (var / "built.json").write_text(json.dumps(figures))
        figures = json.loads((var / "built.json").read_text())
        say("Matches and searches, on one core.")
        figures |= in_process("measure", var, options)
        say("Intake and de-duplication.")
        figures |= in_process("intake", var, options)
        finish(figures)
    finally:
        if not (options.keep or options.var):
            shutil.rmtree(var, ignore_errors=True)


def say(what: str) -> None:
    """Tell how far it is, beside the figures."""
    print(what, file=sys.stderr, flush=True)


def in_process(part: str, var: Path, options: argparse.Namespace) -> dict[str, object]:
    """Run a part in a process of its own, so that its memory is its own too, and return its figures."""
    folder = var if part != "intake" else var / "intake"
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.jobs", "--part", part, "--var", str(folder),
         "--rows", str(options.rows), "--seed", str(options.seed), "--postings", str(options.postings)],
        stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    *told, figures = done.stdout.strip().splitlines()
    for line in told:
        print(line)
    found: dict[str, object] = json.loads(figures)
    return found


if __name__ == "__main__":
    main()
