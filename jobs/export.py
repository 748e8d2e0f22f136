"""What the job pages know about a person, for them to take along."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from .matching.profile import profile_of
from .models import ProfileCorrection, SavedJob
from .serializers import ProfileSerializer, WishesSerializer
from .wishes import wishes_for


def export_of(user_id: UUID) -> dict[str, Any]:
    """Return what the job pages keep of a person."""
    decisions = SavedJob.objects.filter(user_id=user_id).select_related("job").order_by("at")
    return {
        "wishes": WishesSerializer(wishes_for(user_id)).data,
        "corrections": list(
            ProfileCorrection.objects.filter(user_id=user_id).order_by("skill").values("skill", "state", "at")
        ),
        "jobs": [
            {
                "title": row.job.title,
                "employer": row.job.employer_name,
                "page": reverse("job", args=[row.job_id]),
                "state": row.state,
                "why": row.why,
                "at": row.at,
            }
            for row in decisions
        ],
        "profile": ProfileSerializer(profile_of(user_id)).data,
    }
