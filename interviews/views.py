"""Pages around the interview. The interview itself runs over the WebSocket (live/)."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from intervision.accounts.guests import current_or_new_guest
from intervision.accounts.models import User

from . import doors, planning, script_words
from .enums import Domain
from .forms import BringAgainForm, NewRehearsalForm, focus_choices
from .live import warm
from .models import Interview
from .recordings import deleting
from .tailoring import brought

PAST_ON_A_PAGE = 20
MOST_UNFINISHED = 20


def home(request: HttpRequest) -> HttpResponse:
    """Say what this is; whoever is signed in knows that and is led to their rehearsals."""
    if request.user.is_authenticated:
        return redirect("dashboard")
    return render(request, "interviews/home.html")


def health(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; probes of the stores are for whoever deploys it."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Say whether this process has loaded what the first answer would otherwise wait for."""
    status = 200 if warm.done.is_set() else 503
    return HttpResponse(
        "ready\n" if status == 200 else "warming up\n", content_type="text/plain", status=status
    )


def new_rehearsal(request: HttpRequest) -> HttpResponse:
    guest = not request.user.is_authenticated or request.user.is_guest
    initial = {
        "guest": guest,
        **{key: request.GET[key] for key in ("domain", "seniority") if key in request.GET},
    }
    form = NewRehearsalForm(request.POST or None, request.FILES or None, initial=initial)
    context = {"form": form, "retention_days": settings.RECORDING_RETENTION_DAYS, "guest": guest}
    if request.method != "POST":
        return render(request, "interviews/new.html", context)
    if not form.is_valid():
        return render(request, "interviews/new.html", context, status=422)
    try:
        interview = planning.plan(candidate=current_or_new_guest(request), choices=form.cleaned_data)
    except planning.NotAllowed as error:
        messages.error(request, str(error))
        return render(request, "interviews/new.html", context, status=422)
    if interview.tailoring.get("reading"):
        return redirect("interview-brought", interview_id=interview.pk)
    return redirect("interview-check", interview_id=interview.pk)


@require_GET
def focus(request: HttpRequest) -> HttpResponse:
    """The skills to focus on, for the domain that was just chosen."""
    domain = request.GET.get("domain", "")
    choices = focus_choices(domain) if domain in Domain.values else []
    return render(request, "interviews/_focus.html", {"choices": choices})


def _own(request: HttpRequest, interview_id: UUID) -> Interview:
    return get_object_or_404(Interview.objects.of(request.user.pk), pk=interview_id)


@login_required
def found(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """What was found in the CV and the job description, to be corrected before it shapes anything."""
    interview = _own(request, interview_id)
    if request.htmx and interview.tailoring.get("reading"):  # type: ignore[attr-defined]
        return HttpResponse(status=204)  # the page stays as it is, and so does the focus in it
    context = {"interview": interview, "found": brought.found(interview), "form": BringAgainForm()}
    if request.method == "POST" and not interview.tailoring.get("reading"):
        brought.correct_found(
            interview,
            skills=request.POST.getlist("skills"),
            passages=request.POST.getlist("passages"),
            wanted=request.POST.getlist("wanted"),
        )
        return redirect("interview-check", interview_id=interview.pk)
    template = "interviews/_brought.html" if request.htmx else "interviews/brought.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@login_required
@require_POST
def bring_again(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Take another CV or job description for the same interview, in place of what could not be read."""
    interview = _own(request, interview_id)
    form = BringAgainForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"interview": interview, "found": brought.found(interview), "form": form}
        return render(request, "interviews/brought.html", context, status=422)
    planning.bring_again(interview, choices=form.cleaned_data)
    return redirect("interview-brought", interview_id=interview.pk)


@login_required
@require_GET
def check(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    interview = _own(request, interview_id)
    if interview.is_over:
        return redirect("report", interview_id=interview.pk)
    config = {"camera": interview.camera, "typing": interview.mode == "typing", "ping_url": "/health/"}
    context = {"interview": interview, "config": config, "words": script_words.CHECK}
    return render(request, "interviews/check.html", context)


@login_required
@require_GET
def room(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    interview = _own(request, interview_id)
    if interview.is_over:
        return redirect("interview-wrapping-up", interview_id=interview.pk)
    config = {
        "interview": str(interview.pk),
        "socket": f"/ws/interviews/{interview.pk}/",
        "typing": interview.mode == "typing",
        "camera": interview.camera,
        "record": interview.keep_recording,
        "recordings": f"/interviews/{interview.pk}/recordings/",
        "minutes": interview.minutes,
        "language": interview.language,
        "ace": static("django_ace/ace/"),
    }
    context = {"interview": interview, "config": config, "words": script_words.ROOM}
    return render(request, "interviews/room.html", context)


@login_required
@require_GET
def wrapping_up(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    return render(request, "interviews/wrapping_up.html", {"interview": _own(request, interview_id)})


@login_required
def delete(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Ask, and delete once the answer is yes."""
    interview = _own(request, interview_id)
    if request.method != "POST":
        return render(request, "interviews/delete.html", {"interview": interview})
    for recording in interview.recordings.all():
        deleting.delete(recording)
    interview.delete()
    messages.success(request, _("The rehearsal was deleted, with everything kept from it."))
    return redirect("dashboard")


@login_required
@require_POST
def exclude(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    interview = _own(request, interview_id)
    doors.set_excluded(
        interview_id=interview.pk,
        candidate_id=interview.candidate_id,
        excluded=request.POST.get("excluded") == "true",
    )
    return redirect("dashboard")


@login_required
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    mine = Interview.objects.of(request.user.pk)
    context = {
        # 'live' comes before 'planned': where somebody is in the middle goes before what was planned since.
        "unfinished": list(mine.running().order_by("state", "-created_at")[:MOST_UNFINISHED]),
        "interviews": Paginator(mine.past(), PAST_ON_A_PAGE).get_page(request.GET.get("page")),
        "panels": panels_for(request.user),
        "guest_kept_days": settings.GUEST_KEPT_DAYS,
    }
    return render(request, "interviews/dashboard.html", context)


def panels_for(user: User) -> list[dict[str, object]]:
    from intervision.accounts.registry import panels

    return [panel for make in panels for panel in [make(user)] if panel is not None]
