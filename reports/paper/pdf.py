"""The report on paper: set by Typst with the fonts that it brings along, kept in the default storage.

What people said goes to the setter as data, never as markup, and so do the fixed texts (words.py):
report.typ reads one JSON document.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import typst
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.history import LONG_PAUSE_MS, interview
from intervision.columns import fitted
from intervision.templatetags.lengths import clock

from ..letter.moments import Moment, Moments, Part
from ..letter.page import Page, ShownQuestion, compose, with_everything
from ..letter.shown_claims import ShownClaim
from ..letter.timeline import WIDTH
from ..models import Report
from ..writer.local import skill_name
from . import words

logger = logging.getLogger(__name__)

SOURCE = Path(__file__).with_name("report.typ")
# Longer letters get a table of contents.
LONG = 12  # questions and claims
# A task that has not set its PDF by then may be lost: whoever still waits asks for another.
LOST_AFTER = timedelta(minutes=1)


@cache
def _fonts() -> Any:
    """Return the fonts inside the wheel alone, so that every machine sets the same pages."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def file_name(report: Report) -> str:
    day = f"-{report.held_at:%Y-%m-%d}" if report.held_at else ""
    return f"intervision-report{day}.pdf"


def opened(report: Report) -> FieldFile | None:
    """Return the report's PDF, open; None when tasks.set_pdf has to run: where there is none, its file has
    gone, or something else stands on the page by now, if only a name, a comment or a corrected answer."""
    page = _page(report.interview_id) if report.pdf else None
    if page is None or digest_of(page) != report.pdf_digest:
        return None
    try:
        report.pdf.open("rb")
    except FileNotFoundError:
        Report.objects.filter(pk=report.pk).update(pdf_digest="")
        return None
    file: FieldFile = report.pdf
    return file


def want(report: Report, *, now: datetime) -> bool:
    """Note that somebody waits for the PDF; False where that is known, and tasks.set_pdf on its way."""
    unasked = Q(pdf_wanted_at=None) | Q(pdf_wanted_at__lte=now - LOST_AFTER)
    return bool(Report.objects.filter(unasked, pk=report.pk).update(pdf_wanted_at=now))


def make(interview_id: UUID, *, now: datetime) -> bool:
    """Set and keep the PDF of the report as it stands; False when there is nothing to do."""
    page = _page(interview_id)
    if page is None:
        return False
    row, digest = page.report, digest_of(page)
    if row.pdf and row.pdf_digest == digest:
        return False
    try:
        data = set_in_type(page, now=now)
    except typst.TypstError as error:
        Report.objects.filter(pk=row.pk).update(pdf_problem=fitted(str(error), 450))
        raise
    old = row.pdf.name if row.pdf else ""
    name = row.pdf.storage.save(f"reports/{row.pk}-{row.version}.pdf", ContentFile(data))
    with transaction.atomic():
        kept = Report.objects.filter(pk=row.pk, version=row.version, pdf=old).update(
            pdf=name,
            pdf_digest=digest,
            pdf_wanted_at=None,
            pdf_problem="",
        )
    # Whatever is no longer pointed at goes: the page before, or this one if the report has moved on or
    # somebody else has set it meanwhile.
    stale = old if kept else name
    if stale and (not kept or stale != name):
        row.pdf.storage.delete(stale)
    return bool(kept)


def _page(interview_id: UUID) -> Page | None:
    """Return what the paper is set from; None while there is no report to read."""
    row = with_everything().readable().filter(interview_id=interview_id).first()
    if row is None:
        return None
    with _of_the_site():
        return compose(row, interview(interview_id), moments=Moments(()))


def digest_of(page: Page) -> str:
    """Return the digest of all that stands on paper, and of how it is set."""
    return hashlib.sha256(SOURCE.read_bytes() + _document(page)).hexdigest()


def set_in_type(page: Page, *, now: datetime) -> bytes:
    """Return the PDF's bytes."""
    compiler = typst.Compiler(
        str(SOURCE), font_paths=_fonts(), sys_inputs={"report": _document(page).decode()}
    )
    data = compiler.compile(format="pdf", timestamp=now.replace(microsecond=0))
    if not isinstance(data, bytes):
        raise TypeError("one document makes one file")
    return data


def _document(page: Page) -> bytes:
    with _of_the_site():
        return msgspec.json.encode(content_of(page))


def _of_the_site() -> translation.override:
    """One paper serves all who read it, whatever language they browse in."""
    return translation.override(settings.LANGUAGE_CODE)


