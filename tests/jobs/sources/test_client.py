import tracemalloc

import httpx
import pytest

from intervision import redis
from jobs.sources.client import Client, Patience, is_public, retry_after, user_agent
from jobs.sources.errors import Busy, Refused, TooLarge
from jobs.sources.pace import Pace
from jobs.sources.port import Feed
from tests.fakes import job_records as records
from tests.fakes.job_sources import BROKEN, Answer, as_json


def test_says_who_asks_when_it_asks(make_client, server):
    server.pages["/x"] = lambda query: as_json({})

    with make_client(agent=user_agent("https://rehearse.example")) as client:
        client.get(f"{server.address}/x")

    assert "https://rehearse.example" in server.requests[0].headers["user-agent"]


def test_tries_again_when_the_server_breaks_once(client_, server):
    server.pages["/x"] = lambda query: as_json({"fine": True})
    server.faults = [BROKEN]

    body = client_.json(f"{server.address}/x")

    assert body == {"fine": True}
    assert len(server.requests) == 2


def test_waits_as_long_as_it_is_asked_to_when_that_is_short(make_client, server):
    server.pages["/x"] = lambda query: as_json({"fine": True})
    server.faults = [Answer(status=429, headers={"Retry-After": "0"})]

    with make_client() as client:
        body = client.json(f"{server.address}/x")

    assert body == {"fine": True}


def test_gives_up_at_once_when_it_is_asked_to_wait_long(client_, server):
    server.faults = [Answer(status=429, headers={"Retry-After": "3600"})]

    with pytest.raises(Busy):
        client_.get(f"{server.address}/x")

    assert len(server.requests) == 1


def test_does_not_try_again_when_it_is_refused(client_, server):
    with pytest.raises(Refused):
        client_.get(f"{server.address}/nothing/here")

    assert len(server.requests) == 1


def test_stops_reading_when_an_answer_is_too_large(make_client, server):
    server.pages["/x"] = lambda query: Answer(b"x" * 200_000)

    with make_client(max_bytes=100_000) as client, pytest.raises(TooLarge):
        client.get(f"{server.address}/x")


@pytest.fixture
def elsewhere(server):
    """The address of a page on the same server under another name, to which /x redirects."""
    address = f"{server.address.replace('127.0.0.1', 'localhost')}/y"
    server.pages["/x"] = lambda query: Answer(status=302, headers={"Location": address})
    server.pages["/y"] = lambda query: Answer(b"[1]")
    return address


def test_follows_no_redirect_into_our_own_network(client_, server, elsewhere):
    with pytest.raises(Refused, match="no public address"):
        client_.get(f"{server.address}/x")

    assert [request.path for request in server.requests] == ["/x"]


def test_follows_redirects_to_the_same_host_and_to_public_ones(client_, server, elsewhere, monkeypatch):
    monkeypatch.setattr("jobs.sources.client.is_public", lambda host: host == "localhost")
    server.pages["/w"] = lambda query: Answer(status=301, headers={"Location": "/x"})

    assert client_.get(f"{server.address}/w") == b"[1]"


def test_takes_no_key_to_another_host(client_, server, elsewhere, monkeypatch):
    monkeypatch.setattr("jobs.sources.client.is_public", lambda host: True)

    with pytest.raises(Refused, match="must not see the key"):
        client_.get(f"{server.address}/x", headers={"Authorization-Key": "very-secret"}, secret=True)

    assert [request.path for request in server.requests] == ["/x"]


def test_ends_when_redirects_go_in_circles(client_, server):
    server.pages["/x"] = lambda query: Answer(status=302, headers={"Location": "/x"})

    with pytest.raises(Refused, match="circles"):
        client_.get(f"{server.address}/x")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("127.0.0.1", False),
        ("10.0.0.7", False), ("169.254.169.254", False), ("100.64.0.1", False), ("::1", False),
        ("fe80::1", False), ("fd00::1", False), ("::ffff:10.0.0.7", False), ("0.0.0.0", False),
        ("224.0.0.1", False),
    ],
)  # fmt: skip
def test_knows_addresses_of_the_internet(address, public):
    assert is_public(address) is public


