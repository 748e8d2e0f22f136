"""The writer that is a model: what is asked of it, what stands, and what is asked for again."""

import json

import msgspec
import pytest

from reports.build import STALE_AFTER
from reports.writer.check import fault_of, write_checked
from reports.writer.local import LocalWriter
from reports.writer.openai import TOTAL_S, OpenAIWriter
from reports.writer.port import WriterFailed
from reports.writer.stronger import usable
from tests.reports.writer.letters import letter

pytestmark = pytest.mark.django_db


BAD = {
    "fabricated": ({"evidence": [{"number": 1, "quote": "nobody said this", "at": "0:20"}]}, "not_there"),
    "no_evidence_number": ({"evidence": [{"number": 9, "quote": "x", "at": "0:20"}]}, "no_such_evidence"),
    "quoted_in_the_text": ({"text": "At [1] you said “nobody ever said this”."}, "not_there"),
    "graded": ({"text": "At [1] this was worth 8/10."}, "rates_the_person"),
    "scored_in_words": ({"text": "At [1] I would score this four out of five."}, "rates_the_person"),
    "rated_with_of": ({"text": "Here [1] I'd rate you eight of ten."}, "rates_the_person"),
    "hired": ({"text": "You are a strong candidate [1] and would pass this round."}, "rates_the_person"),
    "praised": ({"text": "Excellent answer [1]: you had it."}, "praises"),
    "invented_number": ({"text": "At [1] you were quicker than 4711 others."}, "unknown_number"),
    "wrong_time": ({"text": "At 59:59, see [1], you had it."}, "wrong_time"),
    "no_reference": ({"text": "You had it."}, "no_evidence"),
    "empty": ({"text": " "}, "empty_or_too_long"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_fails_is_repaired_once_then_counted_and_said_in_the_local_writer_s_words(server, brief, name):
    change, reason = BAD[name]
    server.control({"structured": letter(brief, c1=change)})
    writer = OpenAIWriter(api_key="x", model="fake", base_url=server.base_url)

    checked = write_checked(writer, brief)

    assert checked.drops[reason] >= 1
    first = brief.findings[0]
    [draft] = [item for item in checked.prose.drafts if item.part == "claim" and item.about == first.key]
    assert draft.text != change.get("text")
    assert fault_of(draft, first, brief.record) is None
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "fault", ["500", "401", "invalid_json", "refusal", "empty", "html", "cut", "no message"]
)
def test_a_model_that_does_not_deliver_fails_in_one_way(server, brief, fault):
    server.control({"fault": fault})
    writer = OpenAIWriter(api_key="x", model="fake", base_url=server.base_url)

    with pytest.raises(WriterFailed):
        writer.write(brief)


@pytest.mark.parametrize("schemas", ["refused", "ignored"])
def test_a_server_that_knows_no_schema_is_told_the_shape_in_words(server, brief, schemas):
    server.control({"structured": letter(brief), "schemas": schemas})
    writer = OpenAIWriter(api_key="x", model="fake", base_url=server.base_url)

    writer.write(brief)
    checked = write_checked(writer, brief)

    assert checked.drops == {}
    assert len(server.asked) == 3  # once in vain


@pytest.mark.parametrize("part", ["opening", "closing"])
def test_a_letter_begins_and_ends_also_where_the_model_s_words_for_it_fail(server, brief, part):
    bad = letter(brief)
    bad[part] = {**bad[part], "text": " "}
    server.control({"structured": bad})

    checked = write_checked(OpenAIWriter(api_key="x", model="fake", base_url=server.base_url), brief)

    [draft] = [item for item in checked.prose.drafts if item.part == part]
    [local] = [item for item in LocalWriter().write(brief).drafts if item.part == part]
    assert draft.text == local.text
    parts = [item.part for item in checked.prose.drafts]
    assert ("opening_gap" in parts) == (part == "opening")


def test_a_letter_that_is_cut_off_says_so(server, brief):
    server.control({"fault": "invalid_json", "finish": "length"})

    with pytest.raises(WriterFailed, match="max_tokens"):
        OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(brief)


def test_a_letter_that_never_ends_is_given_up(server, brief):
    server.control({"fault": "trickle"})
    writer = OpenAIWriter(api_key="x", model="fake", base_url=server.base_url, total_s=0.5)

    with pytest.raises(WriterFailed, match="within"):
        writer.write(brief)


def test_a_server_that_says_nothing_is_asked_once(server, brief):
    server.control({"fault": "stall", "fault_after": 0})
    writer = OpenAIWriter(api_key="x", model="fake", base_url=server.base_url, total_s=0.5)

    with pytest.raises(WriterFailed, match="within"):
        writer.write(brief)

    assert len(server.asked) == 1


def test_a_slow_model_has_its_time(server, brief):
    server.control({"structured": letter(brief), "first_token_ms": 800})
    writer = OpenAIWriter(api_key="x", model="fake", base_url=server.base_url, total_s=5)

    assert writer.write(brief).drafts


def test_a_second_worker_waits_longer_than_two_requests_may_take():
    assert STALE_AFTER.total_seconds() > 2 * TOTAL_S


@pytest.mark.parametrize(("own_server", "tokens"), [(True, "max_tokens"), (False, "max_completion_tokens")])
def test_the_request_is_one_that_the_server_knows(server, brief, monkeypatch, own_server, tokens):
    server.control({"structured": letter(brief)})
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)  # the SDK's own: here it stands for OpenAI's
    writer = OpenAIWriter(
        api_key="x",
        model="fake",
        base_url=server.base_url if own_server else None,
        request={"service_tier": "flex"},
    )

    writer.write(brief)

    asked = server.asked[0].body
    assert {name for name in asked if name.startswith("max_")} == {tokens}
    assert asked["service_tier"] == "flex"


