"""The rows of a report: its claims with their evidence, and what is planned, asked and told around them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from django.utils.formats import date_format

from interviews.history import InterviewRecord
from intervision.columns import fitted

from . import evidence
from .answers.asked import asked_questions, attempts
from .answers.passages import stems
from .findings.finding import GAP, Finding, Findings, Shade
from .letter import coverage
from .letter.changes import changes_between
from .letter.delivery_choice import claims_wanted
from .letter.moments import anchored
from .letter.notes import notes
from .models import MOST_TO_SHARPEN, Action, Claim, Evidence, QuestionReview, Report
from .practice.actions import plan
from .writer import tentative
from .writer.check import Checked
from .writer.local import point_in_sentence
from .writer.port import Prose

MOST_CHANGES = 20
MOST_OF_THE_WORDS = 0.8  # a version leaves fillers out

Written = tuple[Claim, Finding]


class Made(msgspec.Struct, frozen=True):
    """Everything that goes into the rows."""

    found: Findings
    delivery: tuple[Finding, ...]
    checked: Checked
    written_by: str
    thin: bool
    note: str = ""


def replace_rows(
    report: Report, record: InterviewRecord, made: Made, *, now: datetime, read_at: datetime, build_ms: int
) -> list[Claim]:
    """Put what was made in the place of the report's rows, and return its claims. Needs a transaction."""
    old = list(report.claims.prefetch_related("evidence"))
    left_out = Counter(made.found.drops)
    written = _written(report, record, made, old, left_out)
    claims = [claim for claim, _ in written]
    Action.objects.filter(report=report).delete()
    Claim.objects.filter(report=report).delete()
    QuestionReview.objects.filter(report=report).delete()
    Claim.objects.bulk_create(claims, 50)
    Evidence.objects.bulk_create(_evidence(written), 100)
    Action.objects.bulk_create(plan(report, written, thin=made.thin))
    stronger = {version.question: version.text for version in made.checked.prose.stronger}
    found = [finding for _, finding in written]
    QuestionReview.objects.bulk_create(_reviews(report, record, found, stronger), 50)

    if report.built_at is not None:
        before, after = claims_wanted(old, report), claims_wanted(claims, report)
        changed = changes_between(before, after, record, last_read_at=report.built_at, now=now)
        report.changes = [*([changed] if changed else []), *report.changes][:MOST_CHANGES]
    _describe(report, record, made, claims, left_out)
    # A correction that came in while this was written is newer than what this build knows.
    report.version, report.built_at, report.build_ms = report.wanted, read_at, build_ms
    report.save(
        update_fields=[
            "title", "held_at", "changes", "opening", "closing", "notes", "coverage", "thin", "written_by",
            "drops", "dropped", "version", "built_at", "build_ms",
        ]
    )  # fmt: skip
    return claims


def _written(
    report: Report, record: InterviewRecord, made: Made, old: Sequence[Claim], left_out: Counter[str]
) -> list[Written]:
    """Return the claims with their findings. One without a text is none; `left_out` counts those whose
    evidence does not stand."""
    new_texts = {draft.about: draft.text for draft in made.checked.prose.drafts if draft.part == "claim"}
    kept_texts = {(claim.key, claim.basis): claim.text for claim in old}
    heard = {finding.question for finding in made.found.strengths}
    written: list[Written] = []
    for findings in (made.found.strengths, made.found.gaps, made.delivery):
        place = 0
        for finding in findings:
            beside = finding.shade is Shade.NOT_HEARD and finding.question in heard
            basis = _basis(finding, made.written_by, beside=beside)
            text = kept_texts.get((finding.key, basis)) or new_texts.get(finding.key)
            if text is None:
                continue
            if len(evidence.verified(finding.evidence, record=record)) != len(finding.evidence):
                left_out["evidence"] += 1
                continue
            place += 1
            written.append((_claim(report, finding, place, text, basis), finding))
    return written


