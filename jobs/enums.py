"""The closed sets of the job market. An empty value always means that it is not known."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Basis(TextChoices):
    """Where a fact comes from, from the firmest on."""

    STATED = "stated", _("stated in a field of the listing")
    BOARD = "board", _("said by the board that lists it")
    TEXT = "text", _("read in the words of the listing")


class SalaryBasis(TextChoices):
    """Where a salary comes from. The three are never mixed, and a predicted one is never shown as stated."""

    STATED = "stated", _("stated by the employer")
    PARSED = "parsed", _("read in the words of the listing")
    PREDICTED = "predicted", _("estimated by the source")


class Workplace(TextChoices):
    REMOTE = "remote", _("Remote")
    HYBRID = "hybrid", _("Hybrid")
    ONSITE = "onsite", _("On site")


class ApplicantScope(TextChoices):
    """Who may apply for a job that is done from elsewhere."""

    COUNTRIES = "countries", _("People in certain countries")
    WORLDWIDE = "worldwide", _("Anybody, anywhere")


class EmploymentType(TextChoices):
    """As schema.org/JobPosting names them."""

    FULL_TIME = "FULL_TIME", _("Full-time")
    PART_TIME = "PART_TIME", _("Part-time")
    CONTRACTOR = "CONTRACTOR", _("Contract")
    TEMPORARY = "TEMPORARY", _("Temporary")
    INTERN = "INTERN", _("Internship")
    VOLUNTEER = "VOLUNTEER", _("Volunteering")
    PER_DIEM = "PER_DIEM", _("By the day")


class PayPeriod(TextChoices):
    """As schema.org names them (unitText)."""

    HOUR = "HOUR", _("an hour")
    DAY = "DAY", _("a day")
    WEEK = "WEEK", _("a week")
    MONTH = "MONTH", _("a month")
    YEAR = "YEAR", _("a year")


class Level(TextChoices):
    """How experienced somebody in the job is; the values are those of a rehearsal's seniority."""

    INTERN = "intern", _("Intern")
    JUNIOR = "junior", _("Junior")
    MID = "mid", _("Mid-level")
    SENIOR = "senior", _("Senior")
    STAFF = "staff", _("Staff and beyond")


class RoleShape(TextChoices):
    INDIVIDUAL = "individual", _("Individual contributor")
    MANAGER = "manager", _("People manager")


class JobStatus(TextChoices):
    ACTIVE = "active", _("Open")
    STALE = "stale", _("Not confirmed recently")
    CLOSED = "closed", _("Closed")


class ClosedReason(TextChoices):
    GONE = "gone", _("Its source no longer lists it")
    EXPIRED = "expired", _("Its last day to apply has passed")
    UNCONFIRMED = "unconfirmed", _("No source has confirmed it for a long time")
    BY_OPERATOR = "by_operator", _("Closed by an operator")


class Need(TextChoices):
    """How much a listing wants a skill."""

    MUST = "must", _("Required")
    NICE = "nice", _("Nice to have")


class RunState(TextChoices):
    RUNNING = "running", _("Running")
    HEALTHY = "healthy", _("Healthy")
    SUSPICIOUS = "suspicious", _("Suspiciously small: nothing was closed")
    PARTIAL = "partial", _("Some boards failed")
    FAILED = "failed", _("Failed")
    INTERRUPTED = "interrupted", _("Interrupted: the next run continues from there")


class SavedState(TextChoices):
    SAVED = "saved", _("Saved")
    HIDDEN = "hidden", _("Hidden")
    APPLIED = "applied", _("Applied")


class CorrectionState(TextChoices):
    """What a candidate says about a skill against what their sessions showed."""

    KNOWN = "known", _("I can do this")
    GAP = "gap", _("I want to practise this")
    LEAVE_OUT = "leave_out", _("Leave this out of my matches")
