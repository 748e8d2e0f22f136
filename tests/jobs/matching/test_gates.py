"""The gates: what shuts a job out, and what is shown as something to check."""

from datetime import timedelta

import pytest

from jobs.index.entries import seconds
from jobs.matching.gates import Gate, checks, shut
from jobs.matching.seeker import Pay, Place, Seeker
from jobs.reading.spoken import Spoken
from jobs.reading.sponsorship import Sponsorship
from tests.jobs.matching.test_ranking import an_entry
from tests.jobs.openings import NOW

REMOTE = {"workplace": "remote", "places": ()}


@pytest.mark.parametrize(
    ("entry", "seeker", "gate"),
    [
        ({"status": "closed"}, {}, Gate.CLOSED),
        ({"valid_through": seconds(NOW - timedelta(days=1))}, {}, Gate.CLOSED),
        ({"language": "de"}, {}, Gate.LANGUAGE),
        ({"language": "de"}, {"languages": frozenset({"de", "en"})}, None),
        ({}, {"places": (Place("Berlin", "DE"),)}, None),
        ({}, {"places": (Place("", "DE"),)}, None),
        ({}, {"places": (Place("Hamburg", "DE"),)}, Gate.PLACE),
        ({}, {"homes": frozenset({"FR"})}, Gate.PLACE),
        (REMOTE | {"countries": ("US",)}, {"homes": frozenset({"DE"})}, Gate.APPLICANTS),
        (REMOTE | {"countries": ("US", "DE")}, {"homes": frozenset({"DE"})}, None),
        (REMOTE | {"scope": "worldwide"}, {"homes": frozenset({"DE"})}, None),
        ({}, {"authorised": frozenset({"FR"})}, Gate.AUTHORISATION),
        ({}, {"workplaces": frozenset({"remote"})}, Gate.WORKPLACE),
        ({"employment_type": "INTERN"}, {"employment_types": frozenset({"FULL_TIME"})}, Gate.EMPLOYMENT),
        ({}, {"avoid_employers": frozenset({"acme"})}, Gate.AVOIDED),
        ({"must": ("php",)}, {"avoid_skills": frozenset({"php"})}, Gate.AVOIDED),
        ({"nice": ("php",)}, {"avoid_skills": frozenset({"php"})}, None),
    ],
)
def test_gate(entry, seeker, gate):
    finding = shut(an_entry(**entry), Seeker(**seeker), now=NOW)

    assert (finding.gate if finding else None) == gate


@pytest.mark.parametrize(
    ("entry", "seeker", "words"),
    [
        ({"status": "stale"}, {}, "still open"),
        ({"language": ""}, {}, "language"),
        (REMOTE, {"homes": frozenset({"DE"})}, "which countries you can apply from"),
        ({"places": ()}, {"homes": frozenset({"DE"})}, "where it is"),
        ({"workplace": ""}, {"workplaces": frozenset({"remote"})}, "from elsewhere"),
        (
            {},
            {"authorised": frozenset({"US"}), "places": (Place("Berlin", "DE"),)},
            "permission to work in Germany",
        ),
        (
            {"workplace": "remote", "places": (("", "US"),), "scope": "worldwide"},
            {"time_zones": ("Europe/Berlin",), "homes": frozenset({"DE"})},
            None,
        ),
        (
            {"workplace": "remote", "places": (("Tokyo", "JP"),), "scope": "worldwide"},
            {"time_zones": ("Europe/Berlin",), "homes": frozenset({"DE"})},
            "working hours",
        ),
    ],
)
def test_unknown_is_a_check_and_not_a_gate(entry, seeker, words):
    made, who = an_entry(**entry), Seeker(**seeker)

    assert shut(made, who, now=NOW) is None
    found = checks(made, who, now=NOW)
    assert [words in check for check in found] == [True] if words else found == []


