"""Writes a made-up market into the migrated SQLite database of the settings.

python -m tests.benchmarks.market_database --rows 100000 --seed 6
"""
# ruff: noqa: E501 - the tables read better with a few long lines

import argparse
import hashlib
import os
import random
import sqlite3
import sys
import time
from datetime import datetime
from multiprocessing import Pool

import msgspec

from tests.benchmarks.market import BLOCK, NOW, SOURCES, MarketJob, block_of


def fill(*, rows: int, seed: int = 6, path: str | None = None) -> float:
    """Write a market into the migrated SQLite database and return the seconds that it took.

    Blocks are made on all cores. Rows go in by executemany: Django's bulk_create would take several times as
    long and measure nothing of ours.
    """
    from django.conf import settings

    started = time.perf_counter()
    db = sqlite3.connect(path or settings.DATABASES["default"]["NAME"], isolation_level=None)
    for pragma in ("synchronous=OFF", "cache_size=-400000", "temp_store=MEMORY"):
        db.execute(f"PRAGMA {pragma}")
    known = dict(db.execute("SELECT key, id FROM jobs_employer"))
    sources = _fill_sources(db)
    blocks = [(seed, block, min(BLOCK, rows - start)) for block, start in enumerate(range(0, rows, BLOCK))]
    with Pool(min(4, os.cpu_count() or 1)) as pool:
        for done, batch in enumerate(pool.imap(_tables, blocks), start=1):
            db.execute("BEGIN")
            _write(db, batch, known, sources)
            db.execute("COMMIT")
            if done * BLOCK % 100_000 == 0:
                print(f"  {done * BLOCK:,} of {rows:,} jobs written", file=sys.stderr, flush=True)
    db.close()
    return time.perf_counter() - started


def _tables(block: tuple[int, int, int]) -> "_Tables":
    """Return the rows of a block. Ids of employers and sources are known only where they are written."""
    made = block_of(*block)
    rng = random.Random(made[0].id.int)
    return _Tables(
        employers={job.employer_key: job.employer for job in made},
        jobs=[(job.employer_key, _job_row(job)) for job in made],
        postings=[(job.source, _posting_row(job, f"{rng.getrandbits(128):032x}")) for job in made],
    )


class _Tables(msgspec.Struct):
    employers: dict[str, str]
    jobs: list[tuple[str, dict[str, object]]]
    postings: list[tuple[str, dict[str, object]]]


def _fill_sources(db: sqlite3.Connection) -> dict[str, str]:
    found = dict(db.execute("SELECT name, id FROM jobs_source"))
    for name, _ in SOURCES:
        if name not in found:
            found[name] = hashlib.md5(name.encode()).hexdigest()
            _insert(db, "source", [{
                "id": found[name], "name": name, "label": name.title(), "enabled": 1, "verified": 1, "terms_url": "",
                "attribution_text": f"via {name.title()}", "attribution_url": f"https://{name}.example",
                "logo": "", "attribution_rel": "", "state": "healthy", "problem": "",
                "last_run_at": _at(NOW), "last_healthy_at": _at(NOW), "failures": 0,
            }])  # fmt: skip
    return found


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _insert(db: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        names = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join(f":{name}" for name in rows[0])
        db.executemany(f"INSERT INTO jobs_{table} ({names}) VALUES ({marks})", rows)


def _write(db: sqlite3.Connection, batch: _Tables, known: dict[str, str], sources: dict[str, str]) -> None:
    new = {key: name for key, name in batch.employers.items() if key not in known}
    known.update((key, hashlib.md5(key.encode()).hexdigest()) for key in new)
    _insert(db, "employer", [
        {"id": known[key], "key": key, "name": name, "domain": "", "agency": 0} for key, name in new.items()
    ])  # fmt: skip
    _insert(db, "job", [row | {"employer_id": known[key]} for key, row in batch.jobs])
    _insert(db, "posting", [row | {"source_id": sources[name]} for name, row in batch.postings])


def _posting_row(job: MarketJob, row_id: str) -> dict[str, object]:
    return {
        "id": row_id, "identifier": job.id.hex, "job_id": job.id.hex, "url": job.url, "apply_url": job.url,
        "attribution_url": "", "content_hash": job.id.hex, "raw": "{}", "first_seen": _at(job.posted_at),
        "last_seen": _at(NOW), "missed_complete_runs": 0, "block": job.employer_key[:6], "reference_board": "",
        "reference": "", "traits": "{}", "band": "", "other_band": "",
    }  # fmt: skip


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _job_row(job: MarketJob) -> dict[str, object]:
    return {
        "id": job.id.hex, "title": job.title, "normalised_title": job.normalised_title,
        "employer_name": job.employer, "html": job.html, "text": job.text, "language": job.language,
        "employment_type": job.employment_type, "workplace": job.workplace,
        "workplace_basis": "stated" if job.workplace else "", "workplace_words": job.workplace.title(),
        "applicant_scope": job.applicant_scope,
        "applicant_countries": _json(job.applicant_countries),
        "applicant_basis": "stated" if job.applicant_scope else "", "applicant_words": "",
        "salary_min": job.salary_min, "salary_max": job.salary_max, "salary_currency": job.salary_currency,
        "salary_period": job.salary_period, "salary_basis": job.salary_basis, "salary_words": "",
        "skill_rows": _json([[skill.slug, skill.need, skill.start, skill.end, False] for skill in job.skills]),
        "place_rows": _json([
            [city, region, country, ", ".join(part for part in (city, country) if part)]
            for city, region, country in job.locations
        ]),
        "seniority": job.seniority, "seniority_basis": "text" if job.seniority else "",
        "role_shape": job.role_shape, "posted_at": _at(job.posted_at), "valid_through": None,
        "first_seen": _at(job.posted_at), "last_seen": _at(NOW), "status": "active", "closed_reason": "",
        "openings_key": job.openings_key, "by_agency": 0, "url": job.url, "updated_at": _at(job.posted_at),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up market into the database of the settings.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    import django

    django.setup()
    seconds = fill(rows=options.rows, seed=options.seed)
    print(f"{options.rows} jobs in {seconds:.1f} s")


if __name__ == "__main__":
    main()
