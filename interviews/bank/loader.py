"""From the bank's files to rows, without harm to what operators changed, and from rows to questions."""

import hashlib
import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from django.db import IntegrityError, transaction

from intervision.columns import fitted

from ..models import BankQuestion as Row
from .schema import BankQuestion, Question, read_bank

logger = logging.getLogger(__name__)

FRESH_FOR_S = 60.0
ASK_AT_MOST = 450
_ROWS_AT_ONCE = 100


@dataclass(slots=True)
class LoadReport:
    """What a load did, as slugs."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    # Shipped anew in other words, but changed or written here: left as they are.
    kept: list[str] = field(default_factory=list)
    # No longer shipped: not asked any more, and left in the table for past interviews.
    deactivated: list[str] = field(default_factory=list)


def load_bank(folder: Path | None = None) -> LoadReport:
    """Bring the rows up to the files of `folder` or to the shipped; raises BankError when they can't be read.

    May run any number of times, and in several processes at once. Rows that an operator edited or wrote
    stay as they are; what a file no longer has is made inactive.
    """
    shipped = {question.slug: question for question in read_bank(folder)}
    digests = {slug: digest_of(question) for slug, question in shipped.items()}
    try:
        report = _bring_up(shipped, digests)
    except IntegrityError:
        # Somebody else inserted the same rows meanwhile; now they are there and only need comparing.
        report = _bring_up(shipped, digests)
    forget_questions()
    return report


@transaction.atomic
def _bring_up(shipped: dict[str, BankQuestion], digests: dict[str, str]) -> LoadReport:
    report = LoadReport()
    known = {
        slug: (pk, digest, edited, active)
        for pk, slug, digest, edited, active in Row.objects.values_list(
            "pk", "slug", "shipped_digest", "edited", "active"
        )
    }
    new: list[Row] = []
    for slug, question in shipped.items():
        pk, digest, edited, active = known.get(slug, (None, "", False, True))
        if pk is None:
            new.append(_fill(Row(), question, digests[slug]))
            report.added.append(slug)
        elif digest == digests[slug] and (active or edited):
            report.unchanged += 1
        elif edited or not digest:
            report.kept.append(slug)
        else:
            _fill(Row.objects.get(pk=pk), question, digests[slug]).save()
            report.updated.append(slug)
    for slug, (pk, digest, edited, active) in known.items():
        if slug not in shipped and digest and active and not edited:
            Row.objects.filter(pk=pk).update(active=False)
            report.deactivated.append(slug)
    Row.objects.bulk_create(new, batch_size=_ROWS_AT_ONCE)
    return report


def _fill(row: Row, question: BankQuestion, digest: str) -> Row:
    row.slug, row.domain, row.kind = question.slug, question.domain.value, question.kind.value
    row.ask, row.content = summary_of(question), content_of(question)
    row.shipped_digest, row.active = digest, True
    return row


def content_of(question: Question) -> dict[str, object]:
    """Return the whole question as plain data, in the shape of docs/question-bank.md."""
    plain: dict[str, object] = msgspec.to_builtins(question)
    plain.pop("domain", None)
    return plain


def summary_of(question: Question) -> str:
    """Return what is asked, cut to what a row's column holds."""
    return fitted(" ".join(question.ask.split()), ASK_AT_MOST)


def digest_of(question: BankQuestion) -> str:
    """Return the SHA-256 of a question's shipped text, in hex."""
    return hashlib.sha256(msgspec.json.encode(question, order="deterministic")).hexdigest()


def question_from_row(row: Row) -> Question:
    """Return the question that a row holds. Raises msgspec.ValidationError when it fits no more."""
    return msgspec.convert(row.content, Question)


# --- reading, for the room ------------------------------------------------------------------------------

_fresh: dict[str, tuple[float, tuple[Question, ...]]] = {}
_lock = threading.Lock()


def questions_for(domain: str) -> tuple[Question, ...]:
    """Return the active questions of a domain, by slug. Blocking; a process asks again after a minute."""
    now = time.monotonic()
    with _lock:
        kept = _fresh.get(domain)
    if kept is not None and now - kept[0] < FRESH_FOR_S:
        return kept[1]
    questions = tuple(_readable(Row.objects.filter(domain=domain, active=True).order_by("slug")))
    with _lock:
        _fresh[domain] = (now, questions)
    return questions


def forget_questions() -> None:
    """Have the next questions_for in this process ask the database."""
    with _lock:
        _fresh.clear()


def _readable(rows: Iterable[Row]) -> Iterable[Question]:
    for row in rows:
        try:
            yield question_from_row(row)
        except msgspec.ValidationError as error:
            logger.error("The question %s is left out, correct it in the admin: %s", row.slug, error)
