"""The contract of all job sources."""
# ruff: noqa: E501 - rows read better on one line

import pytest

from jobs.reading.normalise import normalise
from jobs.sources.errors import BadAnswer, Busy, FilterIgnored, ShapeChanged, Unreachable
from jobs.sources.registry import missing_keys, sources
from tests.fakes import job_records as records
from tests.fakes.job_sources import BROKEN, BUSY, HTML, Answer
from tests.jobs.conftest import fetched

ALL = sorted(records.MAKERS)
JSON = sorted(set(ALL) - {"personio", "rss", "jsonld"})
REMOTE_ONLY = ("himalayas", "remotive", "remoteok", "jobicy")


def test_every_source_is_tested_when_all_are_listed():
    assert set(sources()) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_declares_what_operators_need_when_listed(name):
    about = sources()[name].about

    assert about.name == name
    assert about.label and about.per_minute > 0 and about.every_hours > 0
    assert about.terms_url.startswith("https://") or name == "rss"
    assert about.verified or not about.default_on


@pytest.mark.parametrize("name", ALL)
def test_reads_its_records_when_they_have_their_real_shape(name, source_at, client_):
    source, feed = source_at(name)

    pages = fetched(source, feed, client_)

    postings = [posting for page in pages for posting in page.postings]
    assert len(postings) == 2
    assert len({posting.identifier for posting in postings}) == 2
    assert all(posting.employer and posting.title and posting.url and posting.raw for posting in postings)
    assert sum(page.skipped for page in pages) == 0
    if source.about.lists_all:
        assert pages[-1].complete


@pytest.mark.parametrize("name", ALL)
def test_reads_what_it_stored_when_asked_again(name, source_at, client_):
    source, feed = source_at(name)
    posting = fetched(source, feed, client_)[0].postings[0]

    again = source.read(posting.raw, feed)

    assert again == posting


@pytest.mark.parametrize(
    ("name", "field"),
    [
        (name, field)
        for name in sorted(set(ALL) - {"rss", "jsonld"})
        for field in sorted(sources()[name].about.expected)
    ],
)
def test_fails_loudly_when_a_field_is_renamed(name, field, source_at, client_, server):
    source, feed = source_at(name)
    server.rows[name] = [
        {(f"{key}_v2" if key == field else key): value for key, value in row.items()}
        for row in server.rows[name]
    ]

    with pytest.raises(ShapeChanged):
        fetched(source, feed, client_)


@pytest.mark.parametrize("name", JSON)
def test_is_a_bad_answer_when_html_comes_for_json(name, source_at, client_, server):
    source, feed = source_at(name)
    server.faults = [HTML] * 6

    with pytest.raises(BadAnswer, match="begins with"):
        fetched(source, feed, client_)


@pytest.mark.parametrize("name", ALL)
def test_is_an_error_when_the_answer_breaks_off(name, source_at, client_, server):
    source, feed = source_at(name)
    whole = b"x" * 500
    server.faults = [Answer(whole, cut=200)] * 6

    with pytest.raises(BadAnswer):
        fetched(source, feed, client_)


@pytest.mark.parametrize("name", ALL)
def test_can_be_tried_again_when_the_server_is_busy_or_broken(name, source_at, client_, server):
    source, feed = source_at(name)
    server.faults = [BROKEN] * 6

    with pytest.raises(Unreachable) as broken:
        fetched(source, feed, client_)
    server.faults = [BUSY]
    with pytest.raises(Busy) as busy:
        fetched(source, feed, client_)

    assert broken.value.retryable and busy.value.retryable
    assert busy.value.wait_s == 7


@pytest.mark.parametrize("name", sorted(set(ALL) - {"smartrecruiters"}))
def test_no_script_survives_when_normalised(name, source_at, client_):
    source, feed = source_at(name)
    posting = fetched(source, feed, client_)[0].postings[0]

    read = normalise(posting)

    assert "script" not in read.html and "onclick" not in read.html
    assert "steal" not in read.text


@pytest.mark.parametrize("name", REMOTE_ONLY)
def test_workplace_is_the_boards_word_when_all_of_it_is_remote(name, source_at, client_):
    source, feed = source_at(name)

    posting = fetched(source, feed, client_)[0].postings[0]

    assert (posting.workplace, posting.workplace_basis) == ("remote", "board")


@pytest.mark.parametrize("name", ["adzuna", "usajobs"])
def test_is_off_and_says_so_when_its_key_is_missing(name, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = settings.USAJOBS_EMAIL = settings.USAJOBS_KEY = ""

    missing = missing_keys(sources()[name].about)

    assert missing == list(sources()[name].about.settings)


@pytest.mark.parametrize(("name", "size"), [("lever", 100), ("smartrecruiters", 100), ("himalayas", 20),
                                            ("arbeitnow", 100), ("jobtech", 100)])  # fmt: skip
def test_goes_through_all_pages_and_from_a_cursor_when_there_are_many(name, size, source_at, client_, server):
    source, feed = source_at(name)
    server.rows[name] = records.MAKERS[name](size * 2 + 3)

    pages = fetched(source, feed, client_)
    rest = fetched(source, feed, client_, cursor=pages[0].cursor)

    assert [len(page.postings) for page in pages] == [size, size, 3]
    assert [page.complete for page in pages] == [False, False, True]
    assert [posting.identifier for page in rest for posting in page.postings] == [
        posting.identifier for page in pages[1:] for posting in page.postings
    ]


@pytest.mark.parametrize(("name", "parameter"), [("lever", "skip"), ("smartrecruiters", "offset"),
                                                 ("himalayas", "cursor"), ("arbeitnow", "page"),
                                                 ("jobtech", "occupation-field"), ("themuse", "category")])  # fmt: skip
def test_fails_loudly_when_a_parameter_is_ignored(name, parameter, source_at, client_, server):
    source, feed = source_at(name)
    server.rows[name] = records.MAKERS[name](250)
    if name == "jobtech":
        server.rows[name][3]["occupation_field"] = {"concept_id": "other", "label": "Other"}
    if name == "themuse":
        server.rows[name][3]["categories"] = [{"name": "Retail"}]
    server.ignores = {parameter}

    with pytest.raises(FilterIgnored):
        fetched(source, feed, client_)
