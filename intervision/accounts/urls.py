"""The account page, and the entrances that know guests. Stands before allauth's own addresses."""

from allauth.account import views as allauth_views
from django.urls import path

from . import views

urlpatterns = [
    path("", views.account, name="account"),
    path("tokens/", views.token_create, name="token-create"),
    path("tokens/<uuid:token_id>/revoke/", views.token_revoke, name="token-revoke"),
    path("delete/", views.account_delete, name="account-delete"),
    path("signup/", views.SignupView.as_view(), name="account_signup"),
    path("login/", views.LoginView.as_view(), name="account_login"),
    path("email/", views.with_account(allauth_views.email), name="account_email"),
    path(
        "password/change/", views.with_account(allauth_views.password_change), name="account_change_password"
    ),
    path("password/set/", views.with_account(allauth_views.password_set), name="account_set_password"),
]
