"""Links to a report: the candidate makes and revokes them, and whoever has one reads and comments."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from interviews import history
from intervision.ranges import stored_file

from .forms import CommentForm, ShareForm
from .letter.moments import Moments
from .letter.page import compose, with_everything
from .letter.transcript import matching
from .models import CoachComment, Report, ShareLink
from .views import pdf_response

P = ParamSpec("P")

# Whoever has a link may write; a coach with something to say at every answer stays well below.
COMMENTS_OF_A_LINK = 200


@login_required
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Show the report's links, and make another one; its address is shown this once."""
    report = get_object_or_404(Report.objects.of(request.user.pk).readable(), interview_id=interview_id)
    recorded = bool(history.interview(interview_id).recordings)
    form = ShareForm(request.POST or None, recorded=recorded)
    address = ""
    status = 200
    if request.method == "POST":
        if form.is_valid():
            _link, token = ShareLink.issue(report_id=report.pk, now=timezone.now(), **form.cleaned_data)
            address = request.build_absolute_uri(reverse("report-shared", args=[token]))
            form = ShareForm(recorded=recorded)
        else:
            status = 422
    now = timezone.now()
    links = [(link, link.is_open(now)) for link in report.share_links.all()]
    context = {"report": report, "form": form, "address": address, "links": links}
    return render(request, "reports/share.html", context, status=status)


@login_required
@require_POST
def revoke(request: HttpRequest, interview_id: UUID, link_id: UUID) -> HttpResponse:
    links = ShareLink.objects.filter(
        pk=link_id, report__interview_id=interview_id, report__candidate_id=request.user.pk
    )
    if not links.filter(revoked_at=None).update(revoked_at=timezone.now()) and not links.exists():
        raise Http404
    messages.success(request, _("The link no longer works."))
    return redirect("report-share", interview_id=interview_id)


def with_link(
    view: Callable[Concatenate[HttpRequest, ShareLink, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Open a view to whoever has a link that works; to everybody else there is nothing there."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        link = ShareLink.objects.select_related("report").filter(digest=ShareLink.digest_of(token)).first()
        if link is None or not link.is_open(timezone.now()) or not link.report.is_readable:
            response: HttpResponseBase = render(request, "reports/link_closed.html", status=404)
        else:
            response = view(request, link, *args, **kwargs)
        # The address is the key: it must not travel on, be kept by caches, or be found by searching. Within
        # the site it may: a form from a page without a referrer has no origin, and is refused for that.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]", opened)


@require_http_methods(["GET", "POST"])
@with_link
def shared(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Show the report to a reader with a link, and take their comment at a moment."""
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    record = history.interview(link.report.interview_id)
    form = CommentForm(request.POST or None, longest_ms=record.duration_ms)
    if request.method == "POST" and link.comments.count() >= COMMENTS_OF_A_LINK:
        form.add_error(None, _("This link has reached its limit of comments. Ask for another link."))
    if request.method == "POST" and form.is_valid():
        CoachComment.objects.create(
            report=link.report,
            link=link,
            author=form.cleaned_data["author"],
            at_ms=form.cleaned_data["at"],
            text=form.cleaned_data["text"],
        )
        messages.success(request, _("Your comment is there; the candidate will see it in the report."))
        return redirect(request.path + "#comments")
    ShareLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
    row = with_everything().get(pk=link.report_id)
    recordings = record.recordings if link.with_recording else ()
    moments = Moments(
        recordings,
        turns=record.turns,
        address=lambda recording: reverse("report-shared-recording", args=[token, recording]),
    )
    page = compose(row, record, moments=moments)
    query = request.GET.get("q", "").strip()[:100]
    return render(
        request,
        "reports/report.html",
        {
            "page": page,
            "report": row,
            "own": False,
            "token": token,
            "comment_form": form,
            "query": query,
            "transcript": matching(page.turns, query),
            "sources": moments.sources(),
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
@with_link
def shared_pdf(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    return pdf_response(request, link.report)


@require_GET
@with_link
def shared_recording(request: HttpRequest, link: ShareLink, recording_id: UUID) -> HttpResponseBase:
    """Serve a recording of the report's interview, if the link goes with it."""
    if not link.with_recording:
        raise Http404
    record = history.interview(link.report.interview_id)
    for recording in record.recordings:
        if recording.id == recording_id:
            return stored_file(
                recording.file,
                content_type=recording.mime_type,
                range_header=request.headers.get("Range", ""),
                cache_control="private, no-store",
            )
    raise Http404
