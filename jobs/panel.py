"""Three matches on the dashboard."""

from django.utils import timezone

from intervision.accounts.models import User

from .matching import matches
from .models import Job

COUNT = 3


def panel(user: User) -> dict[str, object] | None:
    """Return the panel, or None where there is nothing to look by or to look in."""
    found = matches.matches_of(user.pk, now=timezone.now(), limit=COUNT)
    if found.seeker.is_blank or not found.indexed:
        return None
    if not found.matches and not Job.objects.open().exists():
        return None  # no job was passed over
    return {
        "template": "jobs/_panel.html",
        "context": {
            "matches": found.fresh,
            "older": found.aside,
            "too_old": found.too_old,
            "seeker": found.seeker,
        },
    }
