"""The writers, and what any of them must pass: a contract for the port's implementations."""

import json
import re

import msgspec
import pytest

from interviews.history import Verdict, locate
from reports import coaching, key_points
from reports.asked import asked_questions
from reports.build import STALE_AFTER
from reports.evidence import QUOTED, quote_at
from reports.findings import Shade
from reports.templatetags.report import clock
from reports.writer import phrases
from reports.writer.check import fault_of, fault_of_stronger, write_checked
from reports.writer.local import LocalWriter, in_sentence, point_in_sentence, skill_in_sentence
from reports.writer.openai import TOTAL_S, OpenAIWriter
from reports.writer.port import Brief, Cited, Draft, Prose, Stronger, WriterFailed
from reports.writer.stronger import in_order, usable
from tests.fakes.openai_server import running

from .. import sessions
from ..cast import record_of
from ..sessions import Said
from ..test_omissions import judged, record_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(alice):
    record = record_of(sessions.past_interview(alice, seed=6, questions=4, fillers=13, long_pauses=1))
    found = key_points.find(record)
    return Brief(
        record=record,
        asked=asked_questions(record),
        strengths=found.strengths,
        gaps=found.gaps,
        delivery=coaching.find(record),
    )


def letter(brief, **spoilt):
    """Return what an honest model would return, with the texts of some findings replaced."""
    texts = {draft.about: draft for draft in LocalWriter().write(brief).drafts if draft.part == "claim"}

    def item(number, finding):
        quote = finding.evidence[0]
        return {
            "id": f"c{number}",
            "text": texts[finding.key].text,
            "evidence": [{"number": 1, "quote": quote.text, "at": clock(quote.start_ms)}],
        } | spoilt.get(f"c{number}", {})

    claims = [item(number, finding) for number, finding in enumerate(brief.findings, start=1)]
    return {"claims": claims, "opening": claims[0], "closing": claims[-1], "stronger": []}


@pytest.fixture
def server():
    with running() as fake:
        yield fake


@pytest.fixture(params=["local", "openai"])
def writer(request, server, brief):
    if request.param == "local":
        return LocalWriter()
    server.control({"structured": letter(brief)})
    return OpenAIWriter(api_key="x", model="fake", base_url=server.base_url)


def test_every_finding_is_written_and_every_text_stands(writer, brief):
    checked = write_checked(writer, brief)

    assert checked.drops == {}
    assert {draft.about for draft in checked.prose.drafts} == {finding.key for finding in brief.findings}


def test_nobody_is_told_to_come_back_to_i_don_t_know(brief):
    said_so = msgspec.structs.replace(brief.gaps[0], shade=Shade.SAID_SO)

    prose = LocalWriter().write(msgspec.structs.replace(brief, gaps=(said_so, *brief.gaps[1:])))

    [closing] = [draft.text for draft in prose.drafts if draft.part == "closing"]
    assert "once more" in closing
    assert "“" not in closing


def test_a_writer_has_a_name(writer):
    assert 0 < len(writer.name) <= 60


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


def test_times_and_numbers_of_the_material_are_known(brief):
    finding = msgspec.structs.replace(
        brief.gaps[0], reveals="Forgets that 10:00 comes before 9:30 as text", skill="three-d-graphics"
    )

    def fault(text):
        return fault_of(Draft(about=finding.key, text=text), finding, brief.record)

    assert fault("At [1] the trouble with it: it forgets that 10:00 comes before 9:30 as text.") is None
    assert fault("At [1] this was said of 3D graphics on the web.") is None
    assert fault("At [1] it was said, as at 11:00.") == "wrong_time"


def test_the_plainest_text_on_a_gap_is_no_praise(brief):
    gap, strength = brief.gaps[0], brief.strengths[0]
    faulty = tuple((Draft(about=finding.key, text=""), "no_evidence") for finding in (gap, strength))

    texts = [draft.text for draft in LocalWriter().repair(brief, faulty).drafts]

    assert texts == [
        f"At [1] this was still open: {point_in_sentence(gap.point)}.",
        f"At [1] this was heard: {point_in_sentence(strength.point)}.",
    ]


AS_IF_THE_REST_WAS_HEARD = ("One thing was not", "too, and it was not", "rounded off", "one step more")


@pytest.mark.parametrize("point", ["The worker retries with backoff", "Names what was decided"])
def test_one_gap_of_many_is_not_told_as_the_last_step_of_an_answer(brief, point):
    gap = next(gap for gap in brief.gaps if gap.shade is Shade.NOT_HEARD)
    gaps = tuple(msgspec.structs.replace(gap, key=f"{gap.question}/{n}", point=point) for n in range(8))
    strength = msgspec.structs.replace(brief.strengths[0], question=gap.question)

    def told(*strengths):
        about = msgspec.structs.replace(brief, strengths=strengths, gaps=gaps, delivery=())
        texts = [draft.text for draft in LocalWriter().write(about).drafts if draft.about != strength.key]
        return [text for text in texts if any(words in text for words in AS_IF_THE_REST_WAS_HEARD)]

    assert told(strength)
    assert not told(msgspec.structs.replace(strength, question="another"))


