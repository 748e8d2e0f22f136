"""What an operator reads when a model's service refuses."""

import pytest

from intervision.model_service import refusal


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