def test_asks_whether_it_changed_and_uses_what_it_has_when_not(make_client, server, tmp_path):
    def answer(query):
        asked = server.requests[-1].headers.get("if-none-match")
        return (
            Answer(status=304, headers={"ETag": '"1"'})
            if asked == '"1"'
            else Answer(b"[1]", headers={"ETag": '"1"'})
        )

    server.pages["/x"] = answer
    with make_client(cache=tmp_path / "cache.sqlite3") as client:
        bodies = [client.get(f"{server.address}/x") for _ in range(3)]

    assert bodies == [b"[1]"] * 3
    assert [request.headers.get("if-none-match") for request in server.requests] == [None, '"1"', '"1"']


def test_sees_a_change_when_the_server_says_nothing_of_freshness(make_client, server, tmp_path):
    bodies = iter([b"[1]", b"[2]"])
    server.pages["/x"] = lambda query: Answer(
        next(bodies),
        headers={"Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT", "Cache-Control": "max-age=9999"},
    )

    with make_client(cache=tmp_path / "cache.sqlite3") as client:
        got = [client.get(f"{server.address}/x") for _ in range(2)]

    assert got == [b"[1]", b"[2]"]


def test_keeps_nothing_on_disk_when_the_address_holds_a_key(make_client, server, tmp_path):
    server.pages["/x"] = lambda query: Answer(b"[1]", headers={"ETag": '"1"'})

    with make_client(cache=tmp_path / "cache.sqlite3") as client:
        client.get(f"{server.address}/x", params={"app_key": "very-secret"}, secret=True)

    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"very-secret" not in stored


def test_hands_out_slots_one_after_another_when_several_ask():
    redis.blocking().delete("jobs:pace:slow")
    waits: list[float] = []
    one, other = (
        Pace(redis=redis.blocking(), source="slow", per_minute=60, sleep=waits.append) for _ in range(2)
    )

    one.wait()
    other.wait()
    one.wait()

    assert [round(wait) for wait in waits] == [1, 2]


def test_ends_the_day_when_its_calls_are_used_up():
    redis.blocking().delete("jobs:pace:few")
    pace = Pace(
        redis=redis.blocking(), source="few", per_minute=60_000_000, per_day=2, sleep=lambda s: None,
        today=lambda: "a-day-of-tests",
    )  # fmt: skip
    redis.blocking().delete("jobs:calls:few:a-day-of-tests")

    pace.wait()
    pace.wait()

    with pytest.raises(Busy, match="a day are used up"):
        pace.wait()


def test_reads_seconds_and_dates_when_told_to_wait():
    assert retry_after(httpx.Headers({"Retry-After": "7"})) == 7
    assert retry_after(httpx.Headers({"Retry-After": "Thu, 01 Jan 1970 00:01:00 GMT"}), now=lambda: 0) == 60
    assert retry_after(httpx.Headers({})) is None


@pytest.mark.slow
def test_memory_stays_bounded_when_a_hundred_thousand_rows_are_streamed(source_at, server, waits):
    source, _ = source_at("lever")
    template = records.lever(1)[0]

    class Rows:
        """A hundred thousand rows that are made as they are asked for."""

        def __getitem__(self, part):
            numbers = range(100_000)[part]
            return [template | {"id": f"00000000-0000-4000-8000-{n:012d}"} for n in numbers]

    server.rows["lever"] = Rows()
    pace = Pace(redis=redis.blocking(), source="tests", per_minute=60_000_000, sleep=waits.append)
    rows = 0
    tracemalloc.start()
    with Client(pace=pace, agent="tests", patience=Patience()) as client:
        for page in source.fetch(Feed("acme"), cursor="", client=client):
            rows += len(page.postings)
            server.requests.clear()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert rows == 100_000
    assert peak < 40_000_000
