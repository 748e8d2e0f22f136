# ruff: noqa: E501 - rows read better on one line
import pytest

from jobs.intake.dedupe import Verdict, compare, pack, traits_of, unpack
from jobs.reading.employers import employer_key
from jobs.reading.normalise import normalise
from jobs.reading.references import read_reference
from jobs.sources.port import Place, RawPosting

BODY = (
    "The payments team moves eleven million transactions a day between merchants and banks. You will design "
    "idempotent consumers, own the ledger and keep reconciliation exact to the cent. We write Kotlin, store events "
    "in Kafka and run everything on Kubernetes, and we share the pager one week in six among five colleagues."
)
OTHER = (
    "You answer schools by chat and e-mail, reproduce bugs, write help articles and tell the product team what hurts. "
    "Most questions are solved within the hour, the rest you follow until they are, with warmth and a log file."
)


def traits(title="Backend Engineer", employer="Acme", places=("Berlin",), body=BODY, feed="", url=""):
    return traits_of(
        normalise(
            RawPosting(
                identifier="1", title=title, employer=employer, text=body, url=url, raw={},
                places=tuple(Place(words=words) for words in places),
            )
        ),
        feed=feed,
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"employer": "ACME GmbH"},
        {"employer": "Acme Technologies, Inc."},
        {"title": "Back-End Engineer (m/f/d)"},
        {"title": "Backend Engineer - Berlin"},
        {"places": ("Berlin, Germany",)},
        {"places": ("Berlin", "Hamburg")},
        {"body": BODY + " We are an equal opportunity employer."},
        {"body": BODY.replace("five colleagues", "six colleagues")},
    ],
)
def test_is_the_same_when_only_the_writing_differs(other):
    assert compare(traits(), traits(**other)) is Verdict.SAME


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Senior Backend Engineer"},
        {"title": "Backend Engineer II"},
        {"title": "Backend Engineer, Risk"},
        {"title": "Frontend Engineer"},
        {"places": ("Munich",)},
        {"places": ("Remote, Spain",)},
        {"body": OTHER},
        {"body": ""},
        {"employer": "Umbrella"},
    ],
)
def test_is_another_opening_when_it_differs(other):
    assert compare(traits(), traits(**other)) is Verdict.DIFFERENT


def test_two_open_records_of_one_feed_are_two_openings():
    assert compare(traits(feed="greenhouse:acme"), traits(feed="greenhouse:acme")) is Verdict.DIFFERENT


def test_references_decide_before_words():
    one = traits(url="https://boards.greenhouse.io/acme/jobs/1")
    same = traits(title="Something else", body=OTHER, url="https://acme.com/careers?gh_jid=1")
    different = traits(url="https://job-boards.greenhouse.io/acme/jobs/2")

    assert compare(one, same) is Verdict.SAME
    assert compare(one, different) is Verdict.DIFFERENT


def test_an_agencys_copy_is_a_repost_not_the_same():
    assert compare(traits(), traits(employer="Hays Recruitment")) is Verdict.REPOST


def test_traits_are_the_same_after_they_were_stored():
    one = traits(url="https://jobs.lever.co/acme/00000000-0000-4000-8000-000000000001")

    stored = unpack(
        pack(one), reference_board=one.reference_board, reference=one.reference, signature=one.signature
    )

    assert stored == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme GmbH & Co. KG", "ACME"),
        ("The Acme Company", "acme"),
        ("Acme.com", "Acme, Inc."),
        ("Müller AG", "Muller"),
    ],
)
def test_employers_have_one_key_however_they_are_written(one, other):
    assert employer_key(one) == employer_key(other)


@pytest.mark.parametrize(
    ("url", "reference"),
    [
        ("https://job-boards.greenhouse.io/gitlab/jobs/8345879002", ("greenhouse", "8345879002")),
        ("https://www.samsara.com/company/careers/roles/7312588?gh_jid=7312588", ("greenhouse", "7312588")),
        ("https://jobs.lever.co/palantir/a90eb029-19cc-413c-bd51-b84110000000/apply",
         ("lever:palantir", "a90eb029-19cc-413c-bd51-b84110000000")),
        ("https://jobs.smartrecruiters.com/ServiceNow/744000075863108-inside", ("smartrecruiters:servicenow", "744000075863108")),
        ("https://example.org/jobs/1", ("", "")),
        ("https://[company].com", ("", "")),
    ],
)  # fmt: skip
def test_reads_references_when_an_address_holds_one(url, reference):
    assert read_reference(url) == reference


def test_a_short_body_may_differ_by_a_sentence_where_all_else_is_the_same():
    shorter = BODY.rpartition(", and we share")[0] + "."

    assert compare(traits(), traits(body=shorter)) is Verdict.SAME
    assert compare(traits(), traits(body=shorter, places=("Berlin", "Hamburg"))) is Verdict.DIFFERENT


def test_a_title_of_nothing_but_plain_words_is_compared_by_them():
    assert compare(traits("Office Manager"), traits("Office Manager (m/f/d)")) is Verdict.SAME
    assert compare(traits("Office Manager"), traits("Team Manager")) is Verdict.DIFFERENT


@pytest.mark.parametrize("title", ["Hiring: Backend Engineer", "Backend Engineer - apply now!"])
def test_calls_to_apply_are_no_part_of_a_title(title):
    assert compare(traits(), traits(title)) is Verdict.SAME
