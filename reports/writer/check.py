"""What a text over evidence must hold before it may be kept, whoever wrote it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from interviews.history import InterviewRecord
from intervision.ratings import praise_in, rating_in

from .. import evidence
from ..answers.asked import Asked
from ..answers.passages import stems
from ..evidence import QUOTED, Fault, Role
from ..findings.finding import Finding
from .local import LocalWriter, skill_name
from .port import Brief, Draft, Prose, Stronger, Writer
from .stronger import in_order, voices_a_wrong_belief

_REFERENCE = re.compile(r"\[(\d+)\]")
_TIME = re.compile(r"\b(\d{1,3}):([0-5]\d)\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RATING = re.compile(
    r"\b(scor(?:e|es|ed|ing)|grad(?:e|es|ed|ing)|rating|rated|percentile|star rating|marks? out of"
    r"|out of (?:ten|five|a hundred|\d+)|(?:ten|nine|eight|seven|six|five|four|three|two|one) out of"
    r"|[A-F][+-]? (?:grade|level)|confidence level|per ?cent)\b|\d\s*/\s*\d|\d\s*%",
    re.IGNORECASE,
)
LONGEST_TEXT = 1200


def fault_of(draft: Draft, finding: Finding, record: InterviewRecord) -> str | None:
    """Return what is wrong with a draft on the finding, in a word that its writer knows, or None."""
    text = draft.text.strip()
    if not text or len(text) > LONGEST_TEXT:
        return "empty_or_too_long"
    for cited in draft.cited:
        if not 1 <= cited.number <= len(finding.evidence):
            return "no_such_evidence"
        found = evidence.find(
            cited.quote, at_ms=cited.at_ms, record=record, relied_on=[finding.evidence[cited.number - 1]]
        )
        if isinstance(found, Fault):
            return str(found)
    plain = QUOTED.sub(" ", text)
    references = [int(number) for number in _REFERENCE.findall(plain)]
    if any(not 1 <= number <= len(finding.evidence) for number in references):
        return "no_such_evidence"
    if not references:
        return "no_evidence"
    for quoted in QUOTED.findall(text):
        if not any(_stands(quoted, quote, record) for quote in finding.evidence):
            return "not_there"
    material = _material(finding)
    for time in _TIME.finditer(plain):
        at_ms = (int(time[1]) * 60 + int(time[2])) * 1000
        near = any(abs(quote.start_ms - at_ms) <= evidence.TIME_TOLERANCE_MS for quote in finding.evidence)
        if not near and time[0] not in material:
            return "wrong_time"
    plain = _TIME.sub(" ", _REFERENCE.sub(" ", plain))
    for rating in _RATING.finditer(plain):
        if rating.group(0).casefold() not in material:
            return "rates_the_person"
    if (rated := rating_in(plain)) and rated.casefold() not in material:
        return "rates_the_person"
    if praise_in(plain):
        return "praises"
    known = set(_NUMBER.findall(material)) | {
        str(finding.nth),
        str(finding.times),
        str(len(finding.evidence)),
    }
    if any(number not in known for number in _NUMBER.findall(plain)):
        return "unknown_number"
    return None


def fault_of_stronger(version: Stronger, asked: Asked) -> str | None:
    """Return what is wrong with a stronger version: it holds no matter that the candidate did not state, and
    none that they have wrong."""
    text = version.text.strip()
    if not text or len(text) > 3000:
        return "empty_or_too_long"
    said = " ".join([turn.answer for turn in asked.answered] + [turn.code for turn in asked.answered])
    if set(_NUMBER.findall(text)) - set(_NUMBER.findall(said)):
        return "unknown_number"
    new = stems(text) - stems(said) - stems(asked.question.ask)
    if len(new) > max(2, len(stems(text)) // 5):
        return "not_stated"
    if (_RATING.search(text) and not _RATING.search(said)) or rating_in(text):
        return "rates_the_person"
    return "wrong_belief" if voices_a_wrong_belief(text, asked) else None


class Checked(msgspec.Struct, frozen=True):
    """Prose that holds, and what was wrong with the writer's texts that do not stand in the report."""

    prose: Prose
    drops: dict[str, int]
    repaired: int = 0


