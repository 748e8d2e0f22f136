"""The fields of a chat request: the bound by its name, and what the operator chose."""

from intervision.chat_request import fields_for


def test_openai_itself_knows_the_bound_by_its_new_name() -> None:
    assert fields_for(None, {}, max_tokens=5) == {"max_completion_tokens": 5}
    assert fields_for("http://127.0.0.1:11434/v1", {}, max_tokens=5) == {"max_tokens": 5}


def test_what_the_operator_chose_prevails_and_null_leaves_a_field_out() -> None:
    chosen = {"max_tokens": None, "temperature": 0.2}

    fields = fields_for("http://127.0.0.1:11434/v1", chosen, max_tokens=5, stream_options={})

    assert fields == {"temperature": 0.2, "stream_options": {}}
