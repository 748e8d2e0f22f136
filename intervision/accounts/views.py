"""Signing up and in as a guest, and the account page."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account import views as allauth_views
from allauth.account.internal.stagekit import get_pending_stage
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from . import guests, privacy, registry
from .forms import DeleteAccountForm, ProfileForm, TokenForm
from .models import ApiToken, User

View = Callable[..., HttpResponseBase]


class GuestsWelcome:
    """Lets a guest use an entrance that is closed to those who are signed in.

    For the length of the request the guest counts as nobody; `request.guest` says who it is.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guest = guests.guest_of(request) if request.user.is_authenticated else None
        if guest is None:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]
        request.guest = guest  # type: ignore[attr-defined]
        request.user = AnonymousUser()
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if not request.user.is_authenticated:
            if get_pending_stage(request):  # a second step follows: a code, an email to confirm
                guests.leave(request, guest)
            else:
                request.user = guest
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignupView(GuestsWelcome, allauth_views.SignupView):  # type: ignore[misc]
    pass


class LoginView(GuestsWelcome, allauth_views.LoginView):  # type: ignore[misc]
    pass


def with_account(view: View) -> View:
    """Send a guest to the sign-up: without an account there is no address, password or key to manage."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and request.user.is_guest:
            messages.info(
                request, _("Create an account first: as a guest, you have nothing to manage there.")
            )
            return redirect("account_signup")
        return view(request, *args, **kwargs)

    return wrapped


def _page(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    user = _user(request)
    context: dict[str, object] = {
        "form": ProfileForm(instance=user),
        "token_form": TokenForm(user=user),
        "tokens": user.api_tokens.order_by("-created_at"),
        "guest_kept_days": settings.GUEST_KEPT_DAYS,
    }
    for facts in registry.facts:
        context |= facts(user)
    return render(request, "interviews/account.html", context | more, status=status)


def _user(request: HttpRequest) -> User:
    """Return the person's row, apart from request.user: an invalid form leaves its instance changed."""
    assert isinstance(request.user, User)
    return User.objects.get(pk=request.user.pk)


@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    form = ProfileForm(request.POST, instance=_user(request))
    if not form.is_valid():
        return _page(request, status=422, form=form)
    form.save()
    messages.success(request, _("Saved."))
    return redirect("account")


@login_required
@with_account
@require_POST
@never_cache
def token_create(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, once: the answer is the page itself, since nothing stores the token."""
    user = _user(request)
    form = TokenForm(request.POST, user=user)
    if not form.is_valid():
        return _page(request, status=422, token_form=form)
    row, token = ApiToken.issue(user=user, name=form.cleaned_data["name"])
    return _page(request, new_token=token, new_token_name=row.name)


@login_required
@require_POST
def token_revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=token_id, user_id=request.user.pk)
    token.delete()
    messages.success(request, _("The token “%(name)s” no longer works.") % {"name": token.name})
    return redirect("account")


@sensitive_post_parameters("password")
@login_required
@never_cache
def account_delete(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    if request.method == "POST" and not ratelimit.consume(request, action="reauthenticate", user=user):
        messages.error(
            request, _("Too many attempts. Nothing was deleted; please try again in a few minutes.")
        )
        return redirect("account")
    form = DeleteAccountForm(request.POST or None, user=user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "account/delete.html", {"form": form}, status=status)
    privacy.delete_account(user)
    # After it: a guest who could not be deleted has no other key to try again.
    logout(request)
    messages.success(request, _("Your account was deleted, with every interview, recording and report."))
    return redirect("home")