def _basis(finding: Finding, written_by: str, *, beside: bool) -> str:
    """Return a digest of all that a text about the finding rests on: while it stands, so does the text.
    `beside`: it tells of a gap as of the last step of an answer."""
    rests_on = [written_by, finding.because, finding, *(["beside"] if beside else [])]
    return hashlib.sha256(msgspec.json.encode(rests_on)).hexdigest()


def _claim(report: Report, finding: Finding, place: int, text: str, basis: str) -> Claim:
    return Claim(
        report=report, kind=finding.kind, place=place, key=finding.key, shade=finding.shade,
        question_slug=finding.question, key_point=finding.key_point,
        point=fitted(point_in_sentence(finding.point), 450), skill=finding.skill, turn=finding.turn,
        times=finding.times, because=finding.because, text=text, basis=basis,
    )  # fmt: skip


def _evidence(written: Sequence[Written]) -> Iterator[Evidence]:
    for claim, finding in written:
        for number, quote in enumerate(finding.evidence, start=1):
            yield Evidence(
                claim=claim, number=number, role=quote.role, turn=quote.turn, first=quote.first,
                last=quote.last, quote=quote.text, start_ms=quote.start_ms, end_ms=quote.end_ms,
            )  # fmt: skip


def _reviews(
    report: Report, record: InterviewRecord, written: Sequence[Finding], stronger: dict[str, str]
) -> list[QuestionReview]:
    """Return a row for each question that was asked."""
    rows = []
    for asked in asked_questions(record):
        first = asked.turns[0]
        told = [item for item in written if item.question == asked.question.slug]
        version = stronger.get(asked.question.slug, "")
        open_points = [
            point_in_sentence(item.point)
            for item in told
            if item.kind == GAP and item.shade is not Shade.BESIDE and not _is_begun_in(version, item)
        ]
        attempted = any(attempts(turn) for turn in asked.answered)
        nothing_landed = attempted and all(item.kind == GAP for item in told)
        besides = {item.key_point for item in told}
        rows.append(
            QuestionReview(
                report=report,
                order=asked.nth,
                question_slug=asked.question.slug,
                asked=asked.question.ask,
                asked_ms=first.said_ms,
                turns=[turn.number for turn in asked.turns],
                summary=tentative.in_words(asked, besides=besides) if nothing_landed else "",
                stronger=version if attempted else "",
                still_open=open_points[:MOST_TO_SHARPEN],
                expert=asked.question.stronger_answer,
            )
        )
    return rows


def _is_begun_in(version: str, finding: Finding) -> bool:
    """Return whether a part of the point was said, and stands in the version: it is nothing to add there."""
    said = stems(finding.evidence[0].text)
    stands = bool(said) and len(said & stems(version)) >= MOST_OF_THE_WORDS * len(said)
    return finding.shade is Shade.PARTLY and stands


def _describe(
    report: Report, record: InterviewRecord, made: Made, claims: Sequence[Claim], left_out: Mapping[str, int]
) -> None:
    """Set what the report says beside its claims."""
    report.title = f"{record.domain_label} · {record.seniority_label}"
    if record.started_at:
        report.title += " · " + date_format(record.started_at, "j F Y")
    report.held_at = record.started_at
    report.opening = _frame(made.checked.prose, ("opening", "opening_gap"), claims)
    report.closing = _frame(made.checked.prose, ("closing",), claims)
    report.notes = notes(record, made.note)
    report.coverage = coverage.counted(record)
    report.thin = made.thin
    report.written_by = made.written_by
    report.drops = dict(Counter(left_out) + Counter(made.checked.drops))
    report.dropped = sum(left_out.values())


def _frame(prose: Prose, parts: tuple[str, ...], claims: Iterable[Claim]) -> str:
    """Return opening or closing as far as its claims stand, its references as [claim's id#number]."""
    rows = {claim.key: claim for claim in claims}
    return " ".join(
        anchored(draft.text, str(rows[draft.about].pk))
        for part in parts
        for draft in prose.drafts
        if draft.part == part and draft.about in rows
    )
