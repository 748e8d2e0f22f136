"""Titles are learned by one process at a time, and a broken file is learned anew."""

import pytest

from jobs.index import generations
from jobs.matching import nearness
from tests.jobs.openings import a_job

pytestmark = pytest.mark.django_db


def test_leaves_the_learning_to_who_is_at_it(index_folder):
    a_job()

    with generations.only_writer(index_folder, nearness._LOCK):
        assert nearness.learn() == 0
    assert nearness.learn() == 1


def test_learns_while_the_index_is_written(index_folder):
    a_job()

    with generations.only_writer(index_folder):
        assert nearness.learn() == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken off", b"no archive"])
def test_a_file_that_cannot_be_read_is_learned_anew(index_folder, content):
    a_job()
    index_folder.mkdir(parents=True)
    (index_folder / "titles.npz").write_bytes(content)

    assert nearness.titles().titles == []
    assert nearness.learn() == 1
    assert nearness.titles().titles == ["back end engineer"]
