"""The job pages and answers, each in a state that shows all of its words, and what on them is data."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from intervision.accounts.models import User
from intervision.skills import vocabulary
from jobs import digest
from jobs.decisions import decide, practise
from jobs.index import generations
from jobs.matching.profile import profile_of
from jobs.matching.reasons import name_of
from jobs.models import Job, Posting, ProfileCorrection, Source, Wishes
from jobs.names import country_name
from jobs.sources.registry import sources
from jobs.templatetags.jobs import places as where_is
from jobs.wishes import CURRENCIES
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.openings import a_job, a_source
from tests.reports import sessions

Shown = Callable[[Client, User], HttpResponse]


def names() -> set[str]:
    """Return what an ad's facts are called, and words that stand alone: of the ads here, and typed."""
    english = Locale("en")
    return {
        *(skill.name for skill in vocabulary()), *english.territories.values(), *english.languages.values(),
        *CURRENCIES, *(source.about.label for source in sources().values()), "well", "US", "enginer", "zzqq",
        "cobol", *(zone.replace("_", " ") for zone in available_timezones()),
    }  # fmt: skip


def content() -> list[str]:
    """Return what the ads themselves say, and who lists them."""
    said = [str(text) for text in Source.objects.values_list("attribution_text", flat=True)]
    for job in Job.objects.all():
        said += [job.title, job.employer_name, job.text, f"{job.title} · {job.employer_name}"]
        said += [f"{name_of(skill.slug)}, {job.title}" for skill in job.skills]
        said += [
            f"{spot.city}, {end}" for spot in job.places for end in (spot.country, country_name(spot.country))
        ]
        said.append(f"{job.employer_name} · {where_is(job.places)}")
    return said


def market(user: User, **wishes: Any) -> Job:
    """Return the best of some jobs that ask for what the user showed, wished for and was never asked."""
    now = timezone.now()
    for days, seed in ((20, 3), (6, 5)):
        sessions.past_interview(user, seed=seed, skill=0.75, started_at=now - timedelta(days=days))
    skills = shown_skills(user)
    source = a_source(last_healthy_at=now, last_run_at=now, attribution_text="Jobs by Greenhouse")
    common = {"now": now, "source": source, "seniority": "mid"}
    best = a_job(
        "Backend Engineer", employer="Acme Works", nice=("cobol:COBOL",), days=1,
        must=(*skills[:3], "kubernetes:Kubernetes"),
        salary_min=50_000, salary_max=70_000, salary_currency="EUR", salary_period="YEAR",
        salary_basis="parsed", workplace="remote", applicant_countries=["DE", "FR", "PL", "ES", "IT"],
        valid_through=now + timedelta(days=9), **common,
    )  # fmt: skip
    Posting.objects.create(
        source=a_source("remotive", attribution_text="Source: Remotive"), identifier="2", job=best
    )
    remote = {"workplace": "remote"}
    by_the_hour = {"salary_basis": "stated", "salary_min": 9, "salary_period": "HOUR"}
    four = (("Berlin", "DE"), ("Paris", "FR"), ("Oslo", "NO"), ("Lyon", "FR"))
    for number, more in enumerate(
        (
            {"applicant_scope": "worldwide", "openings_key": "same", "employment_type": "CONTRACTOR"}
            | remote,
            {"openings_key": "same"} | remote | by_the_hour,
            {"applicant_countries": ["DE"], "status": "stale", "language": ""} | remote,
            {"workplace": "", "places": (), "by_agency": True, "employment_type": "INTERN"},
            {"workplace": "hybrid", "places": four},
            {"salary_basis": "predicted", "salary_min": 9, "posted_at": None},
        )
    ):
        a_job("Backend Engineer", employer=f"Acme {number} Works", must=skills[:2], days=2, **common, **more)
    Wishes.objects.create(user=user, skills=["kubernetes"], **wishes)
    generations.rebuild()
    return best


def after(prepare: Callable[[User], object], address: str) -> Shown:
    def page(client: Client, user: User) -> HttpResponse:
        prepare(user)
        return client.get(f"/jobs/{address}", headers={"Accept-Language": "en"})

    return page


def nothing(user: User) -> None:
    """Prepare nothing: a fresh installation."""


def as_operator(user: User) -> None:
    user.is_staff = True
    user.save()


def no_jobs_yet(user: User) -> None:
    a_source()
    a_source("adzuna")


def nothing_to_look_by(user: User) -> None:
    a_job(now=timezone.now())
    generations.rebuild()


def no_index(user: User) -> None:
    a_job(now=timezone.now())
    Wishes.objects.create(user=user, titles=["Backend Engineer"])


def one_failing(user: User) -> None:
    market(user)
    a_source("lever", failures=3)


def all_failing(user: User) -> None:
    market(user)
    Source.objects.update(failures=3, last_healthy_at=None)


def wishes_alone(user: User) -> None:
    a_job(employer="Acme Python Works", must=("python:Python",), now=timezone.now())
    a_job(employer="Acme Works", now=timezone.now())
    generations.rebuild()
    Wishes.objects.create(user=user, titles=["Backend Engineer"], skills=["python"])


