import json
from pathlib import Path
from typing import Any

import pytest

from interviews.bank.finding import Finding
from interviews.bank.lint import lint_folder, main

from .questions import nonsense, raw_domain, raw_point, raw_question

PHRASE = "what nobody ever wants to hear"


@pytest.fixture
def bank(tmp_path: Path) -> dict[str, dict[str, Any]]:
    return {"backend": raw_domain("backend"), "mobile": raw_domain("mobile")}


def lint(folder: Path, bank: dict[str, dict[str, Any]], *files: str) -> list[Finding]:
    for name, content in bank.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content))
    return lint_folder(folder, files, skills=["caching", "threat-modelling"])


def rules(findings: list[Finding]) -> set[tuple[str, str, str]]:
    return {(finding.file, finding.question, finding.rule) for finding in findings}


def test_lint_when_all_rules_are_kept(tmp_path: Path, bank: dict[str, Any]) -> None:
    assert lint(tmp_path, bank) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"key_points": [raw_point(name, "x") for name in ("a", "b", "c")]}, "points"),
        ({"skills": []}, "skills"),
        ({"skills": ["threat-modeling", "caching"]}, "skills"),
        ({"skills": ["threat-modelling"]}, "skills"),
        ({"levels": []}, "level"),
        ({"ask": "Why so short?"}, "ask"),
        ({"ask": nonsense("x", 61)}, "ask"),
        ({"ask": nonsense("x", 10) + "? " + nonsense("y", 10) + "?"}, "ask"),
        ({"ask": nonsense("x", 20) + " `code`?"}, "ask"),
        ({"stronger_answer": nonsense("x", 179)}, "stronger-answer"),
        ({"stronger_answer": nonsense("x", 301)}, "stronger-answer"),
        ({"follow_ups": {"strong": "Good. And then?", "vague": "What of it?"}}, "praise"),
        ({"key_points": [raw_point(name, "x") for name in ("a", "b", "c", "a")]}, "slug"),
        ({"key_points": [raw_point(n, "x") | {"weight": 2} for n in "abcd"]}, "weight"),
        ({"key_points": [raw_point(n, "x") | {"misconceptions": []} for n in "abcd"]}, "misconceptions"),
        ({"minutes": 99}, "schema"),
    ],
)
def test_lint_when_a_question_breaks_a_rule(
    tmp_path: Path, bank: dict[str, Any], changes: dict[str, Any], rule: str
) -> None:
    bank["backend"]["questions"].append(raw_question("broken", **changes))

    findings = lint(tmp_path, bank)

    assert rules(findings) == {("backend.yaml", "broken", rule)}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"paraphrases": [nonsense("a", 8), nonsense("b", 8)]}, "paraphrases"),
        ({"paraphrases": [nonsense("a", 8), nonsense("b", 8), nonsense("c", 6)]}, "thin-paraphrase"),
        ({"partial": []}, "partial"),
        ({"point": "the server compares keys before charging the card"}, "near-copy"),
    ],
)
def test_lint_when_a_point_breaks_a_rule(
    tmp_path: Path, bank: dict[str, Any], changes: dict[str, Any], rule: str
) -> None:
    point = raw_point("one", "x")
    point["paraphrases"][0] = "before charging the card the server compares keys"
    bank["backend"]["questions"][0]["key_points"][0] = point | changes

    findings = lint(tmp_path, bank)

    assert rules(findings) == {("backend.yaml", "backend-0", rule)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "every retry carries the same key so the server notices",
            "so the server notices every retry carries the same key",
        ),
        (
            "I would store the response beside the key in one transaction",
            "in one transaction you'd want to store both, that's the key and its response",
        ),
    ],
)
def test_lint_when_paraphrases_are_near_copies(
    tmp_path: Path, bank: dict[str, Any], one: str, other: str
) -> None:
    bank["backend"]["questions"][0]["key_points"][0]["paraphrases"] = [one, other, nonsense("z", 9)]

    findings = lint(tmp_path, bank)

    assert rules(findings) == {("backend.yaml", "backend-0", "near-copy")}


def test_lint_when_paraphrases_say_one_thing_in_other_words(tmp_path: Path, bank: dict[str, Any]) -> None:
    bank["backend"]["questions"][0]["key_points"][0]["paraphrases"] = [
        "I'd have the caller generate a unique key for each payment and put it in a header",
        "every attempt carries the same request ID so on a retry we know we've seen it already",
        "you give it a UUID up front and the server looks that up before doing any work",
    ]

    assert lint(tmp_path, bank) == []


def test_lint_when_a_domain_is_too_small(tmp_path: Path, bank: dict[str, Any]) -> None:
    bank["backend"]["questions"] = bank["backend"]["questions"][:17]

    assert rules(lint(tmp_path, bank)) == {("backend.yaml", "", "questions")}


def test_lint_when_a_level_or_a_strand_is_thin(tmp_path: Path, bank: dict[str, Any]) -> None:
    for question in bank["mobile"]["questions"][:13]:
        question["levels"] = ["mid", "senior"]
    for question in bank["mobile"]["questions"][:17]:
        question["strands"] = ["behavioural"]

    findings = lint(tmp_path, bank)

    assert rules(findings) == {("mobile.yaml", "", "level"), ("mobile.yaml", "", "strand")}
    assert [finding.message.split()[3] for finding in findings if finding.rule == "level"] == [
        "'intern';",
        "'junior';",
        "'staff';",
    ]


