"""The form that a rehearsal is planned with."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from interviews.bank.loader import load_bank
from interviews.forms import MAX_DOCUMENT_BYTES
from interviews.models import Interview
from intervision.accounts.models import User
from tests.interviews.choices import CHOICES


@pytest.fixture(autouse=True)
def bank(db: None) -> None:
    load_bank()


def test_form_says_when_no_more_can_be_planned_today(client: Client, alice: User, settings: Any) -> None:
    settings.REHEARSALS_A_DAY = 1
    client.force_login(alice)
    client.post("/rehearse/", CHOICES)

    answer = client.post("/rehearse/", CHOICES)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "allows 1 rehearsal a day" in page
    assert "Something is missing" not in page
    assert Interview.objects.count() == 1


def test_guest_plans_a_rehearsal_without_an_account(client: Client) -> None:
    answer = client.post("/rehearse/", CHOICES)

    interview = Interview.objects.get()
    assert answer.headers["Location"] == f"/interviews/{interview.pk}/check/"
    assert interview.candidate.is_guest
    assert client.get(f"/interviews/{interview.pk}/").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"domain": "alchemy"}, {"seniority": ""}, {"minutes": "7"}, {"language": "xx"}]
)
def test_invalid_form_is_shown_again_with_422(client: Client, wrong: dict[str, str]) -> None:
    answer = client.post("/rehearse/", CHOICES | wrong)

    assert answer.status_code == 422
    assert not Interview.objects.exists()


def test_choice_that_was_not_made_yet_is_not_read_out_as_a_wrong_one(client: Client) -> None:
    radio = re.compile(r'<input type="radio" name="(?:domain|seniority)"[^>]*>')

    for answer, invalid in (
        (client.get("/rehearse/"), "false"),
        (client.post("/rehearse/", CHOICES | {"domain": "", "seniority": ""}), "true"),
    ):
        radios = radio.findall(answer.content.decode())
        assert len(radios) > 10
        assert all(f'aria-invalid="{invalid}"' in one for one in radios)


def test_what_was_not_chosen_is_asked_for_by_its_name(client: Client) -> None:
    answer = client.post("/rehearse/", CHOICES | {"domain": "", "seniority": ""})

    page = answer.content.decode()
    assert "Please choose a field." in page
    assert "Please choose a level." in page


def test_six_skills_to_focus_on_are_one_too_many(client: Client) -> None:
    page = client.get("/rehearse/", {"domain": "backend"})
    skills = [slug for slug, _ in page.context["form"].fields["focus"].choices]

    assert client.post("/rehearse/", CHOICES | {"focus": skills[:6]}).status_code == 422
    assert client.post("/rehearse/", CHOICES | {"focus": skills[:5]}).status_code == 302


def test_language_that_nobody_knows_is_not_offered(client: Client) -> None:
    page = client.get("/rehearse/")

    assert [code for code, _ in page.context["form"].fields["language"].choices] == ["en"]
    assert '<input type="hidden" name="language" value="en"' in page.content.decode()
    assert "speaks English, and understands nothing else" in page.content.decode()


def test_form_names_the_two_choices_that_it_needs_and_folds_the_rest(client: Client) -> None:
    page = client.get("/rehearse/").content.decode()

    assert "the field and the level" in page
    assert page.count("<details") == 3  # the pasted CV within the documents, and what is recorded
    assert not re.search(r"<details[^>]*\bopen\b", page)


@pytest.mark.parametrize(
    ("brought", "summary"),
    [
        ({"job_text": "We want Redis."}, "Add a CV"),
        ({"cv_text": "x" * 30_001}, "Add a CV"),
        ({"camera": "on"}, "Recording and camera"),
        ({"focus": ["python"]}, "Choose skills"),
    ],
)
def test_part_that_holds_something_is_open_when_the_form_is_shown_again(
    client: Client, brought: dict[str, Any], summary: str
) -> None:
    page = client.post("/rehearse/", CHOICES | {"seniority": ""} | brought).content.decode()

    assert re.search(rf"<details[^>]*\bopen\b[^>]*>\s*<summary>{summary}", page)


def test_form_that_comes_back_has_the_focus_on_the_first_mistake(client: Client) -> None:
    fresh = client.get("/rehearse/").content.decode()
    page = client.post("/rehearse/", CHOICES | {"seniority": "", "minutes": "11"}).content.decode()
    forged = client.post("/rehearse/", CHOICES | {"language": "xx", "minutes": "11"}).content.decode()

    assert "autofocus" not in fresh
    assert re.findall(r'<input[^>]*name="(\w+)"[^>]*\bautofocus\b', page) == ["seniority"]
    assert re.findall(r"<(\w+)[^>]*\bautofocus\b", forged) == ["div"]


def test_form_that_comes_back_says_that_the_cv_is_to_be_chosen_again(client: Client) -> None:
    wrong = CHOICES | {"domain": ""}

    without = client.post("/rehearse/", wrong).content.decode()
    answer = client.post(
        "/rehearse/", wrong | {"cv": SimpleUploadedFile("cv.txt", b"Ada Example, Backend Engineer")}
    )

    assert "choose your CV again" in answer.content.decode()
    assert "choose your CV again" not in without


def test_browser_holds_a_form_that_lacks_a_choice(client: Client) -> None:
    page = client.get("/rehearse/").content.decode()

    for name in CHOICES:
        assert all(
            " required" in radio for radio in re.findall(rf'<input type="radio" name="{name}"[^>]*>', page)
        )
    assert "novalidate" not in page


def test_oversized_cv_is_refused_with_a_way_out(client: Client) -> None:
    huge = SimpleUploadedFile("cv.pdf", b"x" * (MAX_DOCUMENT_BYTES + 1))

    answer = client.post("/rehearse/", CHOICES | {"cv": huge})

    assert answer.status_code == 422
    assert "paste the text" in answer.content.decode()
    assert "choose your CV again" not in answer.content.decode()
