"""Mails with new strong matches for those who want them: a job once, a mail a day at most."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from intervision.accounts.models import User

from .matching import matches
from .models import MatchDigest, Wishes

_SALT = "jobs.digest"
MOST = 6
# Somewhat less than a day, so that a daily beat that runs a little early still sends.
_EVERY = timedelta(hours=20)
_REMEMBERED = 500


def wanted_by(*, after: UUID | None = None, count: int = 200) -> list[UUID]:
    """Return who wants mails, in order of their wishes' key: (user ids) after that of `after`'s page."""
    rows = Wishes.objects.filter(digest=True, user__is_active=True).exclude(user__email=None)
    rows = rows.filter(user_id__gt=after) if after else rows
    return list(rows.order_by("user_id").values_list("user_id", flat=True)[:count])


def send_to(user_id: UUID, *, now: datetime) -> int:
    """Send a candidate's new strong matches and return how many they are; none: no mail."""
    if not Wishes.objects.filter(user_id=user_id, digest=True).exists():
        return 0
    sent = list(MatchDigest.objects.filter(user_id=user_id).order_by("-sent_at")[:_REMEMBERED])
    if sent and now - sent[0].sent_at < _EVERY:
        return 0
    announced = [UUID(job) for row in sent for job in row.jobs]
    # More than are named: some may have closed since the index was built.
    found = matches.matches_of(user_id, now=now, limit=MOST * 2, announced=announced)
    fresh = found.matches[:MOST]
    if not fresh:
        return 0
    # Written down first: a mail that goes out twice is worse than one that is lost.
    MatchDigest.objects.create(
        user_id=user_id, sent_at=now, jobs=[str(match.shown.job.pk) for match in fresh]
    )
    _mail(User.objects.get(pk=user_id), fresh).send()
    return len(fresh)


def _mail(user: User, found: Sequence[matches.Match]) -> EmailMultiAlternatives:
    end = settings.SITE_URL.rstrip("/") + reverse("jobs-unsubscribe", args=[token_of(user.pk)])
    context = {"user": user, "matches": found, "site": settings.SITE_URL.rstrip("/"), "end_url": end}
    subject = ngettext(
        "A new job that fits what you showed", "%(count)d new jobs that fit what you showed", len(found)
    ) % {"count": len(found)}
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("jobs/digest.txt", context),
        to=[user.email or ""],
        headers={"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    mail.attach_alternative(render_to_string("jobs/digest.html", context), "text/html")
    return mail


def token_of(user_id: UUID) -> str:
    return signing.dumps(str(user_id), salt=_SALT)


def read_token(token: str) -> UUID | None:
    """Return whose mails a link ends, or None if it was not made here."""
    try:
        return UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None