def write_checked(
    writer: Writer, brief: Brief, *, before_repair: Callable[[], None] = lambda: None
) -> Checked:
    """Have the brief written; what fails the checks is repaired once, then dropped and counted.

    What is left without a text gets the local writer's: no wording that failed loses what was found, or how a
    letter begins and ends.
    `before_repair` is called before the repair. Raises WriterFailed when nothing came at all.
    """
    prose = writer.write(brief)
    good, faulty = _sorted(prose.drafts, brief)
    written = {(draft.part, draft.about) for draft in prose.drafts}
    repaired = 0
    drops: Counter[str] = Counter()
    if faulty:
        before_repair()
        second = writer.repair(brief, tuple(faulty))
        wanted = {(draft.part, draft.about) for draft, _ in faulty}
        again, still = _sorted(
            [draft for draft in second.drafts if (draft.part, draft.about) in wanted], brief
        )
        good += again
        repaired = len(again)
        passed = {(draft.part, draft.about) for draft in again}
        reasons = {(draft.part, draft.about): fault for draft, fault in [*faulty, *still]}
        for place in wanted - passed:
            drops[reasons[place]] += 1
    for finding in brief.foremost:
        if ("claim", finding.key) not in written:
            drops["not_written"] += 1
    good += _local_drafts(brief, besides=good)
    stronger, faults = _stronger(prose.stronger, brief)
    drops.update(f"stronger_{fault}" for fault in faults)
    return Checked(Prose(tuple(good), stronger), dict(drops), repaired)


def _stronger(versions: Sequence[Stronger], brief: Brief) -> tuple[tuple[Stronger, ...], list[str]]:
    """Return the version for each question, the local writer's where there is no good one, and the faults."""
    asked = {item.question.slug: item for item in brief.asked}
    kept: dict[str, Stronger] = {}
    faults = []
    for version in versions:
        known = asked.get(version.question)
        if fault := fault_of_stronger(version, known) if known else "not_asked":
            faults.append(fault)
        else:
            kept.setdefault(version.question, version)
    for slug, item in asked.items():
        if slug not in kept and (text := in_order(item)):
            kept[slug] = Stronger(slug, text)
    return tuple(kept[slug] for slug in asked if slug in kept), faults


def _local_drafts(brief: Brief, *, besides: Sequence[Draft]) -> list[Draft]:
    """Return the local writer's texts for what has none yet: claims, opening and closing."""
    written = {draft.about for draft in besides if draft.part == "claim"}
    framed = {draft.part.removesuffix("_gap") for draft in besides}
    missing = {finding.key for finding in brief.findings} - written
    if not missing and {"opening", "closing"} <= framed:
        return []
    good, faulty = _sorted(LocalWriter().write(brief).drafts, brief)
    plain, _still = _sorted(LocalWriter().repair(brief, tuple(faulty)).drafts, brief)
    return [
        draft
        for draft in [*good, *plain]
        if (
            draft.about in missing if draft.part == "claim" else draft.part.removesuffix("_gap") not in framed
        )
    ]


def _sorted(drafts: object, brief: Brief) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    good: list[Draft] = []
    faulty: list[tuple[Draft, str]] = []
    taken: set[tuple[str, str]] = set()
    for draft in drafts:  # type: ignore[attr-defined]
        finding = brief.finding(draft.about)
        if finding is None:
            continue  # about nothing that was found: there is nowhere to put it
        place = (draft.part, draft.about if draft.part == "claim" else "")
        fault = fault_of(draft, finding, brief.record)
        if fault:
            faulty.append((draft, fault))
        elif place not in taken:
            taken.add(place)
            good.append(draft)
    return good, faulty


def _stands(quoted: str, quote: evidence.Quote, record: InterviewRecord) -> bool:
    found = evidence.find(quoted, at_ms=quote.start_ms, record=record, relied_on=[quote])
    # Inside the text the time is that of the whole piece of evidence, so only the words matter here.
    return not isinstance(found, Fault) or found is Fault.WRONG_TIME


def _material(finding: Finding) -> str:
    """Return all that a text about the finding may take its facts from."""
    parts = [finding.point, finding.ask, finding.probe, finding.reveals, finding.because]
    parts += [skill_name(finding.skill)]
    parts += [quote.text for quote in finding.evidence if quote.role is not Role.ASKED]
    parts += [value for _, value in finding.amounts]
    return " ".join(parts).casefold()
