from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "intervision.accounts"
    label = "accounts"
