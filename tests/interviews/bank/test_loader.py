"""The bank in the database: loaded without harm, read quickly."""

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from interviews.bank.loader import LoadReport, forget_questions, load_bank, question_from_row, questions_for
from interviews.bank.schema import BANK_FOLDER, read_domain
from interviews.models import BankQuestion

from .questions import of_another_release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank of three questions in two files."""
    for name, count in (("backend", 2), ("security", 1)):
        raw = yaml.safe_load((BANK_FOLDER / f"{name}.yaml").read_text())
        raw["questions"] = raw["questions"][:count]
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(raw))
    forget_questions()
    return tmp_path


def reword(folder: Path, name: str, slug: str, ask: str) -> None:
    path = folder / f"{name}.yaml"
    raw = yaml.safe_load(path.read_text())
    next(q for q in raw["questions"] if q["slug"] == slug)["ask"] = ask
    path.write_text(yaml.safe_dump(raw))


def drop(folder: Path, name: str, slug: str) -> None:
    path = folder / f"{name}.yaml"
    raw = yaml.safe_load(path.read_text())
    raw["questions"] = [q for q in raw["questions"] if q["slug"] != slug]
    path.write_text(yaml.safe_dump(raw))


def test_load_adds_every_question_of_the_files(db, folder):
    report = load_bank(folder)

    assert len(report.added) == 3
    assert BankQuestion.objects.filter(active=True, edited=False).count() == 3
    row = BankQuestion.objects.filter(domain="security").get()
    assert question_from_row(row) == read_domain(folder / "security.yaml").questions[0]


def test_second_load_changes_nothing_and_asks_little(db, folder, django_assert_num_queries):
    load_bank(folder)
    before = list(BankQuestion.objects.values())

    with django_assert_num_queries(3):  # a savepoint, the digests, its release
        report = load_bank(folder)

    assert report == LoadReport(unchanged=3)
    assert list(BankQuestion.objects.values()) == before


def test_reworded_question_is_updated_when_nobody_edited_it(db, folder):
    load_bank(folder)
    slug = BankQuestion.objects.filter(domain="backend").first().slug
    reword(folder, "backend", slug, "What would you do differently, in other words?")

    report = load_bank(folder)

    assert report.updated == [slug]
    assert BankQuestion.objects.get(slug=slug).ask == "What would you do differently, in other words?"


def test_edited_question_stays_and_is_reported_when_the_shipped_one_changes(db, folder):
    load_bank(folder)
    row = BankQuestion.objects.filter(domain="backend").first()
    row.content["ask"], row.edited = "Our own words, as the operator wants them said?", True
    row.save()
    reword(folder, "backend", row.slug, "What would you do differently, in other words?")

    reports = [load_bank(folder), load_bank(folder)]

    assert [report.kept for report in reports] == [[row.slug], [row.slug]]
    row.refresh_from_db()
    assert row.content["ask"] == "Our own words, as the operator wants them said?"


def test_edited_question_is_not_reported_when_the_shipped_one_stays(db, folder):
    load_bank(folder)
    row = BankQuestion.objects.filter(domain="backend").first()
    row.edited, row.active = True, False
    row.save()

    report = load_bank(folder)

    assert report.kept == []
    row.refresh_from_db()
    assert not row.active


def test_question_of_the_operators_own_is_left_alone(db, folder):
    load_bank(folder)
    own = BankQuestion.objects.filter(domain="backend").first()
    own.pk, own.slug, own.shipped_digest, own._state.adding = None, "our-own-question", "", True
    from uuid import uuid4

    own.pk = uuid4()
    own.save()

    report = load_bank(folder)

    assert report.deactivated == []
    own.refresh_from_db()
    assert own.active


def test_vanished_question_is_no_longer_asked_and_comes_back_with_its_file(db, folder):
    load_bank(folder)
    slug = BankQuestion.objects.filter(domain="backend").first().slug
    kept = (folder / "backend.yaml").read_text()
    drop(folder, "backend", slug)

    gone = load_bank(folder)
    asked = {question.slug for question in questions_for("backend")}
    (folder / "backend.yaml").write_text(kept)
    back = load_bank(folder)

    assert gone.deactivated == [slug]
    assert slug not in asked
    assert back.updated == [slug]
    assert BankQuestion.objects.get(slug=slug).active


def test_questions_are_asked_of_the_database_once_in_a_while(db, folder, django_assert_num_queries):
    load_bank(folder)

    with django_assert_num_queries(1):
        first, second = questions_for("backend"), questions_for("backend")

    assert first is second
    assert len(first) == 2


def test_question_that_an_operator_edited_is_still_asked_when_a_release_drops_a_field(db, folder):
    load_bank(folder)
    row = BankQuestion.objects.filter(domain="backend").first()
    row.content, row.edited = of_another_release(row.content), True
    row.save()

    assert row.slug in {question.slug for question in questions_for("backend")}


def test_row_that_fits_the_schema_no_more_is_left_out(db, folder, caplog):
    load_bank(folder)
    row = BankQuestion.objects.filter(domain="backend").first()
    row.content = {"slug": row.slug}
    row.save()

    questions = questions_for("backend")

    assert row.slug not in {question.slug for question in questions}
    assert row.slug in caplog.text


def test_broken_file_loads_nothing_and_says_what_to_correct(db, folder):
    (folder / "backend.yaml").write_text("domain: backend\nquestions:\n  - slug: Not A Slug\n")

    with pytest.raises(CommandError, match=r"backend\.yaml"):
        call_command("bank", "load", "--folder", str(folder))

    assert not BankQuestion.objects.exists()


def test_export_writes_what_load_reads(db, folder, tmp_path, capsys):
    load_bank(folder)
    out = tmp_path / "out"

    call_command("bank", "export", str(out))

    for name in ("backend", "security"):
        exported = {q.slug: q for q in read_domain(out / f"{name}.yaml").questions}
        shipped = {q.slug: q for q in read_domain(folder / f"{name}.yaml").questions}
        assert exported == shipped


def test_whole_shipped_bank_loads(db):
    report = load_bank()

    assert len(report.added) >= 14 * 18
    assert len(questions_for("databases")) >= 18
