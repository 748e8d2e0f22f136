"""What things are called in the reader's language."""

from decimal import Decimal

import pycountry
import pytest
from django.utils import translation

from jobs.models import Job
from jobs.names import amount, country_name, in_country, language_name
from jobs.templatetags.jobs import pay
from jobs.wishes import read_countries, read_place, write_countries, write_place


@pytest.mark.parametrize(
    ("reader", "country", "language", "sum_"),
    [
        ("en", "Germany", "Swedish", "€50,000"),
        ("de", "Deutschland", "Schwedisch", "50.000\xa0€"),
        ("tlh", "Germany", "Swedish", "€50,000"),
    ],
)
def test_names_follow_the_reader_s_language(reader, country, language, sum_):
    with translation.override(reader):
        assert country_name("DE") == country
        assert language_name("sv") == language
        assert amount(Decimal(50_000), "EUR") == sum_


def test_a_country_takes_its_article_in_english_alone():
    assert [in_country(code) for code in ("GB", "DE")] == ["the United Kingdom", "Germany"]
    with translation.override("de"):
        assert in_country("US") == "Vereinigte Staaten"


def test_rupees_are_set_apart_by_lakhs():
    assert amount(Decimal(1_200_000), "INR") == "₹12,00,000"
    assert amount(Decimal("1200000.50"), "INR") == "₹12,00,000.50"
    assert amount(Decimal(1_200_000), "EUR") == "€1,200,000"


def test_what_has_no_name_keeps_its_code():
    assert country_name("QX") == "QX"


def test_countries_of_a_form_are_read_back_in_every_language():
    with translation.override("de"):
        assert read_countries(write_countries(["DE", "TR", "area:eu"])) == (["DE", "TR", "area:eu"], [])


def test_every_country_is_read_back_as_it_was_written():
    codes = [country.alpha_2 for country in pycountry.countries]

    assert read_countries(write_countries(codes)) == (codes, [])
    places = [read_place(write_place({"country": code})) for code in codes]
    assert [place and place["country"] for place in places] == codes


def test_a_currency_of_letters_keeps_its_distance():
    with translation.override("en"):
        assert amount(Decimal(337_000), "PLN") == "PLN\xa0337,000"
        assert amount(Decimal(50_000), "CAD") == "CA$50,000"


def test_hundredths_are_said_where_there_are_any():
    assert amount(Decimal("18.50"), "GBP") == "£18.50"
    assert amount(Decimal("18.5"), "") == "18.50"
    with translation.override("de"):
        assert amount(Decimal("18.50"), "EUR") == "18,50\xa0€"


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ({"salary_max": 90_000, "salary_basis": "stated"}, "up to €90,000"),
        ({"salary_max": 90_000, "salary_basis": "parsed"}, "up to €90,000"),
        ({"salary_min": 50_000, "salary_basis": "stated"}, "from €50,000"),
        ({"salary_min": 50_000, "salary_basis": "parsed"}, "€50,000"),
    ],
)
def test_one_end_of_a_pay_is_not_said_as_the_pay(ends, said):
    assert pay(Job(salary_currency="EUR", salary_period="YEAR", **ends)) == f"{said} a year"


def test_pay_of_one_sum_is_said_once():
    job = Job(salary_basis="stated", salary_min=9, salary_max=9, salary_currency="EUR", salary_period="HOUR")

    assert pay(job) == "€9 an hour"
