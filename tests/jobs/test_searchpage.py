"""The page of the search, whole and as a part, at any address."""

import pytest

from jobs.index import generations
from tests.jobs.openings import a_job


def test_filters_come_before_the_results(reader, indexed, fresh):
    a_job("Backend Engineer")
    indexed()

    page = reader.get("/jobs/search/").content.decode()

    assert page.index('id="filters"') < page.index('id="results-title"')


def test_search_of_a_market_without_jobs_says_that_once(reader):
    generations.rebuild()

    page = reader.get("/jobs/search/").content.decode()

    assert page.count("No job source is switched on here yet") == 1
    assert "Nothing matches all of this" not in page


def test_search_answers_htmx_with_a_part(reader, indexed, fresh):
    a_job("Backend Engineer", openings_key="same")
    a_job("Backend Engineer", openings_key="same")
    indexed()

    whole = reader.get("/jobs/search/?q=backend")
    part = reader.get("/jobs/search/?q=backend", headers={"HX-Request": "true"})

    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert part.content.count(b"match-title") == 1
    assert b"2 openings" in part.content


@pytest.mark.parametrize(
    "query", ["page=99999", "page=x", "age=soon", "country=" + "x" * 500, "q=" + "a " * 999]
)
def test_search_takes_any_address(reader, indexed, query):
    a_job()
    indexed()

    assert reader.get(f"/jobs/search/?{query}").status_code == 200
