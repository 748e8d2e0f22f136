"""The report's pages for the candidate; edges only."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from interviews import doors, history
from intervision.accounts import registry
from intervision.accounts.models import User
from intervision.providers import provider
from intervision.skills.vocabulary import vocabulary

from . import progress as progressing
from . import tasks
from .build import request_build
from .forms import CorrectionForm
from .letter.moments import Moments
from .letter.page import compose, with_everything
from .letter.transcript import matching
from .models import CoachComment, Report, ReportState, Step
from .paper import pdf as setting
from .practice import cards
from .practice.later import landed_since

# So long without a sign of the builder, and whoever waits is told; after build.STALE_AFTER it starts again.
LATE_AFTER = timedelta(seconds=90)
# The local writer takes no second, so it is a model that is waited for.
MODEL_AFTER = timedelta(seconds=15)
# A model has writer.openai.TOTAL_S for the letter, and as long again to mend it.
MODEL_LATE_AFTER = timedelta(seconds=200)


def own_report(request: HttpRequest, interview_id: UUID) -> Report:
    """Return the reader's own report with all that it shows; 404 for anybody else's."""
    found: Report = get_object_or_404(with_everything().of(request.user.pk), interview_id=interview_id)
    return found


@login_required
@require_GET
def report(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    row = with_everything().of(request.user.pk).filter(interview_id=interview_id).first()
    if row is None:
        row = _asked_for(request, interview_id)
    if not row.is_readable:
        return render(request, "reports/waiting.html", {"report": row, **_steps(row)})
    return _page(request, row)


def _page(
    request: HttpRequest, row: Report, *, correction: CorrectionForm | None = None, turn: int | None = None
) -> HttpResponse:
    record = history.interview(row.interview_id)
    page = compose(row, record, moments=Moments(record.recordings, turns=record.turns))
    query = request.GET.get("q", "").strip()[:100]
    unseen = [comment for comment in page.comments if comment.seen_at is None]
    if unseen:
        CoachComment.objects.filter(pk__in=[comment.pk for comment in unseen]).update(seen_at=timezone.now())
    return render(
        request,
        "reports/report.html",
        {
            "page": page,
            "report": row,
            "own": True,
            "landed_since": landed_since(row),
            "guest_kept_days": settings.GUEST_KEPT_DAYS if row.candidate.is_guest else None,
            "unseen": unseen,
            "query": query,
            "transcript": matching(page.turns, query),
            "sources": page.moments.sources(),
            "correction": correction,
            "purposes": _purposes(request, record),
            "correcting": turn,  # None: no turn has this number
        },
        status=422 if correction is not None else 200,
    )


def _purposes(request: HttpRequest, record: history.InterviewRecord) -> list[dict[str, object]]:
    assert isinstance(request.user, User)
    if not record.planned_for:
        return []
    told = (tell(request.user, record.id, record.planned_for) for tell in registry.purposes)
    return [part for part in told if part is not None]


def _asked_for(request: HttpRequest, interview_id: UUID) -> Report:
    """Return a new report for a past interview of the reader's that has none; 404 otherwise."""
    try:
        record = history.interview(interview_id)
    except history.InterviewNotFound as error:
        raise Http404 from error
    if record.candidate_id != request.user.pk:
        raise Http404
    request_build(interview_id)
    tasks.build.delay(interview_id=str(interview_id))
    return own_report(request, interview_id)


def _steps(row: Report) -> dict[str, object]:
    reached = list(Step.values).index(row.step) if row.step else -1
    silent = timezone.now() - row.heartbeat_at
    asks_model = row.step in (Step.WRITING, Step.CHECKING) and provider("writer").remote
    return {
        "failed": row.state == ReportState.FAILED,
        "late": silent > (MODEL_LATE_AFTER if asks_model else LATE_AFTER),
        "awaits_model": asks_model and MODEL_AFTER < silent <= MODEL_LATE_AFTER,
        "steps": [
            {"label": label, "state": "done" if index < reached else "now" if index == reached else "next"}
            for index, (_value, label) in enumerate(Step.choices)
        ],
    }


def _is_settled(row: Report) -> bool:
    return row.state == ReportState.FAILED or (row.is_readable and row.state != ReportState.BUILDING)


@login_required
@require_GET
def making(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Return where the report stands, for a page that asks every second.

    A report that is ready, or was given up, is where that page goes to.
    """
    row = Report.objects.of(request.user.pk).filter(interview_id=interview_id).first()
    if row is not None and _is_settled(row):
        address = reverse("report", args=[interview_id])
        if request.headers.get("HX-Request"):
            return HttpResponse(status=200, headers={"HX-Redirect": address})
        return redirect(address)
    context: dict[str, object] = {"report": row, **(_steps(row) if row else {})}
    return render(request, "reports/_making.html", context)


@login_required
@require_GET
def pdf(request: HttpRequest, interview_id: UUID) -> HttpResponseBase:
    """Return the PDF as it was set, or a page that waits for it."""
    row = get_object_or_404(Report.objects.of(request.user.pk).readable(), interview_id=interview_id)
    return pdf_response(request, row)


def pdf_response(request: HttpRequest, row: Report) -> HttpResponseBase:
    if (response := pdf_file(row)) is not None:
        return response
    waiting = render(request, "reports/pdf_waiting.html", {"report": row}, status=202)
    waiting.headers["Refresh"] = "2"
    return waiting


def pdf_file(row: Report) -> FileResponse | None:
    """Return the PDF, or None when it has been asked for."""
    file = setting.opened(row)
    if file is None and setting.want(row, now=timezone.now()):
        tasks.set_pdf.delay(interview_id=str(row.interview_id))
        row.refresh_from_db()
        file = setting.opened(row)  # the worker was quick, or there is none and tasks run in place
    if file is None:
        return None
    response = FileResponse(file, content_type="application/pdf", filename=setting.file_name(row))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@login_required
@require_POST
def correct(request: HttpRequest, interview_id: UUID, turn: int) -> HttpResponse:
    """Take the candidate's own wording of an answer; what rests on it is built anew."""
    row = own_report(request, interview_id)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            doors.correct_answer(
                interview_id=interview_id,
                candidate_id=row.candidate_id,
                turn=turn,
                text=form.cleaned_data["text"],
            )
        except doors.CannotCorrect as error:
            form.add_error("text", str(error))
        else:
            messages.success(
                request,
                _(
                    "Your wording is kept. What rests on this answer is being looked at again; the top "
                    "of this page will say what changed."
                ),
            )
            return redirect(reverse("report", args=[interview_id]) + f"#turn-{turn}")
    return _page(request, row, correction=form, turn=turn)


@login_required
@require_POST
def practise(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Plan a short rehearsal on one skill and go there."""
    row = get_object_or_404(Report.objects.of(request.user.pk), interview_id=interview_id)
    skill = request.POST.get("skill", "")
    if skill not in vocabulary():
        raise Http404
    record = history.interview(interview_id)
    try:
        planned = cards.practise(
            report=row,
            skill=skill,
            record=record,
            now=timezone.now(),
        )
    except doors.NotAllowed as error:
        messages.error(request, str(error))
        return redirect("report", interview_id=interview_id)
    return redirect("interview-room", interview_id=planned)


@login_required
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    user_id = request.user.pk
    return render(request, "reports/progress.html", {"progress": progressing.of(user_id, now=timezone.now())})
