"""The one score: what raises and lowers it."""

from datetime import timedelta

import msgspec
import pytest

from jobs.index.entries import Entry, seconds
from jobs.matching.ranking import coverage, gap_share, level_fit, rank, salary_fit, title_fit, yearly
from jobs.matching.seeker import Pay, Seeker
from jobs.reading.spoken import Spoken
from tests.jobs.openings import NOW


def an_entry(**fields):
    values = {
        "key": b"0123456789abcdef", "title": "Backend Engineer", "normalised_title": "backend engineer",
        "employer": "Acme", "employer_key": "acme", "level": "mid", "shape": "individual",
        "workplace": "onsite", "scope": "", "countries": (), "places": (("Berlin", "DE"),),
        "language": "en", "employment_type": "",
        "must": (), "nice": (), "named": (), "salary_min": None, "salary_max": None, "salary_currency": "",
        "salary_period": "", "salary_basis": "", "posted": seconds(NOW - timedelta(days=2)),
        "first_seen": seconds(NOW), "valid_through": 0, "status": "active", "openings": "a",
        "by_agency": False, "sources": (),
    }  # fmt: skip
    return Entry(**(values | fields))


SEEKER = Seeker(
    titles=("backend engineer",),
    credits={"python": 0.9, "sql": 0.8, "kafka": 0.9},
    via={"python": "python", "sql": "sql", "kafka": "kafka"},
    gaps=frozenset({"kubernetes"}),
    claims=True,
    levels=("mid",),
)


def score(entry, seeker=SEEKER, near=None):
    return rank([entry], seeker, near=near or {}, now=NOW)[0].score


def test_thin_ad_is_drawn_towards_little():
    thin = an_entry(must=("python",))
    thick = an_entry(must=("python", "sql", "kafka"))

    assert coverage(an_entry(), SEEKER) < coverage(thin, SEEKER) < coverage(thick, SEEKER) < 1


def test_ad_that_names_nothing_stands_below_a_full_one_that_asks_for_something_shown():
    untested = ("rust", "go", "linux", "redis", "grpc", "terraform", "aws")

    assert score(an_entry()) < score(an_entry(must=("python", *untested)))
    assert score(an_entry()) == pytest.approx(score(an_entry(must=untested)))
    assert score(an_entry()) > score(an_entry(must=("kubernetes",)))


def test_ad_that_asks_for_another_language_comes_later_and_is_no_strong_match():
    def ranked(*spoken):
        asked = tuple(Spoken(languages, "words") for languages in spoken)
        return rank([an_entry(must=("python", "sql"), spoken=asked)], SEEKER, near={}, now=NOW)[0]

    assert ranked().is_strong(SEEKER)
    assert ranked(("de", "en")) == msgspec.structs.replace(ranked(), entry=ranked(("de", "en")).entry)
    assert ranked(("de",)).score < ranked().score
    assert not ranked(("de",)).is_strong(SEEKER)


def test_nice_to_have_helps_and_never_hurts():
    bare = an_entry(must=("python", "sql"))

    assert coverage(an_entry(must=("python", "sql"), nice=("cobol",)), SEEKER) == coverage(bare, SEEKER)
    assert coverage(an_entry(must=("python", "sql"), nice=("kafka",)), SEEKER) > coverage(bare, SEEKER)


def test_gap_costs_only_where_it_is_required():
    assert gap_share(an_entry(must=("kubernetes",)), SEEKER) > 0
    assert gap_share(an_entry(nice=("kubernetes",)), SEEKER) == 0
    assert gap_share(an_entry(named=("kubernetes",)), SEEKER) == 0


def test_level_counts_less_the_further_it_is():
    fits = [level_fit(an_entry(level=level), SEEKER) for level in ("mid", "senior", "staff")]

    assert fits[0] > fits[1] > fits[2]
    assert fits[2] < level_fit(an_entry(level=""), SEEKER) < fits[0]


def test_manager_role_stands_below_the_same_one_for_an_individual():
    assert score(an_entry(shape="manager")) < score(an_entry())


def test_only_stated_salary_counts():
    wish = Seeker(pay=Pay(yearly=80_000, currency="EUR"))
    pay = {"salary_max": 5_000.0, "salary_currency": "EUR", "salary_period": "MONTH"}

    assert salary_fit(an_entry(salary_basis="predicted", **pay), wish) == 0.5
    assert yearly(an_entry(salary_basis="predicted", **pay)) is None
    assert salary_fit(an_entry(salary_basis="stated", **pay), wish) == 0.0
    assert salary_fit(an_entry(salary_basis="stated", **pay | {"salary_max": 7_000.0}), wish) == 1.0
    assert salary_fit(an_entry(salary_basis="stated", **pay | {"salary_currency": "USD"}), wish) == 0.5
    assert yearly(an_entry(salary_basis="parsed", months_paid=14, **pay)) == 70_000
    assert yearly(an_entry(salary_basis="parsed", months_paid=14, **pay | {"salary_period": "YEAR"})) == 5_000


