from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import run_checks

from intervision import providers
from intervision.providers import UnknownProvider, in_use, make, provider

HERE = __name__


class Greeter:
    def __init__(self, *, word: str = "hello") -> None:
        self.word = word


@pytest.fixture(autouse=True)
def made_anew() -> Iterator[None]:
    providers.provider.cache_clear()
    yield
    providers.provider.cache_clear()


def test_a_provider_is_made_once_with_its_options(settings: Any) -> None:
    settings.PROVIDERS = {"greeter": {"BACKEND": f"{HERE}.Greeter", "OPTIONS": {"word": "hi"}}}

    first = provider("greeter")

    assert first.word == "hi"
    assert provider("greeter") is first


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        (None, 'no "greeter" with a BACKEND'),
        ({}, 'no "greeter" with a BACKEND'),
        ({"BACKEND": "no.such.Greeter"}, "cannot be imported"),
        ({"BACKEND": f"{HERE}.Nobody"}, "cannot be imported"),
        ({"BACKEND": f"{HERE}.Greeter", "OPTIONS": {"loud": True}}, "OPTIONS that Greeter refuses"),
    ],
)
def test_what_can_not_be_made_says_what_to_change(setting: dict[str, Any] | None, says: str) -> None:
    with pytest.raises(UnknownProvider, match=says):
        make("greeter", setting)


def test_in_use_names_what_serves_and_keeps_the_key_to_itself(settings: Any) -> None:
    options = {"model": "small", "base_url": "http://localhost:1", "api_key": "sk-secret"}
    settings.PROVIDERS = {
        "greeter": {"BACKEND": f"{HERE}.Greeter"},
        "writer": {"BACKEND": "somewhere.OpenAIWriter", "OPTIONS": options},
    }

    assert in_use() == {"greeter": "Greeter", "writer": "OpenAIWriter (small, http://localhost:1)"}


@pytest.mark.parametrize(
    "setting",
    [
        {"BACKEND": "no.such.Greeter"},
        {"BACKEND": f"{HERE}.Greeter", "OPTIONS": {"loud": True}},
        {"OPTIONS": {}},
    ],
)
def test_the_check_names_a_provider_that_can_not_be_used(settings: Any, setting: dict[str, Any]) -> None:
    settings.PROVIDERS = {"greeter": setting}

    (error,) = [message for message in run_checks() if message.id == "intervision.E001"]

    assert 'PROVIDERS["greeter"]' in error.msg
    assert "GREETER_BACKEND" in str(error.hint)


def test_the_providers_that_are_shipped_pass_the_check() -> None:
    assert not [message for message in run_checks() if message.id == "intervision.E001"]
