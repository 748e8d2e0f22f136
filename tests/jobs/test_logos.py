"""Logos of sources: uploaded by operators, checked, and served to whoever shows the listings."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from jobs import catalogue
from jobs.logos import MOST_BYTES, check_logo, media_type
from jobs.models import Source
from jobs.supply import supply
from tests.jobs.openings import NOW

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
        (b"GIF89a" + bytes(20), "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>steal()</script></svg>", ""),
        (b"", ""),
    ],
)
def test_media_type_is_told_by_the_content(content, expected):
    assert media_type(ContentFile(content)) == expected


@pytest.mark.parametrize("content", [b"<svg/>", PNG + bytes(MOST_BYTES)])
def test_what_is_no_small_picture_is_refused(content):
    with pytest.raises(ValidationError):
        check_logo(ContentFile(content, name="logo.png"))


@pytest.fixture
def adzuna(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = "key"
    catalogue.load()
    Source.objects.update(enabled=False)
    row = Source.objects.get(name="adzuna")
    row.enabled = True
    row.save()
    return row


def upload(client, operator, row, content):
    client.force_login(operator)
    address = reverse("admin:jobs_source_change", args=[row.pk])
    return client.post(address, {"enabled": "on", "logo": ContentFile(content, name="logo.png")})


def test_source_without_its_logo_says_so_where_operators_look(client, operator, adzuna):
    client.force_login(operator)

    page = client.get(reverse("admin:jobs_source_change", args=[adzuna.pk])).content.decode()

    assert "It stays off until this is done. Upload its logo here" in page
    assert supply(now=NOW).incomplete == ("Adzuna",) and supply(now=NOW).on == 0


def test_uploaded_logo_is_served_and_switches_the_source_on(client, operator, adzuna):
    response = upload(client, operator, adzuna, PNG)
    client.logout()

    served = client.get(reverse("job-source-logo", args=["adzuna"]))

    assert response.status_code == 302
    assert b"".join(served.streaming_content) == PNG
    assert served["Content-Type"] == "image/png" and served["X-Content-Type-Options"] == "nosniff"
    assert supply(now=NOW).on == 1


def test_upload_that_is_no_picture_changes_nothing(client, operator, adzuna):
    response = upload(client, operator, adzuna, b"<svg/>")

    adzuna.refresh_from_db()
    assert response.status_code == 200 and not adzuna.logo
    assert client.get(reverse("job-source-logo", args=["adzuna"])).status_code == 404
