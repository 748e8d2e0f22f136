"""People and their API tokens, for operators. Passwords and tokens are not stored, and not seen here."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import privacy
from .models import ApiToken, User, normalise_email
from .powers import is_superuser, may_touch
from .sign_in_admin import sign_in_by_email

POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


class OwnEmail:
    """For forms of a person: an address that somebody else signs in by is refused."""

    def clean_email(self) -> str | None:
        email: str | None = self.cleaned_data["email"]  # type: ignore[attr-defined]
        of_others = EmailAddress.objects.exclude(user=self.instance.pk)  # type: ignore[attr-defined]
        if email and of_others.filter(email=normalise_email(email)).exists():
            raise forms.ValidationError(_("Somebody else signs in by this address."))
        return email


class NewUserForm(OwnEmail, BaseUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("email", "name")


class UserForm(OwnEmail, UserChangeForm):  # type: ignore[type-arg]
    pass


class TokenInline(admin.TabularInline):  # type: ignore[type-arg]
    model = ApiToken
    extra = 0
    fields = ("name", "created_at", "last_used_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]
    form = UserForm
    add_form = NewUserForm
    list_display = ("__str__", "name", "is_guest", "is_staff", "is_active", "date_joined", "last_login")
    list_filter = ("is_guest", "is_staff", "is_superuser", "is_active", "date_joined")
    list_per_page = 50
    search_fields = ("email", "name", "id")
    ordering = ("-date_joined",)
    readonly_fields = ("id", "is_guest", "date_joined", "last_login")
    inlines = (TokenInline,)
    fieldsets = (
        (None, {"fields": ("id", "email", "password", "name")}),
        (
            _("What they may do"),
            {"fields": ("is_active", "is_guest", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("When"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "name", "password1", "password2")}),)

    # Without these, whoever may change people makes themselves a superuser, or sets one's password.
    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        given = super().get_readonly_fields(request, obj)
        return given if is_superuser(request) else (*given, *POWERS)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and may_touch(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            sign_in_by_email(obj, before=form.initial["email"])

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        privacy.delete_account(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            privacy.delete_account(user)


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "user", "created_at", "last_used_at")
    list_filter = ("created_at", "last_used_at")
    ordering = ("-created_at",)
    list_select_related = ("user",)
    list_per_page = 50
    search_fields = ("name", "user__email")
    readonly_fields = ("user", "name", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