def heard_unsurely(turn):
    """Return the turn with its ums as recognisers give them: between commas, and hardly believed in."""
    words = list(turn.words)
    for at, word in enumerate(words[1:], start=1):
        if word.text in sessions.FILLERS:
            words[at - 1] = msgspec.structs.replace(words[at - 1], text=words[at - 1].text + ",")
            words[at] = msgspec.structs.replace(word, text=word.text + ",", confidence=0.3)
    return msgspec.structs.replace(turn, words=tuple(words))


def test_what_is_shown_of_an_um_holds_it(brief):
    record = msgspec.structs.replace(brief.record, turns=tuple(map(heard_unsurely, brief.record.turns)))
    delivery = coaching.find(record)
    unsure = msgspec.structs.replace(brief, record=record, delivery=delivery)
    [sounds] = [finding for finding in delivery if finding.shade == "sounds"]

    [draft] = [draft for draft in LocalWriter().write(unsure).drafts if draft.about == sounds.key]

    shown = QUOTED.findall(draft.text)
    assert len(shown) == 2
    assert all(any(f" {sound}," in quote for sound in sessions.FILLERS) for quote in shown)


def test_no_sentence_needs_a_recording():
    patterns = [name for name in dir(phrases) if name.isupper()]
    told = " ".join(str(getattr(phrases, name)) for name in patterns)

    assert not re.search(r"\b(play|listen to|you can hear|heard you)\b", told, re.IGNORECASE)


