"""Planning a rehearsal: what was chosen on the form, and what was found in a CV and a job description."""

from typing import Any
from uuid import UUID

import msgspec
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from intervision.accounts.models import User
from intervision.skills import vocabulary

from .interviewer.port import Tailoring
from .models import Interview


def plan(*, candidate: User, choices: dict[str, Any]) -> Interview:
    """Return a planned interview; a CV or job description is read by a task meanwhile."""
    brought = choices["cv"] or choices["cv_text"].strip() or choices["job_text"].strip()
    with transaction.atomic():
        interview = Interview.objects.create(
            candidate=candidate,
            domain=choices["domain"],
            seniority=choices["seniority"],
            minutes=choices["minutes"],
            manner=choices["manner"],
            mode=choices["mode"],
            focus=choices["focus"],
            language=choices["language"],
            keep_recording=choices["keep_recording"],
            camera=choices["camera"],
            coaching_lines=choices["coaching_lines"],
            tailoring={"reading": True} if brought else {},
        )
        if brought:
            _hand_over(interview.pk, choices)
    return interview


def _hand_over(interview_id: UUID, choices: dict[str, Any]) -> None:
    """Put what was brought where the worker finds it; the worker deletes it when it has read it."""
    from .tasks import read_brought

    filename = ""
    if cv := choices["cv"]:
        filename = cv.name[-100:]
        default_storage.save(f"brought/{interview_id}/cv", cv)
    elif text := choices["cv_text"].strip():
        filename = "cv.txt"
        default_storage.save(f"brought/{interview_id}/cv", ContentFile(text.encode()))
    if text := choices["job_text"].strip():
        default_storage.save(f"brought/{interview_id}/job", ContentFile(text.encode()))
    transaction.on_commit(lambda: read_brought.delay(interview_id=str(interview_id), filename=filename))


def read_brought(interview_id: UUID, filename: str) -> None:
    """Read the CV and the job description, keep what was found, delete what was brought."""
    from .tailoring import reading

    interview = Interview.objects.filter(pk=interview_id).first()
    if interview is None or not interview.tailoring.get("reading"):
        # The interview has gone meanwhile, or a worker was killed when it had read all.
        discard_brought(interview_id)
        return
    cv, job = (_take(f"brought/{interview_id}/{part}") for part in ("cv", "job"))
    found = Tailoring()
    problem = ""
    try:
        found = reading.read(cv=cv, filename=filename, job=(job or b"").decode(errors="replace"))
    except reading.CannotRead as error:
        found, problem = error.found, str(error)
    tailoring = {**msgspec.to_builtins(found), "problem": problem}
    Interview.objects.filter(pk=interview_id).update(tailoring=tailoring)
    discard_brought(interview_id)


def discard_brought(interview_id: UUID) -> None:
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

    return {
        "reading": bool(data.get("reading")),
        "problem": data.get("problem", ""),
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