def content_of(page: Page) -> dict[str, Any]:
    """Return all that stands on paper, as plain data."""
    claims = len(page.strengths) + len(page.gaps) + len(page.delivery)
    return {
        "product": "InterVision",
        "title": page.report.title,
        "name": page.name,
        "language": words.language(),
        "words": words.words(page),
        "domain": page.record.domain_label,
        "level": page.record.seniority_label,
        "kind": page.kind,
        "long": len(page.questions) + claims > LONG,
        "opening": _parts(page.opening),
        "closing": _parts(page.closing) if page.kind == "full" else [],
        "strengths": _claims(page.strengths),
        "gaps": _claims(page.gaps),
        "delivery": [_claim(claim) for claim in page.delivery],
        "camera": [
            {"text": text, "at": [clock(moment.at_ms) for moment in moments]} for text, moments in page.camera
        ],
        "order": page.order_explained,
        "actions": [
            {
                "title": action.title,
                "what": action.what,
                "minutes": ngettext("%(minutes)s minute", "%(minutes)s minutes", action.minutes)
                % {"minutes": action.minutes},
                "reading": action.reading_title,
                "url": action.reading_url,
            }
            for action in page.actions
        ]
        + [
            {"title": step.title, "what": step.what, "minutes": "", "reading": "", "url": ""}
            for step in page.next_steps
        ],
        "timeline": _timeline(page),
        "questions": [
            {
                "number": _number(question),
                "asked": question.asked,
                "at": clock(question.asked_at.at_ms),
                "landed": [_point(claim) for claim in question.landed],
                "sharpen": [_point(claim) for claim in (*question.sharpen, *question.also_open)],
                "summary": question.summary or question.unsettled,
                "stronger": question.stronger,
                "open": f"{_('To this you would add:')} {'; '.join(question.still_open)}."
                if question.still_open
                else "",
            }
            for question in page.answered
        ],
        "passed": [
            {"number": _number(question), "asked": question.asked, "at": _time(question.asked_at)}
            for question in page.passed
        ],
        "turns": [
            {
                "said": turn.said,
                "said_at": clock(turn.said_at.at_ms),
                "answer": turn.answer,
                "answer_at": clock(turn.answer_at.at_ms),
                "skipped": turn.skipped,
                "code": turn.code,
                "corrected": turn.corrected,
            }
            for turn in page.turns
        ],
        "comments": [
            {"author": comment.author, "at": clock(comment.at_ms), "text": comment.text}
            for comment in page.comments
        ],
        "notes": [
            {"at": "  ".join(clock(moment.at_ms) for moment in moments), "text": text}
            for moments, text in page.notes
        ],
    }


def _number(question: ShownQuestion) -> str:
    return _("Question %(number)s") % {"number": question.order}


def _parts(parts: tuple[Part, ...]) -> list[dict[str, str]]:
    return [{"time": _time(part.moment)} if part.moment else {"text": part.text} for part in parts]


def _time(moment: Moment | None) -> str:
    return clock(moment.at_ms) if moment else ""


def _claims(claims: Sequence[ShownClaim]) -> list[dict[str, Any]]:
    """Return the claims, each skill named where it begins."""
    before = ["", *(claim.skill for claim in claims)]
    return [
        _claim(claim) | ({"skill": ""} if claim.skill == last else {})
        for claim, last in zip(claims, before, strict=False)
    ]


def _claim(claim: ShownClaim) -> dict[str, Any]:
    return {
        "skill": skill_name(claim.skill) if claim.skill else "",
        "parts": _parts(claim.parts),
        "because": claim.because,
        "quotes": [
            {"role": quote.role, "label": quote.plain_label, "text": quote.text, "at": _time(quote.moment)}
            for quote in claim.in_margin
        ],
    }


def _point(claim: ShownClaim) -> dict[str, str]:
    said = next((quote for quote in claim.quotes if quote.role != "asked"), claim.quotes[0])
    return {"point": claim.heading, "quote": said.text, "at": _time(said.moment)}


def _timeline(page: Page) -> dict[str, Any]:
    return {
        "width": WIDTH,
        "band_y": page.timeline.band_y,
        "band_height": page.timeline.band_height,
        "has_pace": page.timeline.has_pace,
        "pause_s": LONG_PAUSE_MS / 1000,
        "rows": [
            {
                "questions": [{"x": mark.x, "label": mark.label} for mark in row.questions],
                "answers": [{"x": mark.x, "width": mark.width} for mark in row.answers],
                "pauses": [{"x": mark.x, "width": mark.width} for mark in row.pauses],
                "fillers": [mark.x for mark in row.fillers],
                "pace": [
                    [[float(number) for number in pair.split(",")] for pair in line.split()]
                    for line in row.pace
                ],
                "ticks": [{"x": x, "label": clock(ms)} for x, ms in row.ticks],
            }
            for row in page.timeline.rows
        ],
    }