def test_lint_when_a_skill_is_misspelt(tmp_path: Path, bank: dict[str, Any]) -> None:
    bank["mobile"]["questions"][0]["skills"] = ["caching", "threat-modeling"]

    (finding,) = lint(tmp_path, bank)

    assert "choose another (threat-modelling" in finding.message


def test_lint_when_three_questions_share_six_words(tmp_path: Path, bank: dict[str, Any]) -> None:
    bank["backend"]["questions"][0]["follow_ups"]["vague"] = f"Well, {PHRASE}?"
    bank["backend"]["questions"][1]["key_points"][0]["probe"] = f"{PHRASE.upper()} then?"

    two = lint(tmp_path, bank)
    bank["mobile"]["questions"][0]["stronger_answer"] += f" {PHRASE}"
    three = lint(tmp_path, bank)

    assert two == []
    assert rules(three) == {
        ("backend.yaml", "backend-0", "six-word-run"),
        ("backend.yaml", "backend-1", "six-word-run"),
        ("mobile.yaml", "mobile-0", "six-word-run"),
    }


def test_lint_when_three_stronger_answers_share_six_words(tmp_path: Path, bank: dict[str, Any]) -> None:
    for number in range(3):
        bank["backend"]["questions"][number]["stronger_answer"] += f" {PHRASE} from me"

    findings = lint(tmp_path, bank)

    assert len(findings) == 3
    assert {finding.rule for finding in findings} == {"answer-phrase"}


def test_lint_when_paraphrases_of_different_points_share_six_words(
    tmp_path: Path, bank: dict[str, Any]
) -> None:
    bank["backend"]["questions"][0]["key_points"][0]["paraphrases"][0] += f" {PHRASE}"
    bank["mobile"]["questions"][0]["key_points"][2]["paraphrases"][1] += f" {PHRASE} again"

    (finding,) = lint(tmp_path, bank)

    assert (finding.file, finding.question, finding.rule) == ("mobile.yaml", "mobile-0", "paraphrase-run")
    assert "backend.yaml/backend-0, point 'one'" in finding.message


def test_lint_when_one_point_repeats_six_words(tmp_path: Path, bank: dict[str, Any]) -> None:
    paraphrases = bank["backend"]["questions"][0]["key_points"][0]["paraphrases"]
    paraphrases[0] += f" {PHRASE}"
    paraphrases[1] += f" {PHRASE}"

    assert lint(tmp_path, bank) == []


def test_lint_when_two_questions_ask_the_same(tmp_path: Path, bank: dict[str, Any]) -> None:
    bank["backend"]["questions"][0]["ask"] = (
        "A colleague pushed a cloud access key to a public repository an hour ago. What do you do first?"
    )
    bank["mobile"]["questions"][0]["ask"] = (
        "An hour ago somebody on your team pushed a cloud key to a public repository, so what would you do?"
    )

    findings = lint(tmp_path, bank)

    assert rules(findings) == {
        ("backend.yaml", "backend-0", "same-question"),
        ("mobile.yaml", "mobile-0", "same-question"),
    }


def test_lint_when_two_questions_want_the_same_points(tmp_path: Path, bank: dict[str, Any]) -> None:
    for mine, theirs in zip(
        bank["mobile"]["questions"][0]["key_points"],
        bank["backend"]["questions"][0]["key_points"],
        strict=True,
    ):
        mine["point"] = " ".join(reversed(theirs["point"].split()))

    assert {finding.rule for finding in lint(tmp_path, bank)} == {"same-question"}


def test_lint_when_a_slug_is_used_twice(tmp_path: Path, bank: dict[str, Any]) -> None:
    bank["mobile"]["questions"][0]["slug"] = "backend-0"

    assert rules(lint(tmp_path, bank)) == {("mobile.yaml", "backend-0", "slug")}


def test_lint_when_one_file_is_named_leaves_the_others_out(tmp_path: Path, bank: dict[str, Any]) -> None:
    bank["backend"]["questions"][0]["stronger_answer"] = "short"
    bank["mobile"]["questions"][0]["slug"] = "backend-1"

    assert rules(lint(tmp_path, bank, "mobile.yaml")) == {("mobile.yaml", "backend-1", "slug")}
    assert rules(lint(tmp_path, bank, "nothing.yaml")) == {("nothing.yaml", "", "file")}


def test_main_prints_the_findings_by_file_and_fails(
    tmp_path: Path, bank: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    bank["mobile"]["questions"][0]["stronger_answer"] = "short"
    lint(tmp_path, bank)

    status = main([str(tmp_path / "mobile.yaml")])

    assert status == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first == "mobile.yaml (1)"
    assert second == "  mobile-0: stronger-answer: 1 words in 'stronger_answer'; keep to 180 to 300"


def test_main_when_there_is_nothing_to_find(tmp_path: Path, bank: dict[str, Any]) -> None:
    lint(tmp_path, bank)

    assert main([str(tmp_path / "mobile.yaml")]) == 0
