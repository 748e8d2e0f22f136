"""Generations of the index: built beside the one that is read, by one writer at a time."""

import pytest

from jobs.index import generations
from jobs.models import Job
from tests.jobs.openings import NOW


def test_rebuild_replaces_the_index_under_a_reader(market, index_folder):
    old = generations.reader().searcher()
    Job.objects.filter(title="Nurse").delete()

    generations.rebuild(now=lambda: NOW)

    assert old.num_docs == 4
    assert generations.reader().searcher().num_docs == 3
    assert (index_folder / "current").read_text() == "2"


def test_rebuild_keeps_only_the_generation_before(market, index_folder):
    for _ in range(3):
        generations.rebuild(now=lambda: NOW)

    assert {path.name for path in (index_folder / "generations").iterdir()} == {"3", "4"}


def test_second_writer_leaves_the_first_alone(market, index_folder):
    with generations.only_writer(index_folder) as alone:
        assert alone
        assert generations.refresh(now=lambda: NOW) == 0


def test_there_is_no_index_before_the_first_refresh(db):
    with pytest.raises(generations.NoIndex):
        generations.reader()

    generations.refresh(now=lambda: NOW)

    assert generations.reader().searcher().num_docs == 0


def test_generation_of_another_schema_is_built_anew(market, index_folder):
    (index_folder / "generations" / "1" / "version").write_text("0")
    generations._readers.clear()

    with pytest.raises(generations.NoIndex):
        generations.reader()
    assert generations.refresh(now=lambda: NOW) == 4
