"""Every word that a candidate reads can be translated: pages, mails and paper, set in a language of marks."""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from allauth.core.ratelimit import respond_429
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from django.utils.translation import trans_real
from django.views import defaults
from pypdf import PdfReader

from interviews.bank.loader import load_bank
from interviews.live import notices
from interviews.live.messages import Notice, encode
from interviews.models import Interview, Recording, Turn
from interviews.tailoring.reading import CannotRead
from intervision.accounts.models import ApiToken, User
from jobs import digest
from reports.build import request_build
from reports.letter.moments import Moments
from reports.letter.page import compose, with_everything
from reports.models import CoachComment, QuestionReview, Report, ShareLink
from reports.paper import pdf
from reports.practice.actions import reading_list
from reports.writer.local import point_in_sentence
from tests.jobs import pages as jobs
from tests.marked import MarkedLanguage, strings_in, texts_of, unmarked
from tests.reports import sessions
from tests.reports.cast import built, record_of

pytestmark = pytest.mark.django_db

# What is the same in every language, or somebody's own words.
NAMES = {
    "InterVision", "Alice", "alice@example.org", "English", "Coach Carol", "my laptop", "Shell", "Dockerfile",
    "example.com", "testserver", "YAML", "JSON", "HCL",
}  # fmt: skip
# Of the paper's document: by these the setter chooses how, and sets none of them.
NOT_SET = ("kind", "language", "role", "state", "url")
COMMENT = "Say the trade-off before the tool."


