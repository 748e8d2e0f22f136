"""The writers, and what any of them must pass: a contract for the port's implementations."""

import re
from uuid import UUID

import msgspec
import pytest

from interviews.history import Verdict, locate
from reports.answers.asked import asked_questions
from reports.evidence import QUOTED, quote_at
from reports.findings import coaching, key_points
from reports.findings.finding import Shade
from reports.writer import phrases
from reports.writer.check import fault_of, fault_of_stronger, write_checked
from reports.writer.local import (
    LocalWriter,
    in_sentence,
    nth,
    point_in_sentence,
    skill_in_sentence,
    skill_name,
)
from reports.writer.openai import OpenAIWriter
from reports.writer.port import Cited, Draft, Prose, Stronger
from reports.writer.stronger import in_order, usable
from tests.reports.writer.letters import BELIEF, BUCKET, letter

from .. import sessions
from ..cast import record_of
from ..findings.test_omissions import judged, record_with
from ..sessions import Said

pytestmark = pytest.mark.django_db


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
    assert f"{nth(said_so.nth)} question" in closing
    assert "“" not in closing


@pytest.mark.parametrize("further", [True, False])
def test_who_passed_on_a_follow_up_is_not_told_that_they_passed_on_its_question(brief, further):
    said_so = msgspec.structs.replace(brief.gaps[0], shade=Shade.SAID_SO, asked_again=further)

    prose = LocalWriter().write(msgspec.structs.replace(brief, gaps=(said_so, *brief.gaps[1:])))

    text = next(draft.text for draft in prose.drafts if draft.about == said_so.key)
    assert ("follow-up" in text or "Asked further" in text) is further


def test_a_letter_speaks_of_what_was_said_only_where_it_was_spoken():
    delivery = {"SOUNDS", "PAUSES", "FAST", "SLOW", "QUICK", "UNHURRIED", "WORDS", "RESTARTS", "TRAILING"}
    delivery |= {"HEDGES", "HABIT_ADVICE", "OPENING_STRENGTH_UNCLEAR", "STEADY"}
    of_content = {
        name: ways
        for name, ways in vars(phrases).items()
        if isinstance(ways, tuple) and name.removesuffix("_ADVICE").removesuffix("_IN_BRIEF") not in delivery
    }

    spoken = re.compile(r"\byou (?:also )?(?:said|say|spoke|talked)\b", re.IGNORECASE)
    assert {name for name, ways in of_content.items() if any(map(spoken.search, ways))} == set()


@pytest.mark.parametrize("asked_again", [True, False])
def test_only_what_was_asked_for_is_told_as_kept_for_the_follow_up(brief, asked_again):
    later = msgspec.structs.replace(brief.strengths[0], shade=Shade.HEARD_LATER, asked_again=asked_again)
    seen = set()
    for number in range(40):
        record = msgspec.structs.replace(brief.record, id=UUID(int=number))
        prose = LocalWriter().write(msgspec.structs.replace(brief, record=record, strengths=(later,)))
        seen |= {draft.text for draft in prose.drafts if draft.about == later.key and draft.part == "claim"}

    assert any("next time it can come unasked" in text for text in seen) is asked_again
    assert any("Asked for more" in text for text in seen) is not asked_again


def test_the_opening_names_no_skill_twice(brief):
    gap = msgspec.structs.replace(brief.gaps[0], skill=brief.strengths[0].skill, shade=Shade.NOT_HEARD)
    name = skill_name(gap.skill)
    for number in range(20):
        record = msgspec.structs.replace(brief.record, id=UUID(int=number))
        prose = LocalWriter().write(msgspec.structs.replace(brief, record=record, gaps=(gap,)))
        opening = " ".join(draft.text for draft in prose.drafts if draft.part in ("opening", "opening_gap"))

        assert opening.casefold().count(name.casefold()) == 1


def test_a_writer_has_a_name(writer):
    assert 0 < len(writer.name) <= 60


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


AS_IF_THE_REST_WAS_HEARD = ("One thing was not", "question also asks", "rounded off", "one more step")


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
    for point in ("token-bucket", "bounded-state"):
        evidence = tuple(locate(said, words) for said in (BUCKET, thesis))
        record = judged(record, 0, point, evidence=evidence, **made)
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
