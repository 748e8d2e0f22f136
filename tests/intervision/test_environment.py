"""One variable at a time: what its value may be, and what is said of one that it may not."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from intervision.environment import env


@pytest.mark.parametrize("written", ["-1", "0"])
def test_a_number_of_days_that_would_delete_what_is_new_is_refused(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SOME_DAYS", written)

    with pytest.raises(ImproperlyConfigured, match=rf"SOME_DAYS='{written}' .* 1 or more"):
        env.int("SOME_DAYS", 90, least=1)


@pytest.mark.parametrize("written", ["two", "1,5", "-0.5", "nan", "inf", "2x"])
def test_an_amount_that_is_none_is_refused_as_it_was_written(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SOME_AMOUNT", written)

    with pytest.raises(ImproperlyConfigured, match=f"SOME_AMOUNT='{written}' can't be read"):
        env.float("SOME_AMOUNT", 2.0)


def test_numbers_are_read_and_nothing_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_AMOUNT", " 1.5 ")
    monkeypatch.setenv("SOME_DAYS", "30")
    monkeypatch.setenv("EMPTY", "")

    assert (env.float("SOME_AMOUNT", 2.0), env.int("SOME_DAYS", 90)) == (1.5, 30)
    assert (env.float("EMPTY", 2.0), env.float("MISSING", 0.5)) == (2.0, 0.5)
    assert (env.int("EMPTY", 7), env.int("MISSING", 7)) == (7, 7)


@pytest.mark.parametrize(
    ("written", "default", "says"),
    [
        ("[1]", {}, "an object"),
        ('"x"', {}, "an object"),
        ("null", {}, "an object"),
        ('{"urls": "stun:x"}', [], "a list"),
        ("stun:x", [], "Expecting value"),
    ],
)
def test_json_of_another_shape_is_refused(
    monkeypatch: pytest.MonkeyPatch, written: str, default: Any, says: str
) -> None:
    monkeypatch.setenv("SOME_JSON", written)

    with pytest.raises(ImproperlyConfigured, match=f"SOME_JSON=.*{says}"):
        env.json("SOME_JSON", default)


def test_json_of_the_right_shape_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_JSON", '{"a": [1, 2]}')
    monkeypatch.setenv("EMPTY", " ")

    assert env.json("EMPTY", [1]) == [1]
    assert env.json("SOME_JSON", {}) == {"a": [1, 2]}
    assert env.json("MISSING", [1]) == [1]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("STORAGES", {"default": {"BACKEND": "no.such.Storage"}}, "STORAGE_BACKEND"),
        (
            "STORAGES",
            {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"buckt": 1}}},
            "STORAGE_OPTIONS",
        ),
        ("EMAIL_BACKEND", "nope", "EMAIL_BACKEND"),
        ("MODEL_PRICES", {"gpt": 1}, "MODEL_PRICES"),
        ("MODEL_PRICES", {"gpt": ["a", "b"]}, "MODEL_PRICES"),
        ("ICE_SERVERS", ["stun:x"], "ICE_SERVERS"),
        ("SERVER_ICE_SERVERS", [{"url": "stun:x"}], "SERVER_ICE_SERVERS"),
    ],
)
def test_the_start_names_a_setting_that_can_not_be_used(
    settings: Any, name: str, value: Any, says: str
) -> None:
    if name == "STORAGES":
        value = settings.STORAGES | value
    setattr(settings, name, value)

    assert [error for error in run_checks() if error.id == "intervision.E002" and says in error.msg]


def test_the_settings_as_they_ship_can_be_used() -> None:
    assert not [error for error in run_checks() if error.id == "intervision.E002"]
