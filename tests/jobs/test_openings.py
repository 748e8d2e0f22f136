"""De-duplication against what people decided, and against duplicates that are made."""

from tests.benchmarks import jobs_ingest


def test_labelled_pairs_are_judged_as_people_did():
    found, _ = jobs_ingest.labelled()

    pairs = len(jobs_ingest.PAIRS.read_text(encoding="utf-8").splitlines())
    assert pairs >= 300
    assert found.recall >= 0.95
    assert found.precision >= 0.99


def test_made_duplicates_are_found_and_openings_kept_apart():
    market = jobs_ingest.duplicates(rows=200, seed=11)

    assert market.found.recall >= 0.95
    assert market.found.precision >= 0.99
    assert sum(hits for _, hits in market.siblings.values()) <= 1
    assert market.agencies[1] >= 0.9 * market.agencies[0]
