"""Files over HTTP: a range that is never more than a player needs next, and blocks instead of all at once."""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http.response import HttpResponseBase

from intervision import ranges

DATA = bytes(range(100))


@pytest.fixture
def name() -> Iterator[str]:
    name = default_storage.save("sounds/r.webm", ContentFile(DATA))
    yield name
    default_storage.delete(name)


def asked(name: str, range_header: str) -> HttpResponseBase:
    return ranges.file_response(name, size=len(DATA), content_type="audio/webm", range_header=range_header)


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=10-19", 10, 19),
        ("bytes=90-", 90, 99),
        ("bytes=90-200", 90, 99),
        ("bytes=-5", 95, 99),
        ("bytes=-500", 0, 99),
        ("bytes=99-99", 99, 99),
    ],
)
def test_a_range_is_cut_to_what_is_there(name: str, header: str, first: int, last: int) -> None:
    response = asked(name, header)

    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/100"
    assert response.headers["Content-Length"] == str(last - first + 1)
    assert response.getvalue() == DATA[first : last + 1]


@pytest.mark.parametrize(("header", "first"), [("bytes=0-", 0), ("bytes=50-99", 50), ("bytes=-60", 40)])
def test_no_range_is_longer_than_a_player_needs_next(
    name: str, monkeypatch: pytest.MonkeyPatch, header: str, first: int
) -> None:
    monkeypatch.setattr(ranges, "LONGEST_RANGE", 30)

    response = asked(name, header)

    assert response.headers["Content-Range"] == f"bytes {first}-{first + 29}/100"
    assert response.getvalue() == DATA[first : first + 30]


@pytest.mark.parametrize("header", ["bytes=5-2", "bytes=100-", "bytes=-0", "bytes=999999-9999999"])
def test_a_range_that_holds_nothing_is_refused(name: str, header: str) -> None:
    response = asked(name, header)

    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */100"


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=1-2,5-6", "lines=1-2", f"bytes={'9' * 5000}-"])
def test_what_is_not_one_range_gets_the_whole_file(name: str, header: str) -> None:
    response = asked(name, header)

    assert response.status_code == 200
    assert "Content-Range" not in response.headers
    assert response.getvalue() == DATA


async def test_an_asgi_server_is_given_one_block_after_the_other(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "BLOCK", 40)
    response = asked(name, "")

    blocks = [block async for block in response]  # type: ignore[attr-defined]

    assert [len(block) for block in blocks] == [40, 40, 20]
    assert b"".join(blocks) == DATA