def test_what_was_said_goes_to_the_model_as_data_under_its_own_key(server, brief):
    server.control({"structured": letter(brief)})

    OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(brief)

    messages = server.asked[0].body["messages"]
    answer = usable(brief.asked[0])
    assert answer
    assert answer not in messages[0]["content"]
    assert answer in messages[1]["content"]


def test_a_model_can_only_write_on_what_there_is(server, brief):
    server.control({"structured": letter(brief)})

    OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(brief)

    body = server.asked[0].body
    shape = body["response_format"]["json_schema"]["schema"]["properties"]
    ids = [f"c{number}" for number, _ in enumerate(brief.foremost, start=1)]
    slugs = [asked.question.slug for asked in brief.asked]
    assert shape["claims"]["items"]["properties"]["id"]["enum"] == ids
    assert shape["opening"]["properties"]["id"]["enum"] == ids
    assert shape["stronger"]["items"]["properties"]["question"]["enum"] == slugs
    told = json.loads(body["messages"][1]["content"])["interview"]["answers"]
    assert [answer["question"] for answer in told] == slugs


def test_only_what_failed_is_asked_for_again_and_why_it_failed_in_words(server, brief):
    server.control({"structured": letter(brief, c2={"text": "You had it [1], and said “never said that”."})})

    write_checked(OpenAIWriter(api_key="x", model="fake", base_url=server.base_url), brief)

    body = server.asked[1].body
    shape = body["response_format"]["json_schema"]["schema"]["properties"]
    assert shape.keys() == {"claims"}
    assert shape["claims"]["items"]["properties"]["id"]["enum"] == ["c2"]
    [faulty] = json.loads(body["messages"][1]["content"])["repair"]
    assert "word for word" in faulty["wrong"]


def test_a_wrong_belief_is_no_part_of_what_a_model_makes_a_stronger_version_of(server, mistaken):
    server.control({"structured": letter(mistaken)})

    OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(mistaken)

    [told] = json.loads(server.asked[0].body["messages"][1]["content"])["interview"]["answers"]
    assert "fifty tokens" in told["said"]
    assert "single thread" not in told["said"]


def test_a_model_is_told_what_you_were_to_do(server, brief):
    server.control({"structured": letter(brief)})
    told = msgspec.structs.replace(brief.gaps[0], point="Says what they themselves did about it")

    OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(
        msgspec.structs.replace(brief, gaps=(told,))
    )

    content = server.asked[0].body["messages"][1]["content"]
    assert "to say what you yourself did about it" in content
    assert "they themselves" not in content
