"""A CV and a job description that were brought: kept until a worker has read them, shown for correction."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.skills import vocabulary

from ..enums import InterviewState
from ..models import Interview
from . import reading

logger = logging.getLogger(__name__)

# Reading takes half a minute at most, and its candidate waits beside it.
LOST_AFTER = timedelta(minutes=2)
# What kills its worker each time is not tried for ever, and a CV that nobody can read is not kept.
GIVEN_UP_AFTER = timedelta(hours=3)
# A reading costs, and bringing something again is not planning again, of which a day has so many.
READINGS_AT_MOST = 3

_OF_CV = ("skills", "passages")
_OF_JOB = ("wanted", "job_title", "employer")


def may_bring_again(interview: Interview) -> bool:
    """Tell whether what could not be read may be brought once more."""
    data = interview.tailoring
    return (
        interview.state == InterviewState.PLANNED
        and bool(data.get("problem"))
        and data.get("readings", 1) < READINGS_AT_MOST
    )


def unread(before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the tailoring of an interview whose CV or job description waits for its reader from now on."""
    found = _found_before(before or {}, _OF_CV + _OF_JOB)
    readings = before.get("readings", 1) + 1 if before else 1
    return {**found, "reading": True, "since": timezone.now().isoformat(), "readings": readings}


def _found_before(tailoring: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: tailoring[key] for key in keys if key in tailoring}


def hand_over(interview_id: UUID, choices: dict[str, Any]) -> None:
    """Put what was brought where the worker finds it; the worker deletes it when it has read it."""
    if cv := choices["cv"]:
        default_storage.save(f"brought/{interview_id}/cv", cv)
    elif text := choices["cv_text"].strip():
        default_storage.save(f"brought/{interview_id}/cv", ContentFile(text.encode()))
    if text := choices["job_text"].strip():
        default_storage.save(f"brought/{interview_id}/job", ContentFile(text.encode()))


def read(interview_id: UUID) -> None:
    """Read the CV and the job description, keep what was found, delete what was brought.

    May run twice without harm.
    """
    rows = Interview.objects.filter(pk=interview_id)
    interview = rows.first()
    # If not, the interview has gone meanwhile, or a worker was killed when it had read all.
    if interview is not None and interview.tailoring.get("reading"):
        rows.update(tailoring=_read(interview))
    discard(interview_id)
    rows.update(brought_asked_at=None)


def _read(interview: Interview) -> dict[str, Any]:
    """Return what was found in what was brought, or what to tell the candidate instead."""
    before = interview.tailoring
    readings = {"readings": before.get("readings", 1)}
    broken = {
        **_found_before(before, _OF_CV + _OF_JOB),
        **readings,
        "problem": _(
            "It could not be read. Something went wrong on our side, not with what you sent. The "
            "interview goes on without it."
        ),
    }
    since = datetime.fromisoformat(before["since"]) if "since" in before else interview.created_at
    if since <= timezone.now() - GIVEN_UP_AFTER:
        return broken
    problem = ""
    try:
        cv, job = (_take(f"brought/{interview.pk}/{part}") for part in ("cv", "job"))
        found = reading.read(cv=cv, job=(job or b"").decode(errors="replace"))
    except reading.CannotRead as error:
        found, problem = error.found, str(error)
    except Exception:
        logger.exception("what was brought for interview %s could not be read", interview.pk)
        return broken
    not_brought = (_OF_CV if cv is None else ()) + (_OF_JOB if job is None else ())
    kept = _found_before(before, not_brought)
    return {**msgspec.to_builtins(found), **kept, **readings, "problem": problem}


def requeue_lost(*, now: datetime) -> list[UUID]:
    """Return the interviews whose CV or job description is to be queued for reading again."""
    lost = Interview.objects.filter(brought_asked_at__lte=now - LOST_AFTER)
    found = list(lost.order_by("brought_asked_at").values_list("pk", flat=True)[:200])
    # What is queued now is not queued again before it has had its time.
    lost.filter(pk__in=found).update(brought_asked_at=now)
    return found


def discard(interview_id: UUID) -> None:
    """Delete the CV and the job description, where they still lie for a worker."""
    for part in ("cv", "job"):
        default_storage.delete(f"brought/{interview_id}/{part}")


def _take(name: str) -> bytes | None:
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        data: bytes = file.read()
        return data


def found(interview: Interview) -> dict[str, Any]:
    """Return what was found, with names, for the page that lets the candidate correct it."""
    data = interview.tailoring
    names = vocabulary()

    def named(key: str) -> list[tuple[str, str]]:
        return [(slug, skill.name) for slug in data.get(key, []) if (skill := names.get(slug)) is not None]

    ticks = any(data.get(key) for key in ("skills", "passages", "wanted"))
    return {
        "reading": bool(data.get("reading")),
        "problem": data.get("problem", ""),
        "again": may_bring_again(interview),
        "ticks": ticks,
        "anything": ticks or bool(data.get("job_title")),
        "skills": named("skills"),
        "wanted": named("wanted"),
        "passages": data.get("passages", []),
        "job_title": data.get("job_title", ""),
        "employer": data.get("employer", ""),
    }


def correct_found(interview: Interview, *, skills: list[str], passages: list[str], wanted: list[str]) -> None:
    """Keep only what the candidate left ticked."""
    kept = {"skills": skills, "passages": passages, "wanted": wanted}
    for key, chosen in kept.items():
        interview.tailoring[key] = [item for item in interview.tailoring.get(key, []) if item in chosen]
    interview.tailoring.pop("problem", None)
    interview.save(update_fields=["tailoring"])
