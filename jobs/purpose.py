"""How a rehearsal went for the job that it was planned for, in its report."""

from uuid import UUID

from interviews import history
from intervision.accounts.models import User

from .decisions import job_planned_for, rehearsed, required
from .models import Job


def purpose(user: User, interview_id: UUID, planned_for: str) -> dict[str, object] | None:
    """Return the part of the report, or None for a rehearsal that was for no job, or for one that is gone."""
    job_id = job_planned_for(planned_for)
    job = Job.objects.filter(pk=job_id).first() if job_id else None
    if job is None or not job.skills:
        return None
    went = rehearsed(history.interview(interview_id), required(job))
    return {"template": "jobs/_purpose.html", "context": {"job": job, "went": went}}