def test_language_that_an_ad_asks_for_besides_its_own_is_told_in_its_words():
    entry = an_entry(spoken=(Spoken(("de",), "Fluent German (C1)"), Spoken(("fr", "nl"), "French or Dutch")))

    assert checks(entry, Seeker(), now=NOW) == [
        "knowledge of German: it says “Fluent German (C1)”",
        "knowledge of French or Dutch: it says “French or Dutch”",
    ]
    assert checks(entry, Seeker(languages=frozenset({"en", "de", "nl"})), now=NOW) == []
    assert shut(entry, Seeker(), now=NOW) is None


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({}, True),
        ({"salary_max": 90_000.0, "salary_period": "YEAR", "salary_basis": "predicted"}, True),
        ({"salary_max": 90_000.0, "salary_period": "YEAR", "salary_basis": "parsed"}, False),
    ],
)
def test_pay_that_an_ad_does_not_state_is_to_be_checked_by_those_who_wish_for_some(entry, told):
    entry = an_entry(**entry)
    words = "what it pays: no pay was found in the ad"

    assert (words in checks(entry, Seeker(pay=Pay(80_000, "EUR")), now=NOW)) is told
    assert words not in checks(entry, Seeker(), now=NOW)


@pytest.mark.parametrize(
    ("entry", "seeker", "gate"),
    [
        ({"level": "intern"}, {"levels": ("mid", "senior")}, Gate.LEVEL),
        ({"level": "", "employment_type": "INTERN"}, {"levels": ("mid",)}, Gate.LEVEL),
        ({"level": "intern"}, {"levels": ("junior",)}, None),
        ({"level": "intern"}, {}, None),
        (
            {"level": "intern", "employment_type": "INTERN"},
            {"levels": ("mid",), "employment_types": frozenset({"INTERN"})},
            None,
        ),
        ({"level": "junior"}, {"levels": ("senior",)}, None),
    ],
)
def test_an_internship_is_for_those_who_begin_or_ask_for_one(entry, seeker, gate):
    finding = shut(an_entry(**entry), Seeker(**seeker), now=NOW)

    assert (finding.gate if finding else None) == gate


@pytest.mark.parametrize(
    ("helps", "told"),
    [
        ("yes", "permission to work in Germany: it says “We sponsor visas.”"),
        ("no", None),
        ("", "whether the employer helps with permission to work in Germany"),
    ],
)
def test_an_ad_that_speaks_of_permits_answers_those_who_need_one(helps, told):
    entry = an_entry(sponsorship=Sponsorship(helps, "We sponsor visas."))
    seeker = Seeker(authorised=frozenset({"IN"}), places=(Place("", "DE"),))

    assert checks(entry, seeker, now=NOW) == ([told] if told else [])
    assert (shut(entry, seeker, now=NOW) is None) == bool(told)
    assert shut(entry, Seeker(authorised=frozenset({"DE"})), now=NOW) is None


@pytest.mark.parametrize(
    ("wished", "told"),
    [
        (["PART_TIME"], ["whether it is part-time: it says “Teilzeit ab 20h möglich”"]),
        (["CONTRACTOR"], ["whether it is contract"]),
        (["TEMPORARY", "CONTRACTOR"], ["whether it is contract or temporary"]),
        (["FULL_TIME", "PART_TIME"], []),
        ([], []),
    ],
)
def test_who_wishes_for_part_time_reads_what_the_ad_says_of_it(wished, told):
    entry = an_entry(employment_type="", part_time="Teilzeit ab 20h möglich")
    seeker = Seeker(employment_types=frozenset(wished))

    assert checks(entry, seeker, now=NOW) == told


@pytest.mark.parametrize(
    ("words", "wished", "is_open"),
    [
        ("You can also work part-time.", ["PART_TIME"], True),
        ("You can also work part-time.", ["CONTRACTOR"], False),
        ("", ["PART_TIME"], False),
    ],
)
def test_a_full_time_job_that_offers_part_time_is_not_shut(words, wished, is_open):
    entry = an_entry(employment_type="FULL_TIME", part_time=words)

    assert (shut(entry, Seeker(employment_types=frozenset(wished)), now=NOW) is None) == is_open
