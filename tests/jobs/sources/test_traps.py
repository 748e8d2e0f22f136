"""What would break silently in each job source."""

import json

import pytest

from jobs.sources.errors import BadAnswer, ShapeChanged, Unreachable
from jobs.sources.port import Feed
from tests.fakes import job_records as records
from tests.fakes.job_sources import HTML, Answer, as_json
from tests.jobs.conftest import fetched


def test_greenhouse_decodes_escaped_content_and_takes_the_first_date(source_at, client_):
    source, feed = source_at("greenhouse")

    posting = fetched(source, feed, client_)[0].postings[0]

    assert posting.html.startswith("<h3>Requirements</h3>")
    assert posting.posted_at.isoformat() == "2026-10-16T15:55:32+00:00"


def test_greenhouse_says_the_content_is_gone_when_the_parameter_is_ignored(source_at, client_, server):
    source, feed = source_at("greenhouse")
    server.ignores = {"content"}

    with pytest.raises(ShapeChanged, match="content"):
        fetched(source, feed, client_)


def test_ashby_skips_unlisted_rows_and_believes_no_remote_flag(source_at, client_, server):
    source, feed = source_at("ashby")
    server.rows["ashby"][0]["isListed"] = False
    server.rows["ashby"][1]["workplaceType"] = None

    page = fetched(source, feed, client_)[0]

    assert len(page.postings) == 1
    assert page.postings[0].workplace == ""
    assert (page.postings[0].pay.low, page.postings[0].pay.currency, page.postings[0].pay.period) == (
        102800,
        "CAD",
        "YEAR",
    )


def test_lever_keeps_the_lists_and_what_follows_them(source_at, client_):
    source, feed = source_at("lever")

    posting = fetched(source, feed, client_)[0].postings[0]

    assert "We build." in posting.html
    assert "What you bring" in posting.html and "Kafka" in posting.html
    assert "Pay is fair." in posting.html


def test_lever_asks_europe_when_the_token_says_so(source_at, client_, server):
    source, _ = source_at("lever")

    fetched(source, Feed("eu:acme"), client_)

    assert server.requests[-1].path == "/lever/v0/postings/acme"
    assert type(source).eu_base_url == "https://api.eu.lever.co"


def test_smartrecruiters_fetches_the_body_in_a_second_call(source_at, client_):
    source, feed = source_at("smartrecruiters")
    posting = fetched(source, feed, client_)[0].postings[0]

    full = source.detail(posting, feed, client=client_)

    assert posting.needs_detail and not full.needs_detail
    assert "Five years of experience" in full.html
    assert posting.places[0].country == "DE"
    assert posting.workplace == ""


def test_smartrecruiters_is_not_complete_when_a_page_is_empty_too_early(source_at, client_, server):
    source, feed = source_at("smartrecruiters")
    server.rows["smartrecruiters"] = []
    server.pages["/smartrecruiters/v1/companies/acme/postings"] = lambda query: as_json(
        {"offset": 0, "limit": 100, "totalFound": 40, "content": []}
    )

    pages = fetched(source, feed, client_)

    assert not pages[-1].complete


def test_personio_takes_a_position_once_when_it_stands_there_twice(source_at, client_, server):
    source, feed = source_at("personio")
    server.rows["personio"] += server.rows["personio"]

    page = fetched(source, feed, client_)[0]

    assert len(page.postings) == 2
    assert [place.words for place in page.postings[0].places] == ["Munich", "Berlin"]


def test_personio_refuses_entities_that_grow(source_at, client_, server):
    source, feed = source_at("personio")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workzag-jobs>&b;</workzag-jobs>'
    server.faults = [Answer(bomb)]

    with pytest.raises(BadAnswer):
        fetched(source, feed, client_)


def test_himalayas_takes_no_restriction_for_the_world_and_names_for_places(source_at, client_, server):
    source, feed = source_at("himalayas")
    server.rows["himalayas"][1]["locationRestrictions"] = [{"alpha2": "DE", "name": "Germany"}, "France"]

    one, other = fetched(source, feed, client_)[0].postings

    assert one.worldwide and not one.applicants
    assert not other.worldwide and other.applicants == ("DE", "France")


def test_arbeitnow_never_follows_the_link_of_somebody_elses_filter(source_at, client_, server):
    source, feed = source_at("arbeitnow")
    server.rows["arbeitnow"] = records.arbeitnow(150)

    fetched(source, feed, client_)

    assert [request.query for request in server.requests] == [{"page": "1"}, {"page": "2"}]


def test_remotive_fails_loudly_when_the_count_is_not_what_it_sends(source_at, client_, server):
    source, feed = source_at("remotive")
    server.faults = [as_json({"job-count": 30, "jobs": server.rows["remotive"]})]

    with pytest.raises(ShapeChanged, match="counts 30"):
        fetched(source, feed, client_)