def test_a_shifted_time_and_a_swapped_quote_do_not_pass(brief):
    finding, other = brief.strengths[:2]
    quote, text = finding.evidence[0], "You had it at [1]."

    def fault(cited):
        return fault_of(Draft(about=finding.key, text=text, cited=(cited,)), finding, brief.record)

    assert fault(Cited(1, quote.text, quote.start_ms // 1000 * 1000)) is None
    assert fault(Cited(1, quote.text, quote.start_ms + 2000)) == "wrong_time"
    assert fault(Cited(1, other.evidence[0].text, other.evidence[0].start_ms)) == "wrong_place"


def test_brackets_inside_a_quote_are_no_reference(alice):
    row = sessions.past_interview(alice, seed=6, questions=1, skill=1.0)
    turn = row.turns.first()
    turn.words[1][0], turn.words[2][0] = "nums[9]", "and"
    turn.answer = " ".join(word[0] for word in turn.words)
    turn.save()
    record = record_of(row)
    quote = quote_at(record.turns[0], 0, 4)
    finding = msgspec.structs.replace(key_points.find(record).strengths[0], evidence=(quote,))

    def fault(text):
        return fault_of(Draft(about=finding.key, text=text), finding, record)

    assert fault(f"You said “{quote.text}” at [1].") is None
    assert fault(f"You said “{quote.text}”.") == "no_evidence"


def test_a_repair_that_succeeds_is_kept(brief):
    class OnceWrong(LocalWriter):
        def write(self, brief):
            good = super().write(brief)
            return Prose((Draft(about=brief.findings[0].key, text="Grade: A."), *good.drafts[1:]))

    checked = write_checked(OnceWrong(), brief)

    assert checked.repaired == 1
    assert checked.drops == {}


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


def test_a_letter_that_is_cut_off_says_so(server, brief):
    server.control({"fault": "invalid_json", "finish": "length"})

    with pytest.raises(WriterFailed, match="max_tokens"):
        OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(brief)


def test_a_letter_that_never_ends_is_given_up(server, brief):
    server.control({"fault": "trickle"})
    writer = OpenAIWriter(api_key="x", model="fake", base_url=server.base_url, total_s=0.5)

    with pytest.raises(WriterFailed, match="within"):
        writer.write(brief)


def test_a_second_worker_waits_longer_than_a_letter_may_take():
    assert STALE_AFTER.total_seconds() > TOTAL_S


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


BELIEF = "The bucket is safe in Redis, because Redis has a single thread and nothing can come in between."
BUCKET = "I would take a token bucket that holds fifty tokens. Every request takes one of the tokens."


@pytest.fixture
def mistaken(alice):
    """A brief of an answer that voices a wrong belief among what is right."""
    record = record_with(alice, Said("question", f"{BUCKET} {BELIEF}"), slug="write-a-request-limiter")
    words = record.turns[0].words
    wrong = {"verdict": Verdict.NOT_HEARD, "misconception": "Takes one thread for atomicity"}
    record = judged(record, 0, "atomic-take", evidence=(locate(BELIEF, words),), certainty=0.9, **wrong)
    made = {"verdict": Verdict.HEARD, "certainty": 0.9}
    record = judged(record, 0, "token-bucket", evidence=(locate(BUCKET, words),), **made)
    found = key_points.find(record)
    return Brief(record, asked_questions(record), found.strengths, found.gaps, ())


def test_a_wrong_belief_is_no_part_of_what_a_model_makes_a_stronger_version_of(server, mistaken):
    server.control({"structured": letter(mistaken)})

    OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(mistaken)

    [told] = json.loads(server.asked[0].body["messages"][1]["content"])["interview"]["answers"]
    assert "fifty tokens" in told["said"]
    assert "single thread" not in told["said"]


@pytest.mark.parametrize(
    ("version", "fault"),
    [
        (BUCKET, None),
        (
            f"{BUCKET} That's safe in Redis: as Redis has a single thread, nothing can come in between.",
            "wrong_belief",
        ),
    ],
)
def test_a_stronger_version_voices_no_wrong_belief(mistaken, version, fault):
    [asked] = mistaken.asked

    assert fault_of_stronger(Stronger("q", version), asked) == fault


def test_a_wrong_belief_that_was_said_twice_is_in_no_stronger_version(alice):
    again = "Redis has a single thread, so nothing can come in between and the bucket is safe."
    thesis = "In short, the main thing is that every request takes one of the tokens in the bucket."
    said = f"{BUCKET} {BELIEF} I would keep the bucket in memory of one server. {again} {thesis}"
    record = record_with(alice, Said("question", said), slug="write-a-request-limiter")
    words = record.turns[0].words
    wrong = {"verdict": Verdict.NOT_HEARD, "misconception": "Takes one thread for atomicity"}
    record = judged(record, 0, "atomic-take", evidence=(locate(BELIEF, words),), certainty=0.9, **wrong)
    made = {"verdict": Verdict.HEARD, "certainty": 0.9}
    record = judged(record, 0, "token-bucket", evidence=(locate(BUCKET, words),), **made)
    [asked] = asked_questions(record)

    assert in_order(asked).startswith(thesis)
    assert "single thread" not in in_order(asked)
    assert "single thread" not in usable(asked)


def test_where_a_model_s_stronger_version_fails_the_local_one_stands(brief):
    class Inventive(LocalWriter):
        def write(self, brief):
            good = super().write(brief)
            bad = tuple(Stronger(one.question, "It took 4711 ms.") for one in good.stronger[:1])
            return Prose(good.drafts, bad)

    checked = write_checked(Inventive(), brief)

    assert checked.prose.stronger == LocalWriter().write(brief).stronger
    assert checked.drops == {"stronger_unknown_number": 1}


def test_a_model_is_told_what_you_were_to_do(server, brief):
    server.control({"structured": letter(brief)})
    told = msgspec.structs.replace(brief.gaps[0], point="Says what they themselves did about it")

    OpenAIWriter(api_key="x", model="fake", base_url=server.base_url).write(
        msgspec.structs.replace(brief, gaps=(told,))
    )

    content = server.asked[0].body["messages"][1]["content"]
    assert "to say what you yourself did about it" in content
    assert "they themselves" not in content


def test_a_stronger_version_holds_only_what_was_said(brief):
    asked = brief.asked[0]
    said = usable(asked)

    assert fault_of_stronger(Stronger("q", said), asked) is None
    invented = said + " I migrated Kafka consumers across Frankfurt datacentres using Terraform pipelines."
    assert fault_of_stronger(Stronger("q", invented), asked) == "not_stated"
    assert fault_of_stronger(Stronger("q", said + " It took 4711 ms."), asked) == "unknown_number"


def test_the_local_stronger_version_is_made_of_the_candidate_s_own_words(brief):
    versions = LocalWriter().write(brief).stronger

    assert versions
    for version in versions:
        asked = next(item for item in brief.asked if item.question.slug == version.question)
        said = " ".join(turn.answer for turn in asked.answered).casefold().split()
        spoken = {word.strip(".,;?!") for word in said}
        assert {word.strip(".,;?!") for word in version.text.casefold().split()} <= spoken


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("The client sends a key.", "the client sends a key"),
        ("PostgreSQL keeps old rows", "PostgreSQL keeps old rows"),
        ("Kafka keeps the order in a partition", "Kafka keeps the order in a partition"),
        ("Run EXPLAIN first", "run EXPLAIN first"),
        ("Fine-tuning teaches form", "fine-tuning teaches form"),
        ("Expand and contract, in steps", "expand and contract, in steps"),
        ("I'd say so", "I'd say so"),
        ("UUIDs are random", "UUIDs are random"),
    ],
)
def test_a_statement_inside_a_sentence(text, inside):
    assert in_sentence(text) == inside


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("distributed-systems", "distributed systems"),
        ("postgresql", "PostgreSQL"),
        ("rest-api-design", "REST API design"),
        ("pagination", "pagination"),
        ("docker", "Docker"),
        ("not-in-the-list", "not in the list"),
    ],
)
def test_a_skill_inside_a_sentence(slug, name):
    assert skill_in_sentence(slug) == name
