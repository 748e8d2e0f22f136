"""The report on paper."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from reports.models import CoachComment, Report, ShareLink
from reports.paper import pdf
from reports.templatetags.report import clock

from .. import sessions
from ..cast import built

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def text_of(report):
    report.refresh_from_db()
    with report.pdf.open() as file:
        reader = PdfReader(io.BytesIO(file.read()))
    pages = [page.extract_text() for page in reader.pages]
    return pages, " ".join(" ".join(pages).split())


def test_the_paper_holds_quotes_times_pages_and_contents(alice):
    row = sessions.past_interview(alice, seed=3, long_pauses=1)
    report = built(row)

    assert pdf.make(row.pk, now=timezone.now())

    pages, text = text_of(report)
    quotes = [item for claim in report.claims.all() for item in claim.evidence.all()]
    assert any(f"Said, {clock(quote.start_ms)}" in text for quote in quotes)
    assert f"Page 1 of {len(pages)}" in pages[0]
    assert "Transcript ." in pages[0]
    assert "What to do next" in text
    assert "[1]" not in text


def test_the_paper_names_its_reader_its_speakers_and_its_maker(alice):
    row = sessions.past_interview(alice, seed=3, questions=2)
    report = built(row)

    assert pdf.make(row.pk, now=timezone.now())

    _, text = text_of(report)
    assert "Alice’s rehearsal of 2 March 2026 This was written to Alice." in text
    assert "Wherever it says “you”, it means Alice." in text
    assert "Interviewer 0:02" in text
    for of_the_candidate in ("You said", "You were asked", " You 0:"):
        assert of_the_candidate not in text
    report.refresh_from_db()
    with report.pdf.open() as file:
        about = PdfReader(io.BytesIO(file.read())).metadata
    assert (about.author, about.title) == ("InterVision", "Alice’s rehearsal of 2 March 2026")


def test_the_paper_says_that_there_is_no_gap_where_the_page_does(alice):
    row = sessions.past_interview(alice, seed=3, questions=2, skill=1.0)
    report = built(row)

    pdf.make(row.pk, now=timezone.now())

    assert "Nothing that these questions were after was missing" in text_of(report)[1]


def test_the_paper_of_typed_answers_has_nothing_of_speech(alice):
    row = sessions.past_interview(alice, seed=4, questions=2, typed=True)
    report = built(row)

    assert pdf.make(row.pk, now=timezone.now())

    _, text = text_of(report)
    assert "You typed them, so this letter" in text
    assert "ums and uhs" not in text


def test_the_paper_is_set_anew_only_where_something_else_stands_on_it(alice, media):
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)

    assert pdf.make(row.pk, now=timezone.now())
    assert not pdf.make(row.pk, now=timezone.now())
    report = built(row)
    assert not pdf.make(row.pk, now=timezone.now())
    comment_on(report)
    assert pdf.opened(report) is None
    assert pdf.make(row.pk, now=timezone.now())

    assert len(list(media.rglob("*.pdf"))) == 1


def test_a_paper_is_set_anew_where_it_is_set_in_another_way(alice, monkeypatch, tmp_path):
    row = sessions.past_interview(alice, seed=3, questions=1)
    report = built(row)
    pdf.make(row.pk, now=timezone.now())
    report.refresh_from_db()
    before = report.pdf_digest
    source = tmp_path / "report.typ"
    source.write_text(pdf.SOURCE.read_text() + "\nAnother line.")
    monkeypatch.setattr(pdf, "SOURCE", source)

    pdf.make(row.pk, now=timezone.now())

    assert "Another line." in text_of(report)[1]
    assert report.pdf_digest != before


def test_a_report_that_moved_on_meanwhile_keeps_no_old_paper(alice, media, monkeypatch):
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)
    real = pdf.set_in_type

    def overtaken(page, *, now):
        Report.objects.update(version=7)
        return real(page, now=now)

    monkeypatch.setattr(pdf, "set_in_type", overtaken)

    assert not pdf.make(row.pk, now=timezone.now())
    assert not list(media.rglob("*.pdf"))


@pytest.mark.parametrize("again", [False, True], ids=["the first", "after a comment"])
def test_two_who_set_the_same_paper_leave_one_file(alice, media, monkeypatch, again):
    row = sessions.past_interview(alice, seed=3, questions=1)
    report = built(row)
    if again:
        pdf.make(row.pk, now=timezone.now())
        comment_on(report)
    real = pdf.set_in_type

    def overtaken(page, *, now):
        monkeypatch.setattr(pdf, "set_in_type", real)
        assert pdf.make(row.pk, now=now)
        return real(page, now=now)

    monkeypatch.setattr(pdf, "set_in_type", overtaken)

    assert not pdf.make(row.pk, now=timezone.now())
    assert [str(file) for file in media.rglob("*.pdf")] == [Report.objects.get().pdf.path]


def comment_on(report, text="Breathe here."):
    return CoachComment.objects.create(report=report, author="Carol", at_ms=20_000, text=text)


def test_a_comment_after_the_paper_was_set_is_on_the_next(alice, client, media):
    row = sessions.past_interview(alice, seed=3, questions=1)
    report = built(row)
    pdf.make(row.pk, now=timezone.now())
    comment_on(report)
    client.force_login(alice)

    response = client.get(f"/reports/{row.pk}/pdf/")

    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert "Breathe here." in text_of(report)[1]
    assert not pdf.make(row.pk, now=timezone.now())
    assert len(list(media.rglob("*.pdf"))) == 1


def test_a_comment_that_comes_while_the_paper_is_set_makes_it_old(alice, monkeypatch):
    row = sessions.past_interview(alice, seed=3, questions=1)
    report = built(row)
    real = pdf.set_in_type

    def commented(page, *, now):
        comment_on(report)
        return real(page, now=now)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(pdf, "set_in_type", commented)
        pdf.make(row.pk, now=timezone.now())
    assert pdf.opened(Report.objects.get()) is None

    assert pdf.make(row.pk, now=timezone.now())

    assert "Breathe here." in text_of(report)[1]


def shared(client, report):
    _, token = ShareLink.issue(report_id=report.pk, name="coach", days=7, now=timezone.now())
    response = client.get(f"/shared/{token}/pdf/")
    reader = PdfReader(io.BytesIO(b"".join(response.streaming_content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_name_that_was_taken_back_is_on_no_paper(alice, client):
    report = built(sessions.past_interview(alice, seed=3, questions=1))
    assert "Alice" in shared(client, report)
    alice.name = ""
    alice.save()

    text = shared(client, report)

    assert "What landed" in text
    assert "Alice" not in text


def test_words_that_were_corrected_are_on_no_paper(alice, client, settings):
    row = sessions.past_interview(alice, seed=3, questions=1, follow_ups=False)
    report = built(row)
    answer = row.turns.exclude(answer="").get().answer
    assert " ".join(answer.split()[:6]) in shared(client, report)
    row.turns.exclude(answer="").update(answer="I take that back.", words=[], corrected_at=timezone.now())

    text = shared(client, report)

    assert "I take that back." in text
    assert " ".join(answer.split()[:6]) not in text


def test_code_of_turns_without_an_answer_is_on_paper(alice):
    row = sessions.past_interview(alice, seed=3, questions=2, follow_ups=False)
    row.turns.filter(number=1).update(answer="", words=[], content=None, code="unanswered = 1")
    row.turns.filter(number=2).update(answer="", words=[], content=None, code="passed_over = 2", skipped=True)
    report = built(row)

    assert pdf.make(row.pk, now=timezone.now())

    _, text = text_of(report)
    assert "unanswered = 1" in text
    assert "Skipped." in text
    assert "passed_over = 2" in text


def test_what_was_said_is_never_read_as_markup(alice):
    row = sessions.past_interview(alice, seed=3, questions=1)
    turn = row.turns.first()
    nasty = '#eval("1+1") $x^2$ *bold* _it_ `raw` [link] <label> @ref = Heading #{panic()} \\ // \u202e'
    turn.answer += " " + nasty
    turn.code = '```\n#panic("no")'
    turn.save()
    report = built(row)
    CoachComment.objects.create(report=report, author="#image(1)", at_ms=0, text=nasty)

    assert pdf.make(row.pk, now=timezone.now())

    _, text = text_of(report)
    assert '#eval("1+1")' in text.replace("“", '"').replace("”", '"')


def test_an_address_without_a_gap_stays_on_the_paper(alice):
    row = sessions.past_interview(alice, seed=3, questions=1)
    address = "https://example.org/" + "averylongpathwithoutanybreak" * 6
    turn = row.turns.first()
    turn.code = f"fetch('{address}')"
    turn.save()
    report = built(row)
    CoachComment.objects.create(report=report, author="Coach", at_ms=0, text=f"See {address} for that.")

    assert pdf.make(row.pk, now=timezone.now())

    pages, _ = text_of(report)
    lines = [line for page in pages for line in page.splitlines()]
    assert max(len(line) for line in lines) < 135
    assert "".join(line.strip() for line in lines).count(address) == 2


def test_an_empty_interview_has_a_paper_too(alice):
    row = sessions.new_interview(alice, duration_ms=3000)
    report = built(row)

    assert pdf.make(row.pk, now=timezone.now())

    assert "nothing to write about yet" in text_of(report)[1]


def test_the_file_s_name_says_the_day_and_nothing_about_the_person(alice):
    report = built(sessions.past_interview(alice, seed=3, questions=1))

    assert pdf.file_name(report) == "intervision-report-2026-03-02.pdf"


def test_asking_for_the_paper_gives_it_to_its_owner(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)
    client.force_login(alice)

    response = client.get(f"/reports/{row.pk}/pdf/", follow=True)

    assert response.headers["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_a_paper_whose_file_is_gone_is_set_again(alice, client, media):
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)
    pdf.make(row.pk, now=timezone.now())
    for file in media.rglob("*.pdf"):
        file.unlink()
    client.force_login(alice)

    response = client.get(f"/reports/{row.pk}/pdf/", follow=True)

    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_deleting_an_interview_deletes_its_paper(alice, media, django_capture_on_commit_callbacks):
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)
    pdf.make(row.pk, now=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        row.delete()

    assert not list(media.rglob("*.pdf"))


@pytest.fixture
def queued(monkeypatch):
    """The papers that were asked for; no worker is there to set them."""
    asked = []
    monkeypatch.setattr("reports.tasks.set_pdf.delay", lambda **ids: asked.append(ids["interview_id"]))
    return asked


def test_the_waiting_page_is_shown_while_the_paper_is_being_set(alice, client, queued):
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)
    client.force_login(alice)

    response = client.get(f"/reports/{row.pk}/pdf/")

    assert response.status_code == 202
    assert response.headers["Refresh"] == "2"


def test_waiting_for_the_paper_asks_for_it_once_and_after_a_while_again(alice, client, queued):
    row = sessions.past_interview(alice, seed=3, questions=1)
    report = built(row)
    _, token = ShareLink.issue(
        report_id=report.pk, name="Coach", days=7, with_recording=False, now=timezone.now()
    )
    client.force_login(alice)

    for _ in range(3):
        for address in (f"/reports/{row.pk}/pdf/", f"/shared/{token}/pdf/"):
            assert client.get(address).status_code == 202
    assert queued == [str(row.pk)]

    Report.objects.update(pdf_wanted_at=timezone.now() - pdf.LOST_AFTER)
    client.get(f"/reports/{row.pk}/pdf/")

    assert len(queued) == 2


def test_a_paper_that_was_set_may_be_asked_for_again_at_once(alice, client, queued):
    row = sessions.past_interview(alice, seed=3, questions=1)
    report = built(row)
    client.force_login(alice)
    client.get(f"/reports/{row.pk}/pdf/")
    pdf.make(row.pk, now=timezone.now())
    comment_on(report)

    client.get(f"/reports/{row.pk}/pdf/")

    assert len(queued) == 2
