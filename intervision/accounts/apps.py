from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "intervision.accounts"
    label = "accounts"
    verbose_name = _("People")  # allauth's part of the admin is called Accounts