def decided(state: str, why: str = "") -> Callable[[User], None]:
    def prepare(user: User) -> None:
        job = market(user)
        decide(user_id=user.pk, job=job, state=state, why=why, now=timezone.now())
        Job.objects.filter(pk=job.pk).update(status="closed", closed_reason="gone", closed_at=timezone.now())

    return prepare


def corrected(user: User) -> None:
    market(user)
    for skill, state in zip(shown_skills(user), ("known", "gap", "leave_out"), strict=False):
        ProfileCorrection.objects.create(user=user, skill=skill.partition(":")[0], state=state)


def job_page(**changes: Any) -> Shown:
    def page(client: Client, user: User) -> HttpResponse:
        job = market(user, countries=["US"], time_zones=["America/Los_Angeles"])
        interview_id = practise(user_id=user.pk, job=job, profile=profile_of(user.pk))
        sessions.past_interview(user, seed=3, planned_for=f"job:{job.pk}", skill=0.5)
        assert interview_id
        decide(user_id=user.pk, job=job, state="hidden", why="Wrong place", now=timezone.now())
        Job.objects.filter(pk=job.pk).update(**changes)
        return client.get(f"/jobs/{job.pk}/")

    return page


def refused_wishes(client: Client, user: User) -> HttpResponse:
    return client.post(
        "/jobs/wishes/",
        {
            "titles": "\n".join(map(str, range(40))), "skills": "zzqq", "places": "zzqq", "countries": "zzqq",
            "time_zones": "zzqq", "salary_min": "zzqq", "levels": "zzqq", "avoid_skills": "zzqq",
        },
    )  # fmt: skip


def kept_wishes(client: Client, user: User) -> HttpResponse:
    market(user)
    return client.post("/jobs/wishes/", {"countries": "Poland", "skills": "python"}, follow=True)


def buttons(state: str, why: str = "") -> Shown:
    def page(client: Client, user: User) -> HttpResponse:
        job = a_job(now=timezone.now())
        return client.post(
            f"/jobs/{job.pk}/decide/", {"state": state, "why": why}, headers={"HX-Request": "true"}
        )

    return page


def refused(path: str) -> Shown:
    def page(client: Client, user: User) -> HttpResponse:
        return client.post(
            f"/jobs/{path.format(job=a_job(now=timezone.now()).pk)}", {"state": "zzqq", "skill": "zzqq"}
        )

    return page


def unsubscribing(client: Client, user: User, *, ends: bool = False) -> HttpResponse:
    Wishes.objects.create(user=user, digest=True)
    address = f"/jobs/unsubscribe/{digest.token_of(user.pk)}/"
    return client.post(address) if ends else client.get(address)


ABROAD = {
    "places": [{"city": "", "country": "DE"}],
    "work_authorisation": ["PL"],
    "employment_types": ["FULL_TIME"],
}
FAR = {"time_zones": ["Asia/Tokyo"], "workplaces": ["remote"]}
PAGES: dict[str, Shown] = {
    "no source": after(nothing, ""),
    "no source, for operators": after(as_operator, ""),
    "no jobs yet": after(no_jobs_yet, ""),
    "nothing to go on": after(nothing_to_look_by, ""),
    "no index": after(no_index, ""),
    "no match": after(lambda user: market(user, languages=["sv"]), ""),
    "matches": after(market, ""),
    "matches, to check": after(lambda user: market(user, **ABROAD), ""),
    "matches, far away": after(lambda user: market(user, **FAR), ""),
    "matches by wishes": after(wishes_alone, ""),
    "one source failing": after(one_failing, ""),
    "all sources failing": after(all_failing, ""),
    "search": after(market, "search/"),
    "search, narrowed": after(
        market, "search/?q=enginer&city=Berlin%2C+DE&country=DE&level=mid&age=7&pay=stated&status=stale"
    ),
    "search, nothing": after(market, "search/?q=zzqq"),
    "search, no index": after(no_index, "search/"),
    "saved": after(decided("saved"), "saved/"),
    "hidden": after(decided("hidden", "Wrong place"), "saved/?state=hidden"),
    "applied": after(decided("applied"), "saved/?state=applied"),
    "none saved": after(nothing, "saved/"),
    "none hidden": after(nothing, "saved/?state=hidden"),
    "none applied": after(nothing, "saved/?state=applied"),
    "a job": job_page(),
    "a job, closed": job_page(status="closed", closed_reason="expired", closed_at=timezone.now()),
    "a job, stale": job_page(status="stale", salary_basis="predicted"),
    "wishes": after(market, "wishes/"),
    "wishes, refused": refused_wishes,
    "wishes, kept": kept_wishes,
    "profile": after(corrected, "profile/"),
    "profile, empty": after(nothing, "profile/"),
    "buttons, saved": buttons("saved"),
    "buttons, applied": buttons("applied"),
    "buttons, hidden": buttons("hidden"),
    "buttons, hidden for a reason": buttons("hidden", "Wrong place"),
    "buttons, taken back": buttons(""),
    "decision, refused": refused("{job}/decide/"),
    "correction, refused": refused("profile/"),
    "end of mails, asked": unsubscribing,
    "end of mails, done": lambda client, user: unsubscribing(client, user, ends=True),
    "end of mails, unknown": after(nothing, "unsubscribe/zzqq/"),
}  # fmt: skip
