"""What stands at the site's own addresses: the operators' entrance and the API's documentation."""

import re

from django.contrib.staticfiles import finders
from django.test import Client

from intervision.accounts.models import User


def test_operators_sign_in_where_everybody_does(client: Client, operator: User) -> None:
    answer = client.post(
        "/operators/login/", {"username": "operator@example.org", "password": "correct horse battery"}
    )

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/?next=")
    assert "_auth_user_id" not in client.session


def test_operators_find_their_pages_once_signed_in(client: Client, operator: User) -> None:
    client.post(
        "/account/login/?next=/operators/",
        {"login": "operator@example.org", "password": "correct horse battery"},
    )

    assert client.get("/operators/").status_code == 200


def test_the_api_page_has_nothing_inline_and_nothing_from_elsewhere(client: Client, db: None) -> None:
    page = client.get("/api/v1/docs/").content.decode()

    assert not re.findall(r"<script>|<style|<script(?![^>]*src=)", page)
    assets = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(assets) == 5
    for asset in assets:
        if asset.startswith("/static/"):
            assert finders.find(asset.removeprefix("/static/")), asset
        else:
            script = client.get(asset)
            assert script.status_code == 200
            assert script.headers["Content-Type"].startswith("application/javascript")
            assert b"SwaggerUIBundle" in script.content