def test_remoteok_drops_the_notice_and_the_tag_of_our_address(source_at, client_):
    source, feed = source_at("remoteok")

    page = fetched(source, feed, client_)[0]

    assert len(page.postings) == 2
    for part in (page.postings[0].html, str(page.postings[0].raw)):
        assert "RMTI3" not in part and "THRILLED" not in part
    assert page.postings[0].html.startswith("<h3>Requirements</h3>")
    assert "what you have built" in page.postings[0].html
    assert page.postings[0].pay is None


def test_adzuna_keeps_predicted_pay_apart_from_stated(source_at, client_, server):
    source, feed = source_at("adzuna")
    server.rows["adzuna"][1]["salary_is_predicted"] = "0"

    one, other = fetched(source, feed, client_)[0].postings

    assert (one.pay.basis, other.pay.basis) == ("predicted", "stated")
    assert one.pay.currency == "GBP"


def test_adzuna_never_quotes_its_key_when_it_fails(source_at, make_client, server, settings):
    source, feed = source_at("adzuna")
    settings.ADZUNA_APP_KEY = "very-secret"
    server.faults = [Answer(status=500)] * 4

    with make_client() as client, pytest.raises(Unreachable) as error:
        fetched(source, feed, client)

    assert "very-secret" not in str(error.value)


def test_themuse_leaves_out_old_ads(source_at, client_, server):
    source, feed = source_at("themuse")
    server.rows["themuse"][0]["publication_date"] = "2021-03-01T00:00:00Z"

    page = fetched(source, feed, client_)[0]

    assert len(page.postings) == 1


def test_usajobs_sends_the_address_that_the_key_belongs_to(source_at, client_, server):
    source, feed = source_at("usajobs")

    posting = fetched(source, feed, client_)[0].postings[0]

    assert server.requests[-1].headers["user-agent"] == "ops@example.org"
    assert (posting.pay.low, posting.pay.period) == (86962.0, "YEAR")


def test_hackernews_reads_two_threads_and_leaves_out_talk(source_at, client_, server):
    source, feed = source_at("hackernews")
    server.rows["hackernews"] += [
        {"id": 1, "text": "Does anybody know a good recruiter?", "created_at_i": 1, "children": []},
        {"id": 2, "text": None, "created_at_i": 1, "children": []},
    ]

    pages = fetched(source, feed, client_)

    assert [request.path.rsplit("/", 1)[-1] for request in server.requests[1:]] == ["900", "902"]
    assert len(pages[0].postings) == 2
    posting = pages[0].postings[0]
    assert (posting.employer, posting.pay_words) == ("Acme", "$150k-$180k")
    assert posting.apply_url == "https://acme.com/jobs"


def test_rss_says_when_a_feed_is_none(source_at, client_, server):
    source, feed = source_at("rss")
    server.faults = [HTML] * 2

    with pytest.raises(BadAnswer, match="no feed"):
        fetched(source, feed, client_)


def test_jsonld_follows_links_of_a_list_but_not_against_robots_txt(source_at, client_, server):
    source, _ = source_at("jsonld")

    links = "".join(f'<a href="/jobs/{n}">job</a>' for n in (1, 2)) + '<a href="/jobs/hidden/3">no</a>'
    server.pages["/robots.txt"] = lambda query: Answer(b"User-agent: *\nDisallow: /jobs/hidden/")
    server.pages["/careers"] = lambda query: Answer(f"<html><body>{links}</body></html>".encode())
    for n, row in enumerate(records.jsonld(2), start=1):
        body = f'<html><script type="application/ld+json">{json.dumps(row)}</script></html>'.encode()
        server.pages[f"/jobs/{n}"] = lambda query, body=body: Answer(body)

    pages = fetched(source, Feed(f"{server.address}/careers"), client_)

    assert [len(page.postings) for page in pages] == [1, 1]
    assert not any("hidden" in request.path for request in server.requests)
    posting = pages[0].postings[0]
    assert (posting.workplace, posting.applicants, posting.pay.period) == ("remote", ("Germany",), "YEAR")


def test_jsonld_leaves_out_a_page_whose_posting_has_no_title(source_at, client_, server):
    source, feed = source_at("jsonld")
    server.rows["jsonld"] = []
    links = "".join(
        f'<a href="{link}">x</a>' for link in ("/jobs/1", "/jobs/2", "https://[company].com/jobs/3")
    )
    server.pages["/jsonld/feed"] = lambda query: Answer(f"<html><body>{links}</body></html>".encode())
    titled = records.jsonld(1)[0]
    for path, row in (("/jobs/1", {k: v for k, v in titled.items() if k != "title"}), ("/jobs/2", titled)):
        block = f'<script type="application/ld+json">{json.dumps(row)}</script>'.encode()
        server.pages[path] = lambda query, block=block: Answer(block)

    pages = fetched(source, feed, client_)

    assert [(len(page.postings), page.skipped) for page in pages] == [(0, 1), (1, 0)]
    assert pages[-1].complete


def test_rss_leaves_out_an_entry_without_a_link(source_at, client_, server):
    source, feed = source_at("rss")
    server.rows["rss"] = records.rss(3)
    del server.rows["rss"][0]["link"], server.rows["rss"][0]["guid"]

    page = fetched(source, feed, client_)[0]

    assert (len(page.postings), page.skipped) == (2, 1)
