"""What the dashboard shows of reports: the last letter, a sentence that landed, and what to practise next."""

from django.utils import timezone

from intervision.accounts.models import User

from .models import Action, ClaimKind, CoachComment, Evidence, EvidenceRole, PracticeCard, Report, ReportState


def panel(user: User) -> dict[str, object] | None:
    """Return the panel, or None before the first report."""
    last = Report.objects.of(user.pk).readable().order_by("-held_at").first()
    if last is None:
        return None
    cards = PracticeCard.objects.practised().filter(candidate=user, due_at__lte=timezone.now())
    due = cards.order_by("due_at").first()
    # Of the newest letter that has one: a rehearsal that ended at once takes nothing back.
    actions = Action.objects.filter(report__in=Report.objects.of(user.pk).readable()).select_related("report")
    action = None if due else actions.order_by("-report__held_at", "order").first()
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
