"""The language of a page over a WebSocket."""

from typing import Any

import pytest

from interviews.live.language import language_of


@pytest.mark.parametrize(
    ("cookies", "accepted", "language"),
    [
        ({}, b"de-AT,de;q=0.9,en;q=0.5", "de"),
        ({"django_language": "de"}, b"en", "de"),
        ({}, b"ja", "en"),
        ({}, None, "en"),
    ],
)
def test_the_handshake_says_the_language(
    settings: Any, cookies: dict[str, str], accepted: bytes | None, language: str
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    headers = [(b"host", b"localhost")] + ([(b"accept-language", accepted)] if accepted else [])

    assert language_of({"cookies": cookies, "headers": headers}) == language
