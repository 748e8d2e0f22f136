"""Which entry of the header a page belongs to."""

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()

# By the beginning of a page's route; the first that fits counts.
ENTRIES = (
    ("interviews/<uuid:interview_id>/brought/", "new-rehearsal"),
    ("interviews/<uuid:interview_id>/check/", "new-rehearsal"),
    ("interviews/", "dashboard"),
    ("reports/", "dashboard"),
    ("jobs/", "jobs"),
    ("account/", "account"),
    ("recordings/", "account"),
)


@register.simple_tag(takes_context=True)
def current(context: Context, entry: str) -> str:
    """Return the aria-current of an entry: "page" on its own page, "true" on those that belong to it."""
    request = context.get("request")
    if request is None:  # the page of an error belongs to none
        return ""
    if request.path == reverse(entry):
        return "page"
    route = request.resolver_match.route if request.resolver_match else ""
    return "true" if entry == next((to for start, to in ENTRIES if route.startswith(start)), "") else ""
