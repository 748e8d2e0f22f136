"""The job pages; edges only."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from interviews import doors
from intervision.accounts.models import User
from intervision.local_paths import posted_next

from . import decisions, digest, jobpage, searchpage, wishes
from .enums import CorrectionState, SavedState
from .export import export_of
from .forms import CorrectionForm, DecisionForm, WishesForm, read_search
from .index import generations
from .logos import media_type
from .matching import matches
from .matching.profile import profile_of
from .models import Job, Source, Wishes
from .supply import supply


@login_required
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The matches: few, fresh, explained."""
    now = timezone.now()
    found = matches.matches_of(_user_id(request), now=now)
    context = {"found": found, "supply": supply(now=now), "here": "matches"}
    return render(request, "jobs/matches.html", context)


@require_GET
@cache_control(public=True, max_age=3600)
def source_logo(request: HttpRequest, name: str) -> FileResponse:
    """The logo that an operator uploaded for a source. Whoever shows its listings has to show it, too."""
    logo = get_object_or_404(Source.objects.exclude(logo=""), name=name).logo
    file = logo.open("rb")
    return FileResponse(file, content_type=media_type(file))


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    query = read_search(request.GET)
    page = searchpage.compose(query, user_id=_user_id(request), params=request.GET, now=timezone.now())
    context = {"page": page, "query": query, "supply": supply(now=timezone.now()), "here": "search"}
    template = "jobs/_search.html" if _is_partial(request) else "jobs/search.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@login_required
@require_GET
def cities(request: HttpRequest) -> HttpResponse:
    """Cities that begin as typed, for the list below the field."""
    from .search import cities as cities_of

    try:
        found = cities_of(generations.reader(), request.GET.get("city", "")[:60])
    except generations.NoIndex:
        found = []
    return render(request, "jobs/_cities.html", {"cities": found})


@login_required
@require_GET
def saved(request: HttpRequest) -> HttpResponse:
    """What was saved, applied for and hidden, with a way back."""
    state = request.GET.get("state", SavedState.SAVED)
    state = state if state in SavedState.values else SavedState.SAVED
    pages, rows = matches.decided(_user_id(request), state=state, page=request.GET.get("page", ""))
    context = {"pages": pages, "rows": rows, "state": state, "here": "saved"}
    return render(request, "jobs/saved.html", context)


@login_required
@require_GET
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    page = jobpage.compose(
        get_object_or_404(Job.objects.select_related("employer"), pk=job_id),
        user_id=_user_id(request),
        now=timezone.now(),
    )
    return render(request, "jobs/job.html", {"page": page})


@login_required
@require_POST
def decide(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Save, hide, mark as applied, or take that back; answers htmx with the job's buttons."""
    row = get_object_or_404(Job, pk=job_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("You can’t do that to a job."), status=422, content_type="text/plain")
    decision = decisions.decide(user_id=_user_id(request), job=row, **form.cleaned_data, now=timezone.now())
    if _is_partial(request):
        context = {"job": row, "state": decision.state, "why": decision.why, "just": True}
        return render(request, "jobs/_decision.html", context)
    return redirect(posted_next(request, default=reverse("job", args=[job_id])))


@login_required
@require_POST
def practise(request: HttpRequest, job_id: UUID) -> HttpResponse:
    row = get_object_or_404(Job, pk=job_id)
    skill = request.POST.get("skill", "")
    user_id = _user_id(request)
    try:
        interview_id = decisions.practise(
            user_id=user_id,
            job=row,
            profile=profile_of(user_id),
            skill=skill if skill in {one.slug for one in row.skills} else "",
        )
    except doors.NotAllowed as error:
        messages.error(request, str(error))
        return redirect("job", job_id=job_id)
    return redirect("interview-check", interview_id)


@login_required
@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest) -> HttpResponse:
    mine = wishes.wishes_for(_user_id(request))
    form = WishesForm(request.POST or None, instance=mine)
    context = {"form": form, "here": "wishes"}
    if request.method != "POST":
        return render(request, "jobs/wishes.html", context)
    if not form.is_valid():
        return render(request, "jobs/wishes.html", context, status=422)
    wishes.store(form.save(commit=False))
    messages.success(request, _("Saved. The list now follows your preferences."))
    return redirect("jobs")


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What the rehearsals say about each skill, with the moments; the candidate has the last word."""
    user_id = _user_id(request)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            return HttpResponse(_("There is no such skill."), status=422, content_type="text/plain")
        wishes.correct(user_id=user_id, **form.cleaned_data)
        return redirect(reverse("job-profile") + f"#skill-{form.cleaned_data['skill']}")
    context = {"profile": profile_of(user_id), "states": CorrectionState, "here": "profile"}
    return render(request, "jobs/profile.html", context)


@login_required
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """What the job pages know about a person, to take along."""
    response = JsonResponse(export_of(_user_id(request)), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="jobs.json"'
    return response


# The signed token is the permission: mail programs send the one-click POST (RFC 8058) without cookies.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails by the signed link in each of them; no sign-in, and a look alone changes nothing."""
    user_id = digest.read_token(token)
    known = user_id is not None and Wishes.objects.filter(user_id=user_id).exists()
    done = request.method == "POST" and known
    if done and user_id is not None:
        Wishes.objects.filter(user_id=user_id).update(digest=False)
    return render(
        request, "jobs/unsubscribe.html", {"known": known, "done": done}, status=200 if known else 404
    )


def _user_id(request: HttpRequest) -> UUID:
    assert isinstance(request.user, User)
    return request.user.pk


def _is_partial(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
