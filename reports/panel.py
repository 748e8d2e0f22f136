"""What the dashboard shows of reports: the last letter, a sentence that landed, and what to practise next."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from intervision.accounts.models import User

from .models import (
    Action,
    Claim,
    ClaimKind,
    CoachComment,
    Evidence,
    EvidenceRole,
    PracticeCard,
    Report,
    ReportState,
)


def panel(user: User) -> dict[str, object] | None:
    """Return the panel, or None before the first report."""
    last = Report.objects.of(user.pk).readable().order_by("-held_at").first()
    if last is None:
        return None
    cards = PracticeCard.objects.practised().filter(candidate=user, due_at__lte=timezone.now())
    due = cards.order_by("due_at").first()
    action = None if due else _to_do(user)
    unseen = CoachComment.objects.filter(seen_at=None)
    commented = Report.objects.of(user.pk).readable().filter(pk__in=unseen.values("report"))
    return {
        "template": "reports/_panel.html",
        "context": {
            "report": last,
            "landed": _landed(last),
            "due": due,
            "action": action,
            "commented": commented,
        },
    }


def _to_do(user: User) -> Action | None:
    """Return what to do of the newest letter that has something whose skill did not land later: a rehearsal
    that ended at once takes nothing back."""
    reports = Report.objects.of(user.pk).readable()
    later = Claim.objects.filter(
        report__in=reports, kind=ClaimKind.STRENGTH, report__held_at__gt=OuterRef("report__held_at")
    )
    landed_since = later.exclude(skill="").filter(skill=OuterRef("skill"))
    actions = Action.objects.filter(~Exists(landed_since), report__in=reports).select_related("report")
    return actions.order_by("-report__held_at", "order").first()


def _landed(report: Report) -> Evidence | None:
    """Return the first words that landed; none while the words may have been corrected since."""
    if report.state != ReportState.READY:
        return None
    said = Evidence.objects.filter(claim__report=report, claim__kind=ClaimKind.STRENGTH)
    said = said.exclude(role=EvidenceRole.ASKED).select_related("claim")
    return said.order_by("claim__place", "number").first()


def erase(user: User) -> None:
    """Remove a person's papers from the storage; their rows go with the account."""
    for report in Report.objects.of(user.pk).exclude(pdf=""):
        report.pdf.storage.delete(report.pdf.name)