def test_fresher_of_two_equals_comes_first():
    old = an_entry(key=b"o" * 16, posted=seconds(NOW - timedelta(days=40)))
    new = an_entry(key=b"n" * 16)

    ranked = rank([old, new], SEEKER, near={}, now=NOW)

    assert [one.entry.key for one in ranked] == [new.key, old.key]


def test_title_near_in_meaning_counts_without_a_common_word():
    names = {"backend engineer", "server side programmer", "nurse"}

    fit = title_fit(names, SEEKER, near={"backend engineer": 1.0, "server side programmer": 0.7})

    assert fit["backend engineer"] == 1.0
    assert fit["backend engineer"] > fit["server side programmer"] > fit["nurse"] == 0


def test_qualifier_beside_the_sought_role_does_not_make_it_another_role():
    seeker = Seeker(titles=("back end engineer", "software engineer"))
    near = {"back end engineer payments": 0.8, "data engineer": 0.8, "devops engineer": 0.82}

    fit = title_fit({"back end engineer", *near}, seeker, near=near | {"back end engineer": 1.0})

    assert fit["back end engineer"] > fit["back end engineer payments"]
    assert fit["back end engineer payments"] > max(fit["data engineer"], fit["devops engineer"])


def test_title_of_the_kind_counts_however_far_it_is_in_letters():
    seeker = Seeker(titles=("back end engineer",))
    entries = [an_entry(normalised_title=name) for name in ("node.js developer", "office supervisor")]

    kind, other = rank(entries, seeker, near={}, now=NOW)

    assert (kind.of_kind, other.of_kind) == (True, False)
    assert kind.parts.title > other.parts.title + 0.5


def test_strong_needs_evidence_of_more_than_one_skill():
    entry = an_entry(must=("python", "sql", "kafka"))
    [ranked] = rank([entry], SEEKER, near={}, now=NOW)
    [thin] = rank([an_entry(must=("python",))], SEEKER, near={}, now=NOW)

    assert ranked.is_strong(SEEKER)
    assert not thin.is_strong(SEEKER)
    assert not ranked.is_strong(Seeker(titles=SEEKER.titles, credits=SEEKER.credits, claims=False))


def test_choice_between_skills_is_one_requirement():
    either = an_entry(must=("python", "go", "sql"), choices=(("python", "go"),))

    assert coverage(either, SEEKER) == coverage(an_entry(must=("python", "sql")), SEEKER)
    assert coverage(either, SEEKER) > coverage(an_entry(must=("python", "go", "sql")), SEEKER)


def test_gap_costs_nothing_where_what_was_shown_is_enough():
    met = an_entry(must=("kubernetes", "python"), choices=(("kubernetes", "python"),))
    open_ = an_entry(must=("kubernetes", "nomad"), choices=(("kubernetes", "nomad"),))

    assert gap_share(met, SEEKER) == 0
    assert gap_share(open_, SEEKER) == gap_share(an_entry(must=("kubernetes",)), SEEKER)


def test_choice_shown_twice_is_no_second_skill():
    def strong(**fields):
        [one] = rank([an_entry(**fields)], SEEKER, near={}, now=NOW)
        return one.is_strong(SEEKER)

    assert strong(must=("python", "sql"))
    assert not strong(must=("python", "sql"), choices=(("python", "sql"),))


@pytest.mark.parametrize(
    ("title", "must", "speaks"),
    [
        ("backend engineer", (), True),
        ("rust engineer", ("rust", "python", "linux"), False),
        ("rust engineer", ("rust", "python"), True),
        ("rust engineer", ("rust", "python", "linux", "sql", "git"), True),
        ("rust engineer", ("python",), True),
        ("firmware engineer", ("pytest",), False),
        ("rust engineer", (), False),
    ],
)
def test_of_another_kind_of_role_a_job_asks_for_more_than_one_thing_that_was_shown(title, must, speaks):
    seeker = msgspec.structs.replace(SEEKER, credits={**SEEKER.credits, "pytest": 0.3})
    entry = an_entry(title=title, normalised_title=title, must=must)

    assert rank([entry], seeker, near={}, now=NOW)[0].speaks_for_itself(seeker) == speaks
