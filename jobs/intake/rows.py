"""The row of a job, from what its postings say."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from intervision.columns import fitted

from ..enums import ClosedReason, JobStatus, SalaryBasis
from ..models import Job, Posting
from ..reading.normalise import Normalised, normalise
from ..sources.errors import UNREADABLE
from ..sources.port import Feed, JobSource
from ..sources.registry import UnknownSource, source
from .employers import employers_of

_FIRMNESS = {SalaryBasis.STATED: 0, SalaryBasis.PARSED: 1, SalaryBasis.PREDICTED: 2, "": 3}
# Fields that stand together: they are taken from one posting or not at all.
_GROUPS: tuple[tuple[str, ...], ...] = (
    ("workplace", "workplace_basis", "workplace_words"),
    ("applicant_scope", "applicant_countries", "applicant_basis", "applicant_words"),
    ("seniority", "seniority_basis"),
    ("role_shape",),
    ("employment_type",),
    ("language",),
    ("posted_at",),
    ("valid_through",),
    ("url",),
)
_SALARY = ("salary_min", "salary_max", "salary_currency", "salary_period", "salary_basis", "salary_words")
_BLENDED = (*(name for group in _GROUPS for name in group), *_SALARY, "html", "text")


def fields_of(posting: Normalised) -> dict[str, Any]:
    """Return the fields of a job that says what this posting says."""
    raw, workplace, salary = posting.raw, posting.workplace, posting.salary
    return {
        "title": posting.title.shown,
        "normalised_title": posting.title.normalised,
        "employer_name": posting.employer,
        "html": posting.html,
        "text": posting.text,
        "language": posting.language,
        "employment_type": posting.employment_type,
        "workplace": workplace.kind,
        "workplace_basis": workplace.basis if workplace.kind else "",
        "workplace_words": workplace.words,
        "applicant_scope": workplace.scope,
        "applicant_countries": list(workplace.countries),
        "applicant_basis": workplace.scope_basis,
        "applicant_words": workplace.scope_words,
        "salary_min": salary.low if salary else None,
        "salary_max": salary.high if salary else None,
        "salary_currency": salary.currency if salary else "",
        "salary_period": salary.period if salary else "",
        "salary_basis": salary.basis if salary else "",
        "salary_words": salary.words if salary else "",
        "skill_rows": skill_rows(posting),
        "place_rows": place_rows(posting),
        "seniority": posting.seniority,
        "seniority_basis": posting.seniority_basis,
        "role_shape": posting.title.role_shape,
        "posted_at": raw.posted_at,
        "valid_through": raw.valid_through,
        "openings_key": openings_key(posting),
        "by_agency": posting.by_agency,
        "url": fitted(raw.url or raw.apply_url, 2000),
    }


def openings_key(posting: Normalised) -> str:
    """Return what openings of the same employer, title and place share."""
    places = sorted(f"{spot.country}:{spot.city or spot.region}" for spot in posting.spots)
    words = (posting.employer_key, " ".join(posting.title.words), *places)
    return sha256("|".join(words).lower().encode()).hexdigest()


def fields_in(job: Job) -> list[Any]:
    """Return what blending may change of a job."""
    return [getattr(job, name) for name in _BLENDED]


def blend(job: Job, posting: Normalised) -> None:
    """Fill what a job leaves open with what a further posting says; pay only by a firmer basis."""
    said = fields_of(posting)
    for group in _GROUPS:
        if not getattr(job, group[0]) and said[group[0]]:
            for name in group:
                setattr(job, name, said[name])
    if _FIRMNESS[said["salary_basis"]] < _FIRMNESS[job.salary_basis]:
        for name in _SALARY:
            setattr(job, name, said[name])
    if not job.text and said["text"]:
        job.html, job.text = said["html"], said["text"]


def skill_rows(posting: Normalised) -> list[list[Any]]:
    return [
        [need.slug, need.need, need.start, need.end, need.in_title, need.either] for need in posting.skills
    ]


def place_rows(posting: Normalised) -> list[list[Any]]:
    return [[spot.city[:120], spot.region[:120], spot.country, spot.words[:200]] for spot in posting.spots]


def rewrite(job: Job, *, newest: dict[UUID, Normalised], now: datetime) -> None:
    """Let a job say anew what its open postings say; `newest` are those that are read already."""
    voices = sorted(_voices(job, newest), key=lambda voice: voice[0])
    if not voices:
        return
    (_, lead), *others = voices
    for name, value in fields_of(lead).items():
        setattr(job, name, value)
    for _, posting in others:
        blend(job, posting)
    job.employer = employers_of([lead])[lead.employer_key]
    if job.closed_reason == ClosedReason.EXPIRED and (job.valid_through is None or job.valid_through > now):
        job.status, job.closed_reason, job.closed_at = JobStatus.ACTIVE, "", None
    job.updated_at = now
    job.save()


def _voices(job: Job, newest: dict[UUID, Normalised]) -> Iterator[tuple[int, Normalised]]:
    """Yield what each open posting says, behind its source's rank; all of them speak where none is open."""
    rows = list(job.postings.select_related("source", "board"))
    for row in [row for row in rows if row.closed_at is None] or rows:
        try:
            implementation = source(row.source.name)
            posting = newest.get(row.pk) or _read_again(row, implementation)
        except (UnknownSource, *UNREADABLE):
            # Its source has gone, or had another shape when it was stored: the others speak.
            continue
        if posting is not None:
            yield implementation.about.rank, posting


def _read_again(row: Posting, implementation: JobSource) -> Normalised | None:
    """Return what a stored record says. Raises what is in UNREADABLE."""
    board = row.board
    feed = Feed(board.token, board.employer_name, board.domain) if board else Feed()
    raw = implementation.read(row.raw, feed)
    return normalise(raw) if raw else None
