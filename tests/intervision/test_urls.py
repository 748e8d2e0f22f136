"""What stands at the site's own addresses: the operators' entrance and the API's documentation."""

import re

from django.contrib import admin
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
    assets = re.findall(r'<(?:link|script)[^>]* (?:src|href)="([^"]+)"', page)
    assert len(assets) == 8
    for asset in assets:
        if asset.startswith("/static/"):
            assert finders.find(asset.removeprefix("/static/")), asset
        else:
            script = client.get(asset)
            assert script.status_code == 200
            assert script.headers["Content-Type"].startswith("application/javascript")
            assert b"SwaggerUIBundle" in script.content


def test_the_api_page_leads_back_and_lists_no_schemas(client: Client, db: None) -> None:
    page = client.get("/api/v1/docs/").content.decode()

    assert '<html lang="en">' in page
    assert 'href="/account/"' in page
    assert b'"defaultModelsExpandDepth": -1' in client.get("/api/v1/docs/?script=").content


def test_who_is_no_operator_reads_that_it_is_for_operators(client: Client, alice: User) -> None:
    client.force_login(alice)

    answer = client.get("/operators/", follow=True)

    assert answer.status_code == 403
    assert "for operators" in answer.content.decode()


def test_an_operator_who_may_only_look_can_set_nothing_off() -> None:
    for model, registered in admin.site._registry.items():
        for action, name, _words in registered._get_base_actions():  # type: ignore[attr-defined]
            if type(registered).__module__.split(".")[0] in ("interviews", "reports", "jobs", "intervision"):
                asked = set(getattr(action, "allowed_permissions", ()))
                assert (asked and "view" not in asked) or name == "export_admin_action", f"{model} {name}"
