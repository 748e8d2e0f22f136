"""Times of listings and points of rehearsals as they stand on a page."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from jobs.matching.reasons import AdWords, Kind, Reason
from jobs.models import Job
from jobs.reading.areas import areas
from jobs.reading.places import Spot
from jobs.templatetags.jobs import ago, applicants, names, pay, places, point_to_you, where


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5, seconds=30), "5 minutes ago"),
        (timedelta(days=1, hours=15), "1 day ago"),
        (timedelta(days=16), "2 weeks ago"),
        (-timedelta(hours=1), "just now"),
    ],
)
def test_a_time_is_told_in_its_largest_unit(passed, words):
    assert ago(timezone.now() - passed).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("Says what they themselves did", "to say what you yourself did"),
        ("A retry needs a key", "A retry needs a key"),
    ],
)
def test_a_point_is_told_in_the_second_person(point, words):
    assert point_to_you(point) == words


@pytest.mark.parametrize(
    ("countries", "words"),
    [
        (["DE"], "open to people in Germany"),
        (["NL", "US"], "open to people in the Netherlands, the United States"),
        (sorted(areas()["eu"]), "open to people in the EU"),
        (sorted(areas()["europe"] | areas()["americas"]), "open to people in the Americas, Europe"),
        (sorted(areas()["emea"]), "open to people in EMEA"),
        (
            ["AT", "BE", "CA", "FR", "US"],
            "open to people in 5 countries, among them Austria, Belgium, Canada",
        ),
        ([*sorted(areas()["eu"]), "GB"], "open to people in the EU, the United Kingdom"),
    ],
)
def test_areas_are_named_and_not_the_first_of_their_countries(countries, words):
    assert applicants(Job(applicant_scope="countries", applicant_countries=countries)) == words


@pytest.mark.parametrize(
    ("spots", "words"),
    [
        ([Spot(country="GB"), Spot("London", country="GB")], "London, United Kingdom"),
        ([Spot(country="AT"), Spot(country="DE")], "Austria; Germany"),
        ([Spot("Singapore", country="SG"), Spot(country="US")], "Singapore; United States"),
    ],
)
def test_a_country_is_told_once(spots, words):
    assert places(spots) == words


def test_countries_from_which_one_may_apply_are_not_told_as_places_too():
    remote = Job(workplace="remote", applicant_countries=["AT", "DE"])

    assert where(SimpleNamespace(job=remote, places=[Spot(country="AT"), Spot(country="DE")])) == ""
    assert where(SimpleNamespace(job=remote, places=[Spot("Wien", country="AT")])) == "Wien, Austria"
    assert where(SimpleNamespace(job=Job(workplace="onsite"), places=[Spot(country="AT")])) == "Austria"


def test_few_skills_are_named_and_the_rest_counted():
    reasons = [
        Reason(kind=Kind.GAP, skill=name.lower(), name=name, ad=AdWords("", name, ""), must=True)
        for name in ("Go", "SQL", "Redis", "gRPC", "Rust", "Java")
    ]

    assert names(reasons[:2]) == "Go, SQL"
    assert names(reasons) == "Go, SQL, Redis, gRPC and 2 more"


def test_it_is_seen_where_a_choice_among_skills_ends():
    sql, choice = (
        Reason(kind=Kind.GAP, skill=slug, name=name, ad=AdWords("", name, ""), must=True, either=either)
        for slug, name, either in (("sql", "SQL", ()), ("go", "Java, Go or Rust", ("java", "go", "rust")))
    )

    assert names([sql, choice, sql]) == "SQL; Java, Go or Rust; SQL"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("£60,000 pro rata", "£60,000 a year pro rata"),
        ("£60,000 Pro Rata (0.6 FTE)", "£60,000 a year pro rata"),
        ("£60,000 a year", "£60,000 a year"),
    ],
)
def test_pay_of_full_time_work_for_a_part_of_it_says_so(said, told):
    values = {"salary_min": 60_000, "salary_currency": "GBP", "salary_period": "YEAR"}

    assert pay(Job(salary_basis="parsed", salary_words=said, **values)) == told
