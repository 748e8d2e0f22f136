"""The form of wishes: words become codes, and come back as they were typed."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse

from jobs.models import ProfileCorrection, Wishes
from jobs.wishes import correct


@contextmanager
def stored_meanwhile(row):
    """Store `row` as another request would, right after its table was first asked and had none."""

    def execute(run, sql, params, many, context):
        result = run(sql, params, many, context)
        if row._state.adding and row._meta.db_table in sql:
            row._state.adding = False
            row.save(force_insert=True)
        return result

    with connection.execute_wrapper(execute):
        yield


def test_wishes_become_codes(reader, rehearsed):
    answer = reader.post(
        reverse("job-wishes"),
        {
            "titles": "Backend engineer\nSRE", "places": "Berlin, Germany\nSpain",
            "countries": "Germany, Poland",
            "work_authorisation": "EU", "skills": "k8s", "languages": ["en", "de"], "levels": ["senior"],
            "time_zones": "Europe/Berlin", "salary_min": "80000", "salary_currency": "EUR",
            "salary_period": "YEAR", "digest": "on", "avoid_employers": "Bad GmbH",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    wishes = Wishes.objects.get(user=rehearsed)
    assert wishes.titles == ["Backend engineer", "SRE"]
    assert [(place["city"], place["country"]) for place in wishes.places] == [("Berlin", "DE"), ("", "ES")]
    assert wishes.countries == ["DE", "PL"]
    assert wishes.work_authorisation == ["area:eu"]
    assert wishes.skills == ["kubernetes"]
    assert wishes.digest
    again = reader.get(reverse("job-wishes")).content.decode()
    assert "Berlin, Germany\nSpain" in again
    assert 'value="Germany, Poland"' in again


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("places", "Nowhereville on Sea"),
        ("countries", "Atlantis"),
        ("skills", "flibbertigibbet"),
        ("time_zones", "Mars/Base"),
        ("salary_min", "-5"),
        ("levels", "wizard"),
    ],
)
def test_wish_that_is_not_understood_comes_back_with_422(reader, field, value):
    answer = reader.post(reverse("job-wishes"), {field: value, "titles": "Kept as typed"})

    assert answer.status_code == 422
    assert "Kept as typed" in answer.content.decode()
    assert not Wishes.objects.exists()


def test_wished_pay_is_shown_as_it_is_written(reader, rehearsed):
    Wishes.objects.create(user=rehearsed, salary_min=60000, salary_currency="EUR")

    page = reader.get(reverse("job-wishes")).content.decode()

    assert 'name="salary_min" value="60000"' in page


def test_time_zone_is_chosen_and_those_of_the_api_stay_with_it(reader, rehearsed):
    zones = ["Europe/Berlin", "Asia/Tokyo"]
    Wishes.objects.create(user=rehearsed, time_zones=zones)

    page = reader.get(reverse("job-wishes")).content.decode()
    reader.post(reverse("job-wishes"), {"time_zones": "Europe/Berlin"})

    assert '<option value="Europe/Berlin" selected>' in page
    assert Wishes.objects.get().time_zones == zones


@pytest.mark.parametrize(
    ("wishes", "opened"), [({}, 0), ({"languages": ["de"]}, 1), ({"time_zones": ["Asia/Tokyo"]}, 1)]
)
def test_rare_wishes_are_folded_until_one_of_them_is_set(reader, rehearsed, wishes, opened):
    Wishes.objects.create(user=rehearsed, **wishes)

    page = reader.get(reverse("job-wishes")).content.decode()

    assert page.count('<details class="details"') == 3
    assert page.count('<details class="details" open>') == opened


def test_wishes_of_two_requests_at_once_are_one_row(reader, rehearsed):
    with stored_meanwhile(Wishes(user=rehearsed, titles=["Baker"])):
        answer = reader.post(reverse("job-wishes"), {"titles": "SRE"})

    assert answer.status_code == 302
    assert Wishes.objects.get(user=rehearsed).titles == ["SRE"]


def test_wishes_of_two_calls_at_once_are_one_row(reader, rehearsed):
    with stored_meanwhile(Wishes(user=rehearsed, titles=["Baker"])):
        answer = reader.patch(reverse("api-job-wishes"), {"titles": ["SRE"]}, content_type="application/json")

    assert (answer.status_code, answer.json()["titles"]) == (200, ["SRE"])
    assert Wishes.objects.get(user=rehearsed).titles == ["SRE"]


def test_corrections_of_two_requests_at_once_are_one_row(rehearsed):
    with stored_meanwhile(ProfileCorrection(user=rehearsed, skill="python", state="leave_out")):
        correct(user_id=rehearsed.pk, skill="python", state="known")

    assert ProfileCorrection.objects.get(user=rehearsed, skill="python").state == "known"