@pytest.fixture(autouse=True)
def marked(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[None]:
    load_bank()
    settings.JOBS_INDEX_DIR = tmp_path / "index"
    language = MarkedLanguage("en")
    monkeypatch.setattr(trans_real, "_translations", {"en": language})
    monkeypatch.setattr(trans_real, "_default", language)
    translation.activate("en")
    yield
    translation.deactivate()  # what override puts back would be taken from the marked ones


def foreign(texts: list[str]) -> list[str]:
    """Return what is neither marked, nor a name, nor something that was said or stands in the bank."""
    names = {name.casefold() for name in NAMES | jobs.names()}
    said = [text for turn in Turn.objects.all() for text in (turn.said, turn.answer, _heard(turn))]
    # Stronger versions are the candidate's own sentences.
    said += QuestionReview.objects.values_list("stronger", flat=True)
    content = " ".join(" ".join([COMMENT, *said, *jobs.content(), *_content()]).split()).casefold()

    def is_data(piece: str) -> bool:
        bare = piece.strip(" 0123456789.,;:·…“”()[]—–-/").casefold()
        # A single word is too easily found somewhere: it must be a name.
        return bare in names or (" " in bare and bare in content)

    # Points that are still open stand in one line, with semicolons between them.
    pieces = [part for piece in unmarked(texts) for part in piece.split("; ")]
    return [piece for piece in pieces if not is_data(piece)]


def _heard(turn: Turn) -> str:
    """Return an answer as it was heard, before the candidate corrected it."""
    return " ".join(word[0] for word in turn.heard_as["words"]) if turn.heard_as else ""


@cache
def _content() -> tuple[str, ...]:
    """Return the texts of the question bank and the reading list, which stay in their own language."""
    titles = (title for title, _url in reading_list().values())
    # A point such as ‘Weighs both’ is listed as ‘to weigh both’.
    points = (point_in_sentence(point.point) for question in sessions.bank() for point in question.key_points)
    return (*strings_in(msgspec.to_builtins(sessions.bank())), *points, *titles)


# --- the pages, each in a state that shows all of its words -----------------------------------------------


def planned(candidate: User, **more: Any) -> Interview:
    wishes = {"domain": "backend", "seniority": "mid", "minutes": 10, "keep_recording": True, "camera": True}
    return Interview.objects.create(candidate=candidate, **(wishes | more))


def rehearsed(candidate: User, **more: Any) -> Interview:
    """Return an interview with a report that holds a bit of everything a report can hold."""
    row = sessions.past_interview(candidate, seed=3, questions=4, fillers=13, long_pauses=1, **more)
    row.turns.filter(number=row.turns.count()).update(skipped=True, answer="", words=[])
    row.degraded = [{"at_ms": 2000, "part": "interviewer", "reason": "timed out"}]
    row.not_reached = ["a-question-that-was-planned"]
    row.save()
    report = built(row)
    CoachComment.objects.create(report=report, author="Coach Carol", at_ms=4000, text=COMMENT)
    return row


def report_page(client: Client, alice: User) -> HttpResponse:
    return client.get(f"/reports/{rehearsed(alice).pk}/")


def typed_report_page(client: Client, alice: User) -> HttpResponse:
    return client.get(f"/reports/{rehearsed(alice, typed=True).pk}/")


def corrected_report_page(client: Client, alice: User) -> HttpResponse:
    row = rehearsed(alice)
    client.post(f"/reports/{row.pk}/answers/1/", {"text": row.turns.first().said})
    return client.get(f"/reports/{row.pk}/")


def empty_report_page(client: Client, alice: User) -> HttpResponse:
    row = sessions.new_interview(alice, duration_ms=3000)
    built(row)
    return client.get(f"/reports/{row.pk}/")


def waiting_page(client: Client, alice: User) -> HttpResponse:
    row = sessions.new_interview(alice)
    request_build(row.pk)
    return client.get(f"/reports/{row.pk}/")


def shared_page(client: Client, alice: User) -> HttpResponse:
    report = Report.objects.get(interview=rehearsed(alice))
    _link, token = ShareLink.issue(
        report_id=report.pk, name="Coach Carol", days=7, with_recording=False, now=timezone.now()
    )
    return client.post(f"/shared/{token}/", {"at": "99:99"})


def sharing_page(client: Client, alice: User) -> HttpResponse:
    address = f"/reports/{rehearsed(alice).pk}/share/"
    client.post(address, {"name": "Coach Carol", "days": "7", "with_recording": "on"})
    return client.post(address, {"days": "5"})


def progress_page(client: Client, alice: User) -> HttpResponse:
    for days in (0, 1, 2):
        rehearsed(alice, started_at=sessions.START + timedelta(days=days))
    return client.get("/progress/")


def dashboard(client: Client, alice: User) -> HttpResponse:
    planned(alice)
    rehearsed(alice, excluded=True, end_reason="abandoned")
    return client.get("/dashboard/")


def brought_page(client: Client, alice: User) -> HttpResponse:
    found = {"problem": "", "skills": ["python"], "wanted": ["kafka"], "passages": [], "job_title": ""}
    return client.get(f"/interviews/{planned(alice, tailoring=found).pk}/brought/")


def unread_page(client: Client, alice: User) -> HttpResponse:
    found = {"problem": str(CannotRead("no_text")), "wanted": ["kafka"]}
    return client.post(f"/interviews/{planned(alice, tailoring=found).pk}/brought/again/")


def account_page(client: Client, alice: User) -> HttpResponse:
    ApiToken.issue(user=alice, name="my laptop")
    return client.post("/account/tokens/", {"name": "my laptop"})


def recordings_page(client: Client, alice: User) -> HttpResponse:
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid")
    Recording.objects.create(interview=interview, mime_type="audio/webm", state="ready", size_bytes=4)
    return client.get("/recordings/delete/")


def deletion_page(client: Client, alice: User) -> HttpResponse:
    return client.post("/account/delete/", {"password": "not hers"})


def csrf_page(client: Client, alice: User) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post("/rehearse/")


def forbidden_page(client: Client, alice: User) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return defaults.permission_denied(request, PermissionError())


def broken_page(client: Client, alice: User) -> HttpResponse:
    return defaults.server_error(RequestFactory().get("/"))


def refused_page(client: Client, alice: User) -> HttpResponse:
    return defaults.bad_request(RequestFactory().get("/"), ValueError())


def too_often_page(client: Client, alice: User) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return respond_429(request)


def signed_in_page(client: Client, alice: User) -> HttpResponse:
    return Client().post(
        "/account/login/", {"login": alice.email, "password": "correct horse battery"}, follow=True
    )


def at(address: str) -> Callable[[Client, User], HttpResponse]:
    return lambda client, alice: client.get(address)


def as_nobody(address: str, **sent: str) -> Callable[[Client, User], HttpResponse]:
    return lambda client, alice: Client().post(address, sent) if sent else Client().get(address)


def of_interview(path: str, **more: Any) -> Callable[[Client, User], HttpResponse]:
    return lambda client, alice: client.get(f"/interviews/{planned(alice, **more).pk}/{path}")


PAGES: dict[str, Callable[[Client, User], HttpResponse]] = {
    "home": as_nobody("/"),
    "sign in": as_nobody("/account/login/"),
    "sign in, refused": as_nobody("/account/login/", login="a@example.com", password="wrong"),
    "sign up": as_nobody("/account/signup/"),
    "sign up, refused": as_nobody("/account/signup/", email="not an address", password1="1"),
    "forgotten password": as_nobody("/account/password/reset/"),
    "forgotten password, asked for": as_nobody("/account/password/reset/done/"),
    "a stale link to a new password": as_nobody("/account/password/reset/key/x-y/"),
    "once more": at("/account/reauthenticate/"),
    "sign out": at("/account/logout/"),
    "account": account_page,
    "e-mail": at("/account/email/"),
    "password": at("/account/password/change/"),
    "two factors": at("/account/2fa/"),
    "deletion": deletion_page,
    "new rehearsal": at("/rehearse/?domain=backend"),
    "new rehearsal, refused": as_nobody("/rehearse/", domain="backend", seniority="", minutes="7"),
    "brought along": brought_page,
    "brought along, refused": unread_page,
    "check": of_interview("check/"),
    "check, typing": of_interview("check/", mode="typing"),
    "room": of_interview(""),
    "room, typing": of_interview("", mode="typing"),
    "deleting all recordings": recordings_page,
    "deleting a rehearsal": of_interview("delete/", state="finished"),
    "wrapping up": of_interview("wrapping-up/", state="finished"),
    "report": report_page,
    "report, typed": typed_report_page,
    "report, corrected": corrected_report_page,
    "report, empty": empty_report_page,
    "report, waiting": waiting_page,
    "report, shared": shared_page,
    "sharing": sharing_page,
    "a closed link": as_nobody("/shared/nothing/"),
    "progress": progress_page,
    "dashboard": dashboard,
    "not found": at("/nowhere/"),
    "not allowed": forbidden_page,
    "not sent": csrf_page,
    "broken": broken_page,
    "too large": refused_page,
    "too often": too_often_page,
    "a button's address": at(f"/recordings/{uuid4()}/delete/"),
    "signed in": signed_in_page,
} | {f"jobs, {name}": page for name, page in jobs.PAGES.items()}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_word_that_is_not_translated(name: str, client: Client, alice: User) -> None:
    client.force_login(alice)

    page = PAGES[name](client, alice)

    texts = texts_of(page.content.decode())
    assert any("⟦" in text for text in texts)
    assert foreign(texts) == []


@pytest.mark.parametrize("typed", [False, True])
def test_the_paper_has_no_word_that_is_not_translated(alice: User, typed: bool) -> None:
    row = rehearsed(alice, typed=typed)

    page = compose(with_everything().get(interview=row), record_of(row), moments=Moments(()))
    texts = strings_in(pdf.content_of(page), without=NOT_SET)

    assert foreign(list(texts)) == []


def test_the_setter_of_the_paper_adds_no_words(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    row = rehearsed(alice)
    page = compose(with_everything().get(interview=row), record_of(row), moments=Moments(()))
    document = without_letters(pdf.content_of(page))
    monkeypatch.setattr(pdf, "content_of", lambda page: document)

    reader = PdfReader(io.BytesIO(pdf.set_in_type(page, now=timezone.now())))

    letters = set(re.findall(r"[^\W\d_]", " ".join(paper.extract_text() for paper in reader.pages)))
    assert letters == {"x"}


def without_letters(data: Any, key: str = "") -> Any:
    """Return the paper's document with an x for every letter that is set."""
    if isinstance(data, dict):
        return {name: without_letters(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [without_letters(value) for value in data]
    return re.sub(r"[^\W\d_]", "x", data) if isinstance(data, str) and key not in NOT_SET else data


def test_a_notice_of_the_room_is_translated_when_it_is_sent() -> None:
    sent = [encode(notice).decode() for notice in vars(notices).values() if isinstance(notice, Notice)]

    assert sent
    assert all(json.loads(text)["text"].startswith("⟦") for text in sent)


def test_a_digest_of_jobs_has_no_word_that_is_not_translated(alice: User) -> None:
    jobs.market(alice, digest=True)

    assert digest.send_to(alice.pk, now=timezone.now())

    (letter,) = mail.outbox
    assert isinstance(letter, mail.EmailMultiAlternatives)
    words = [re.sub(r"https?://\S+", "", line) for line in letter.body.splitlines()]
    html = str(letter.alternatives[0][0])
    assert foreign([letter.subject, *words]) == []
    assert foreign(texts_of(html)) == []


def test_the_api_of_jobs_says_in_translated_words_that_it_has_no_index(client: Client, alice: User) -> None:
    _row, token = ApiToken.issue(user=alice, name="my laptop")

    answer = client.get("/api/v1/jobs/search/", headers={"Authorization": f"Bearer {token}"})

    assert answer.json()["detail"].startswith("⟦")


def test_a_mail_has_no_word_that_is_not_translated(client: Client, alice: User) -> None:
    client.post("/account/password/reset/", {"email": alice.email})

    (letter,) = mail.outbox
    words = re.sub(r"https?://\S+", "", letter.body)
    assert foreign([letter.subject, words]) == []
