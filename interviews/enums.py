"""The closed sets of the interview: what it is about, how it goes, and what becomes of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Domain(TextChoices):
    """A field that one can be interviewed in; each value is also the name of a file of the bank."""

    BACKEND = "backend", _("Backend")
    FRONTEND = "frontend", _("Frontend")
    FULLSTACK = "fullstack", _("Full-stack web")
    MOBILE = "mobile", _("Mobile")
    DATA_ENGINEERING = "data-engineering", _("Data engineering")
    DATA_SCIENCE = "data-science", _("Data science")
    MACHINE_LEARNING = "machine-learning", _("Machine learning")
    LLM_APPLICATIONS = "llm-applications", _("LLM applications")
    DEVOPS_SRE = "devops-sre", _("DevOps and SRE")
    CLOUD_ARCHITECTURE = "cloud-architecture", _("Cloud architecture")
    SECURITY = "security", _("Security")
    DATABASES = "databases", _("Databases")
    QA_AUTOMATION = "qa-automation", _("QA and test automation")
    EMBEDDED = "embedded", _("Embedded")


class Seniority(TextChoices):
    """How experienced the candidate is, from the least on."""

    INTERN = "intern", _("Intern")
    JUNIOR = "junior", _("Junior")
    MID = "mid", _("Mid-level")
    SENIOR = "senior", _("Senior")
    STAFF = "staff", _("Staff")


class QuestionKind(TextChoices):
    """What a question asks the candidate to do."""

    CONCEPT = "concept", _("Concept")
    DESIGN = "design", _("Design")
    DEBUGGING = "debugging", _("Debugging")
    TRADE_OFF = "trade-off", _("Trade-off")
    CODE = "code", _("Code")
    EXPERIENCE = "experience", _("Experience")


class Strand(TextChoices):
    """A theme that runs across all domains."""

    SYSTEM_DESIGN = "system-design", _("System design")
    BEHAVIOURAL = "behavioural", _("Behavioural")


class Manner(TextChoices):
    """How much the candidate is told while the interview runs."""

    INTERVIEW = "interview", _("Interview: nothing until the end")
    COACHING = "coaching", _("Coaching: a few words after each answer")


class AnswerMode(TextChoices):
    """How the candidate answers."""

    VOICE = "voice", _("Voice")
    TYPING = "typing", _("Typing")


class InterviewState(TextChoices):
    """Where an interview stands."""

    PLANNED = "planned", _("Planned")
    LIVE = "live", _("Live")
    FINISHED = "finished", _("Finished")


class EndReason(TextChoices):
    """Why an interview is over."""

    COMPLETED = "completed", _("Completed")
    BY_CANDIDATE = "by_candidate", _("Ended by the candidate")
    ABANDONED = "abandoned", _("Left and not resumed")


class RecordingState(TextChoices):
    """Whether a recording can be played."""

    RECEIVING = "receiving", _("Receiving")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    DELETED = "deleted", _("Deleted")
