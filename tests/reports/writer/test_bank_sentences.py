"""What the local writer makes of each key point and each wrong belief of the bank."""

import re

import pytest

from interviews.history import as_statement
from reports.evidence import QUOTED, quote_at
from reports.findings.finding import GAP, STRENGTH, Finding, Shade
from reports.models import Claim, Report
from reports.practice.actions import plan
from reports.writer.check import fault_of
from reports.writer.local import LocalWriter, in_sentence, point_in_sentence
from reports.writer.port import Brief, Draft

from .. import sessions
from ..cast import record_of

pytestmark = pytest.mark.django_db

KINDS = {
    Shade.HEARD: STRENGTH,
    Shade.BEYOND: STRENGTH,
    Shade.NOT_HEARD: GAP,
    Shade.PARTLY: GAP,
    Shade.MISTAKEN: GAP,
    Shade.BESIDE: GAP,
    Shade.SAID_SO: GAP,
}
GAPS = [shade for shade, kind in KINDS.items() if kind == GAP]
# A word with an s at its end that begins a statement is a verb without its subject, but for these. A plural
# that is new in the bank is added here.
SUBJECTS = frozenset(
    """
    access addresses afterwards aggregates amounts as attributions buckets budgets builders changes codes
    columns compilers conflicts connectors consumers cookies cors costs credentials css deletes delimiters
    differences drivers duplicates embeddings errors events failures fairness features files functions gaps
    images its keys labels libraries links logs loss messages metrics notifications numbers owners permissions
    photos policies progress promotions prompts reads recommendations records releases requests resamples
    results retries rights rows rules sales screens secrets services settings students success tables teams
    tests this tokens transmissions types users values weeks windows workers
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
HEADLESS = re.compile(r"(?:^|[:;] )([a-z]+s|doesn't|told|spoke|brought)(?= )", re.IGNORECASE)
SOMEBODY = re.compile(r"\b(?:they|them|their|themselves|he or she|him or her|the speaker)\b", re.IGNORECASE)


@pytest.fixture
def record(alice):
    return record_of(sessions.past_interview(alice, seed=6, questions=1))


def every_finding(record, shade):
    said = quote_at(record.turns[0], 0, 6)
    for question in sessions.bank():
        for point in question.key_points:
            voiced = shade in (Shade.MISTAKEN, Shade.BESIDE)
            beliefs = [belief.reveals for belief in point.misconceptions] if voiced else [""]
            for number, reveals in enumerate(beliefs):
                yield question, Finding(
                    kind=KINDS[shade], key=f"{question.slug}/{point.slug}/{number}", shade=shade, turn=1,
                    evidence=(said,), rank=1.0, question=question.slug, nth=1, ask=question.ask,
                    key_point=point.slug, point=point.point, skill=point.skill, probe=point.probe,
                    reveals=reveals,
                )  # fmt: skip


def texts_on(record, shade):
    """Return (question, finding, text) of everything that the local writer says in this shade."""
    items = list(every_finding(record, shade))
    found = tuple(finding for _, finding in items)
    strengths = KINDS[shade] == STRENGTH
    brief = Brief(record, (), found if strengths else (), () if strengths else found, ())
    texts = {draft.about: draft.text for draft in LocalWriter().write(brief).drafts if draft.part == "claim"}
    return [(question, finding, texts[finding.key]) for question, finding in items]


def faults(question, finding, text):
    """Return what keeps the text from being good English to whoever gave the account."""
    plain = QUOTED.sub("", text)
    found = [f"no subject: {word}" for word in HEADLESS.findall(plain) if word.lower() not in SUBJECTS]
    own = plain.replace(in_sentence(as_statement(finding.reveals)), "")
    if question.kind == "experience" and SOMEBODY.search(own):
        found.append("speaks of somebody else")
    return found


@pytest.mark.parametrize("shade", KINDS)
def test_every_text_is_good_english_to_you_and_stands(record, shade):
    wrong = [
        (text, fault)
        for question, finding, text in texts_on(record, shade)
        for fault in (*faults(question, finding, text), fault_of(Draft(finding.key, text), finding, record))
        if fault
    ]

    assert wrong == []


@pytest.mark.parametrize("shade", GAPS)
def test_every_action_is_good_english_to_you(record, shade):
    report = Report()
    wrong = []
    for question, finding in every_finding(record, shade):
        claim = Claim(kind=GAP, skill=finding.skill)
        [action] = plan(report, [(claim, finding), (claim, finding)], thin=False)
        what = action.what.replace(finding.probe.strip(), "")
        wrong += [(what, fault) for fault in faults(question, finding, what)]

    assert wrong == []


def test_every_line_on_a_change_is_good_english_to_you(record):
    wrong = []
    for question, finding in every_finding(record, Shade.HEARD):
        line = f"New: {point_in_sentence(finding.point)}."
        wrong += [(line, fault) for fault in faults(question, finding, line)]

    assert wrong == []
