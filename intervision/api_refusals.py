"""What the API answers to whom it refuses: JSON that says what to do."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found
from rest_framework.exceptions import ErrorDetail, NotAuthenticated, NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler


def refused(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error of the API; whoever comes without a token is told how to send one, who asks for what
    isn't there, or isn't theirs, where they see what is."""
    if isinstance(error, NotAuthenticated):
        words = "Send a token as 'Authorization: Bearer iv_…'. You can create one on the account page."
        error.detail = ErrorDetail(words, error.default_code)
    if isinstance(error, Http404):
        error = NotFound("Nothing of yours has this id. The address without the id lists what there is.")
    return exception_handler(error, context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere: with the site's page for it, unless a program asks the API."""
    if not request.path_info.startswith("/api/"):
        return page_not_found(request, exception)
    return JsonResponse({"detail": "There is nothing here. /api/v1/docs/ lists what there is."}, status=404)
