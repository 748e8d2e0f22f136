"""What the dashboard shows of reports: the last letter, and the one thing to practise next."""

from django.utils import timezone

from intervision.accounts.models import User

from .models import Action, PracticeCard, Report


def panel(user: User) -> dict[str, object] | None:
    """Return the panel, or None before the first report."""
    last = Report.objects.of(user.pk).readable().order_by("-held_at").first()
    if last is None:
        return None
    due = PracticeCard.objects.filter(candidate=user, due_at__lte=timezone.now()).order_by("due_at").first()
    action = Action.objects.filter(report=last).order_by("order").first()
    return {
        "template": "reports/_panel.html",
        "context": {"report": last, "due": due, "action": None if due else action},
    }


def erase(user: User) -> None:
    """Remove a person's papers from the storage; their rows go with the account."""
    for report in Report.objects.of(user.pk).exclude(pdf=""):
        report.pdf.storage.delete(report.pdf.name)
