from decimal import Decimal

import pytest

from jobs.reading.salaries import from_fields, from_text, from_words
from jobs.sources.port import Pay


@pytest.mark.parametrize(
    ("words", "countries", "expected"),
    [
        ("$14/hour", ["US"], (14, None, "USD", "HOUR")),
        ("$40- $60k", [], (40_000, 60_000, "USD", "YEAR")),
        ("$120 - $170 /hour", ["US", "CA"], (120, 170, "USD", "HOUR")),
        ("$31,2k- $52k", [], (31_200, 52_000, "USD", "YEAR")),
        ("65.000 – 80.000 € brutto im Jahr", ["DE"], (65_000, 80_000, "EUR", "YEAR")),
        ("£18.50 per hour", ["GB"], (Decimal("18.5"), None, "GBP", "HOUR")),
        ("45 000 SEK per month", ["SE"], (45_000, None, "SEK", "MONTH")),
        ("$45 an hour", ["US"], (45, None, "USD", "HOUR")),
        ("45.000 € par an", ["FR"], (45_000, None, "EUR", "YEAR")),
        ("45 000 €/an", ["FR"], (45_000, None, "EUR", "YEAR")),
        ("up to £60,000 a year", ["GB"], (None, 60_000, "GBP", "YEAR")),
        ("₹1,200,000 a year", ["IN"], (1_200_000, None, "INR", "YEAR")),
        ("$90k-$110k", ["CA"], (90_000, 110_000, "CAD", "YEAR")),
    ],
)
def test_reads_pay_when_it_is_written_so(words, countries, expected):
    salary = from_words(words, countries=countries)

    assert salary is not None and salary.basis == "parsed"
    assert (salary.low, salary.high, salary.currency, salary.period) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We raised $40 million in our Series B and pay well.",
        "Our customers spend $120k - $150k a year.",
        "Competitive salary and equity.",
        "Salary: negotiable. A referral bonus of $2,000 for friends.",
        "Compensation is reviewed yearly; last year we had $3 billion in assets.",
    ],
)
def test_stays_unknown_when_an_amount_is_no_pay(text):
    assert from_text(text, countries=["US"]) is None


@pytest.mark.parametrize(
    "words",
    [
        "₹12-15 LPA",
        "₹12,00,000",
        "₹1,20,000 a year",
        "₹8-12,00,000",
        "INR 12 lakhs",
        "₹1.5 Cr",
        "₹12L - ₹15L",
    ],
)
def test_stays_unknown_when_it_is_counted_in_lakhs(words):
    assert from_words(words, countries=["IN"]) is None


def test_reads_prose_that_speaks_of_pay():
    text = (
        "We are 40 people. The base salary range for this role is $120,000 - $150,000 per year. 401(k) match."
    )

    salary = from_text(text, countries=["US"])

    assert (salary.low, salary.high, salary.currency, salary.period) == (120_000, 150_000, "USD", "YEAR")
    assert "$120,000" in salary.words


def test_a_prediction_stays_a_prediction():
    salary = from_fields(Pay(61_000, 61_000, "GBP", "YEAR", basis="predicted"), countries=["GB"])

    assert salary.basis == "predicted"


def test_stays_unknown_when_nobody_could_earn_it():
    assert from_fields(Pay(1, 2, "USD", "YEAR"), countries=[]) is None
    assert from_fields(Pay(0, 0, "USD", "YEAR"), countries=[]) is None


@pytest.mark.parametrize(
    ("line", "low", "high", "currency", "period"),
    [
        ("* €70,000 – €85,000 a year", 70_000, 85_000, "EUR", "YEAR"),
        ("£55,000 - £65,000 + bonus", 55_000, 65_000, "GBP", "YEAR"),
        ("£75k–£90k. On-site four days a week.", 75_000, 90_000, "GBP", "YEAR"),
        ("60.000 – 75.000 € brutto im Jahr, zwei Tage Homeoffice", 60_000, 75_000, "EUR", "YEAR"),
        ("- €450 to €550 per day", 450, 550, "EUR", "DAY"),
    ],
)
def test_a_line_that_begins_with_a_range_of_pay_is_about_pay(line, low, high, currency, period):
    salary = from_text(f"We make maps.\n{line}\nA desk", countries=())

    assert salary is not None
    assert (salary.low, salary.high, salary.currency, salary.period) == (low, high, currency, period)


@pytest.mark.parametrize(
    "line",
    [
        "£60,000 pro rata",
        "€1,000 - €2,000 learning budget a year",
        "$5m – $20m deals",
        "€20,000 – €50,000 in grants a year",
        "$100k - $200k in savings for our customers",
        "$10 - $50 vouchers",
        "10,000 - 20,000 users",
    ],
)
def test_a_line_that_begins_with_other_money_is_not(line):
    assert from_text(f"We make maps.\n{line}\nA desk", countries=()) is None
