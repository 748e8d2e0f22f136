"""What an operator reads when a model's service refuses."""

import pytest

from intervision.model_service import NOT_REACHED, refusal, troubles
from tests.fakes.openai_server import running


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            (401, "invalid_api_key", "invalid_request_error", None),
            "401 (invalid_api_key): check OPENAI_API_KEY",
        ),
        ((404, "404", None, None), "404: check OPENAI_MODEL and OPENAI_BASE_URL"),
        ((400, "unsupported_parameter", None, "max_tokens"), "400 (unsupported_parameter: max_tokens)"),
        ((400, "400", "exceed_context_size_error", None), "400 (exceed_context_size_error)"),
        ((500, None, None, None), "500"),
    ],
)
def test_a_refusal_names_what_to_look_at(answer, words):
    assert refusal(*answer) == f"the service answered {words}"


def providers(base_url: str, **options: str) -> dict[str, dict[str, object]]:
    served = {"api_key": "right", "base_url": base_url, "model": "fake"} | options
    return {
        "interviewer": {"BACKEND": "x", "OPTIONS": served},
        "writer": {"BACKEND": "x", "OPTIONS": served},
        "transcriber": {"BACKEND": "x", "OPTIONS": {}},
    }


def test_a_service_that_knows_key_and_model_is_no_trouble():
    with running(key="right") as server:
        assert troubles(providers(server.base_url)) == []


def test_a_key_that_no_request_can_carry_does_not_keep_the_machine_from_starting():
    assert troubles(providers("http://127.0.0.1:9/v1", api_key="“right”")) == [
        "interviewer, writer: the key or the address can't be sent: check OPENAI_API_KEY and OPENAI_BASE_URL"
    ]


def test_a_model_that_is_listed_with_its_folder_is_known():
    with running(key="right", listed="models/gemini-2.5-flash") as server:
        assert troubles(providers(server.base_url, model="gemini-2.5-flash")) == []


def test_a_wrong_key_is_told_once_at_the_start():
    with running(key="right") as server:
        told = troubles(providers(server.base_url, api_key="wrong"))

    assert told == ["interviewer, writer: the service answered 401: check OPENAI_API_KEY"]


def test_a_model_that_the_service_does_not_list_is_told_with_those_that_it_does():
    with running() as server:
        told = troubles(providers(server.base_url, model="fakd"))

    assert told == ["interviewer, writer: the service does not list fakd, but: fake"]


def test_a_service_that_is_not_there_is_told():
    assert troubles(providers("http://127.0.0.1:9/v1")) == [f"interviewer, writer: {NOT_REACHED}"]


def test_nobody_is_asked_where_all_is_local():
    assert troubles({"voice": {"BACKEND": "x", "OPTIONS": {}}}) == []
