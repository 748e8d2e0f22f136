"""Search over the index."""

from datetime import UTC, datetime, timedelta

import pytest

from jobs.index import generations
from jobs.index.entries import seconds
from jobs.models import Job
from jobs.search import SearchQuery, cities, search
from tests.jobs.openings import NOW, a_job


def found(**query):
    results = search(generations.reader(), SearchQuery(**query), now=NOW)
    return [entry.title for entry in results.entries]


def counts(facet, **query):
    results = search(generations.reader(), SearchQuery(**query), now=NOW)
    return {one.value: one.jobs for one in results.counts[facet]}


def test_closed_jobs_are_not_in_the_index(market):
    assert "Closed Engineer" not in found()
    assert len(found()) == 4


def test_words_are_sought_in_title_employer_and_text(market):
    assert found(words="frontend") == ["Frontend Developer"]
    assert found(words="zenith") == ["Frontend Developer"]
    assert set(found(words="look")) == {
        "Backend Engineer",
        "Senior Data Engineer",
        "Frontend Developer",
        "Nurse",
    }
    assert found(words="frontend python") == []


def test_skill_is_found_by_another_of_its_names(market):
    assert found(words="k8s") == ["Senior Data Engineer"]


def test_slip_of_the_keyboard_is_corrected_and_said(market):
    results = search(generations.reader(), SearchQuery(words="enginer"), now=NOW)

    assert results.corrected == {"enginer": "engineer"}
    assert results.total == 2


def test_facets_narrow_one_another_and_are_alternatives_in_themselves(market):
    assert found(facets={"country": ("DE",)}, newest_first=True) == ["Backend Engineer", "Frontend Developer"]
    assert len(found(facets={"country": ("DE", "FR")})) == 3
    assert found(facets={"country": ("FR",), "level": ("senior",)}) == ["Senior Data Engineer"]
    assert found(facets={"applicants": ("ww",)}) == ["Frontend Developer"]
    assert found(facets={"age": ("7",)}, newest_first=True) == ["Backend Engineer", "Senior Data Engineer"]
    assert found(facets={"source": ("lever",)}) == ["Frontend Developer"]
    assert found(city="Paris, FR") == ["Senior Data Engineer"]


def test_predicted_pay_is_not_stated_pay(market):
    assert found(facets={"pay": ("stated",)}) == ["Frontend Developer"]
    assert counts("pay") == {"stated": 1}


def test_counts_of_a_chosen_facet_are_those_without_it(market):
    assert counts("country") == {"DE": 2, "FR": 2}
    assert counts("country", facets={"country": ("DE",)}) == {"DE": 2, "FR": 2}
    assert counts("country", facets={"level": ("senior",)}) == {"FR": 1}
    assert counts("age") == {"1": 1, "3": 1, "7": 2, "30": 3}


def test_large_result_is_counted_in_a_sample(market, monkeypatch):
    monkeypatch.setattr("jobs.search.SAMPLE", 2)

    results = search(generations.reader(), SearchQuery(), now=NOW)

    assert results.total == 4
    assert not any(one.exact for one in results.counts["country"])


@pytest.mark.parametrize("words", ['"', "a:b AND (", "'); DROP TABLE", "\x00", "C++ C# .NET", "日本 " * 60])
def test_any_words_are_only_words(market, words):
    search(generations.reader(), SearchQuery(words=words), now=NOW)


def test_cities_are_offered_as_they_begin(market):
    assert cities(generations.reader(), "ber") == ["Berlin, DE"]
    assert cities(generations.reader(), "") == []


@pytest.mark.parametrize(
    ("begin", "city"),
    [
        ("frankfurt am m", "Frankfurt am Main, DE"),
        ("sao", "São Paulo, BR"),
        ("São Paulo, b", "São Paulo, BR"),
    ],
)
def test_cities_are_offered_however_they_are_written(db, indexed, begin, city):
    a_job(places=(("Frankfurt am Main", "DE"), ("São Paulo", "BR")))
    indexed()

    assert cities(generations.reader(), begin) == [city]


@pytest.mark.parametrize(
    "typed", ["Berlin", "berlin", "Berlin, DE", "Berlin, Germany", "Berlin, Deutschland"]
)
def test_city_is_found_with_and_without_its_country(market, typed):
    assert set(found(city=typed)) == {"Backend Engineer", "Frontend Developer"}


def test_city_is_found_by_another_of_its_names(db, indexed):
    a_job("Backend Engineer", places=(("Munich", "DE"),))
    indexed()

    assert found(city="München") == ["Backend Engineer"]
    assert found(city="Nowhere at all") == []


def test_norwegian_jobs_read_before_are_found_as_others_are(db, indexed):
    a_job("Utvikler", language="no")
    indexed()

    assert found(facets={"language": ("nb",)}) == ["Utvikler"]


def test_dates_that_make_no_sense_stop_nobody(db, indexed):
    a_job(
        "Ancient", posted_at=datetime(1899, 12, 30, tzinfo=UTC), valid_through=datetime(1, 1, 2, tzinfo=UTC)
    )
    a_job("Future", posted_at=datetime(9999, 12, 30, tzinfo=UTC))
    a_job("Fresh", days=0)

    assert indexed() == 3
    entries = search(generations.reader(), SearchQuery(newest_first=True), now=NOW).entries
    assert {entry.title: entry.posted for entry in entries} == {
        "Ancient": 0, "Future": seconds(NOW), "Fresh": seconds(NOW),
    }  # fmt: skip


def test_refresh_takes_in_what_changed_and_drops_what_closed(market):
    later = NOW + timedelta(hours=2)
    job = Job.objects.get(title="Backend Engineer")
    Job.objects.filter(pk=job.pk).update(title="Platform Engineer", updated_at=later)
    Job.objects.filter(title="Nurse").update(status="closed", updated_at=later)
    a_job("Test Engineer", now=later)

    changed = generations.refresh(now=lambda: later)

    assert changed >= 3
    assert set(found()) == {
        "Platform Engineer",
        "Senior Data Engineer",
        "Frontend Developer",
        "Test Engineer",
    }
