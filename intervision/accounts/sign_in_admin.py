"""allauth's addresses and second steps in the admin: they open accounts, and stay with who has them."""

from typing import Any

from allauth.account.admin import EmailAddressAdmin as AllauthsEmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin as AllauthsAuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import User
from .powers import is_superuser, may_touch

admin.site.unregister([EmailAddress, Authenticator])


class OfAPerson:
    """For rows with a `user`: nobody touches those of one who may do more, or gives a row to another."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else ("user",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)  # type: ignore[misc]


def _may_touch(request: HttpRequest, row: Any) -> bool:
    return row is None or may_touch(request, row.user)


def sign_in_by_email(user: User, *, before: str | None) -> None:
    """Let a person sign in by the address that they have now, and no more by the one of `before`."""
    EmailAddress.objects.filter(user=user, email=before or "").exclude(email=user.email or "").delete()
    if user.email:
        EmailAddress.objects.get_or_create(user=user, email=user.email)[0].set_as_primary()


@admin.register(EmailAddress)
class EmailAddressAdmin(OfAPerson, AllauthsEmailAddressAdmin):  # type: ignore[misc]
    """Addresses to sign in by. The primary one is the person's own, and is changed with them."""

    list_select_related = ("user",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("primary",) if obj is None else ("user", "email", "primary")

    @admin.action(description=_("Mark the chosen addresses as confirmed"), permissions=["change"])
    def make_verified(self, request: HttpRequest, queryset: QuerySet[EmailAddress]) -> None:
        if not all(may_touch(request, row.user) for row in queryset.select_related("user")):
            raise PermissionDenied
        super().make_verified(request, queryset)


@admin.register(Authenticator)
class AuthenticatorAdmin(OfAPerson, AllauthsAuthenticatorAdmin):  # type: ignore[misc]
    """A lost second step is deleted here. What it is made of would open the account, and is not shown."""

    list_select_related = ("user",)
    fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
