import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from interviews.bank.schema import BankError, read_bank, read_domain
from interviews.enums import Domain, QuestionKind, Seniority, Strand

from .questions import raw_question


def write(folder: Path, name: str, *questions: dict[str, Any], domain: str = "") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps({"domain": domain or name, "questions": list(questions)}))
    return path


def without(question: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in question.items() if name != key}


def test_read_domain_when_the_file_is_sound(tmp_path: Path) -> None:
    path = write(tmp_path, "backend", raw_question("one", code="python"))

    domain_file = read_domain(path)

    (question,) = domain_file.questions
    assert domain_file.domain is Domain.BACKEND
    assert (question.kind, question.levels[0]) == (QuestionKind.DESIGN, Seniority.INTERN)
    assert question.strands == (Strand.SYSTEM_DESIGN, Strand.BEHAVIOURAL)
    assert question.code == "python"
    assert question.key_points[0].misconceptions[0].reveals


def test_read_bank_gives_each_question_its_domain(tmp_path: Path) -> None:
    write(tmp_path, "mobile", raw_question("two"))
    write(tmp_path, "backend", raw_question("one"))

    questions = read_bank(tmp_path)

    assert [(q.domain, q.slug) for q in questions] == [(Domain.BACKEND, "one"), (Domain.MOBILE, "two")]


def test_read_bank_when_two_files_share_a_slug(tmp_path: Path) -> None:
    write(tmp_path, "mobile", raw_question("same"))
    write(tmp_path, "backend", raw_question("same"))

    with pytest.raises(BankError, match=r"mobile.yaml, question 'same': backend.yaml has this slug too"):
        read_bank(tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "riddle"}, "write one of concept, design"),
        ({"levels": ["guru"]}, "write some of intern, junior"),
        ({"minutes": 60}, "write whole minutes"),
        ({"ask": {"Say this": "now"}}, "put the text in quotes"),
        ({"ask": True}, "put the value in quotes"),
        ({"skills": "caching"}, "write a list"),
        ({"colour": "red"}, "unknown field `colour`"),
        ({"slug": "Not Kebab"}, "kebab-case"),
        ({"ask": " "}, "write the text"),
        ({"code": "a language of more than twenty"}, "write it shorter"),
        ({"slug": "a-slug" * 20}, "write it shorter"),
    ],
)
def test_read_domain_when_a_field_is_wrong(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    path = write(tmp_path, "backend", raw_question() | changes)

    with pytest.raises(BankError) as caught:
        read_domain(path)

    (problem,) = caught.value.problems
    assert (problem.file, problem.question) == ("backend.yaml", changes.get("slug", "cache-goes-stale"))
    assert message in problem.message


@pytest.mark.parametrize(
    "part",
    [
        lambda question: question,
        lambda question: question["follow_ups"],
        lambda question: question["key_points"][1],
        lambda question: question["key_points"][1]["misconceptions"][0],
    ],
    ids=["question", "follow_ups", "key_point", "misconception"],
)
def test_read_domain_when_some_part_has_a_field_that_there_is_not(tmp_path: Path, part: Any) -> None:
    question = raw_question()
    part(question)["colour"] = "red"
    path = write(tmp_path, "backend", question)

    with pytest.raises(BankError, match="unknown field `colour`"):
        read_domain(path)


def test_read_domain_names_every_wrong_question(tmp_path: Path) -> None:
    nameless = without(raw_question(), "slug")
    path = write(tmp_path, "backend", without(raw_question("a"), "ask"), raw_question("b"), nameless)

    with pytest.raises(BankError) as caught:
        read_domain(path)

    assert [problem.question for problem in caught.value.problems] == ["a", "number 3"]
    assert "missing required field `ask`; add the field" in str(caught.value)


def test_read_domain_when_the_domain_is_not_the_files_name(tmp_path: Path) -> None:
    path = write(tmp_path, "backend", raw_question(), domain="mobile")

    with pytest.raises(BankError, match="'domain' is 'mobile'; it must repeat the file's name"):
        read_domain(path)


@pytest.mark.parametrize("text", ["", "- a", "domain: backend", "domain: [", "questions: 3\ndomain: backend"])
def test_read_domain_when_the_file_has_another_shape(tmp_path: Path, text: str) -> None:
    path = tmp_path / "backend.yaml"
    path.write_text(text)

    with pytest.raises(BankError, match=r"backend.yaml: "):
        read_domain(path)


def test_schema_imports_when_django_has_no_settings() -> None:
    code = "import interviews.bank.schema, django.conf; assert not django.conf.settings.configured"

    done = subprocess.run([sys.executable, "-c", code], env={"PATH": ""}, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
