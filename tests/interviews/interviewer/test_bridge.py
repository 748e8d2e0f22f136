"""What leads over to the next question: what was named, the clock, or the topic."""

import re

import pytest

from interviews.bank.schema import Question
from interviews.enums import QuestionKind
from interviews.interviewer.local import words_for
from interviews.interviewer.phrasing import landmark, phrases
from interviews.interviewer.port import Move, MoveKind
from interviews.tailoring.tailoring import Tailoring
from tests.interviews.interviewer.candidates import interview
from tests.interviews.interviewer.cast import bank, exchange, opened, question, situation


@pytest.mark.parametrize("announced", phrases()["next_last"])
def test_another_question_after_the_last_says_that_there_is_time(announced):
    first, another = bank()[:2]
    earlier = exchange("question", "We measured it first.", question=first, said=f"{announced} {first.ask}")

    text = words_for(situation(Move(kind=MoveKind.QUESTION, question=another), earlier))

    assert any(landmark(way) in text.casefold() for way in phrases()["next_more"])


def test_line_of_the_cv_is_taken_up_once():
    tailoring = Tailoring(skills=("kafka",), passages=("moved a monolith to PostgreSQL",))
    told = " ".join(
        each.said for each in interview("middling", minutes=45, domain="databases", tailoring=tailoring)
    )

    assert told.count("moved a monolith to PostgreSQL") <= 2


def bridges(after: Question, *before) -> set[str]:
    move = Move(kind=MoveKind.QUESTION, question=after)
    before = before or (opened("Yes."),)
    return {words_for(situation(move, *before, seed=seed)).removesuffix(after.ask) for seed in range(40)}


def test_bridge_names_what_a_question_is_about_but_no_virtue():
    interrupts = next(each for each in bank("embedded") if each.skills[0] == "interrupts")
    own_work = next(each for each in bank() if each.kind is QuestionKind.EXPERIENCE)

    assert any("interrupts." in text for text in bridges(interrupts))
    assert not any(
        re.search(r"Next up,|turn to |also like to talk about ", text) for text in bridges(own_work)
    )


def test_bridge_does_not_give_the_answer_away():
    other = next(each for each in bank() if each.skills[0] == "pagination")

    assert "idempotency" in question().skills
    assert "idempotency" not in question().ask
    said = bridges(question(), exchange("open", "Yes.", question=other, said=other.ask))
    assert not any("idempotency" in text for text in said)


def after_echo(about: Question, tailoring: Tailoring) -> set[str]:
    """Return what leads over to a question from an answer of which much could be handed back."""
    told = opened(
        "We measured it with real traffic, and the queue was full at noon. I moved the reports to a replica."
    )
    move = Move(kind=MoveKind.QUESTION, question=about)
    said = (words_for(situation(move, told, tailoring=tailoring, seed=seed)) for seed in range(40))
    return {text.removesuffix(about.ask) for text in said}


def test_line_of_the_cv_goes_before_an_echo():
    about = next(each for each in bank("databases") if "schema-migrations" in each.skills)
    line = "introduced expand-and-contract migrations with a linter in CI"

    said = after_echo(about, Tailoring(passages=(line,)))

    assert all(line in text for text in said)


def test_what_the_job_wants_is_named_where_the_question_names_it_or_is_wider():
    skew = next(each for each in bank("databases") if "isolation-levels" in each.skills)
    sharded = next(each for each in bank("databases") if each.slug == "shard-the-tenant-table")
    cited = next(each for each in bank("llm-applications") if "file number" in each.ask)

    assert not any("isolation" in text for text in after_echo(skew, Tailoring(wanted=("isolation-levels",))))
    assert any("sharding" in text for text in after_echo(sharded, Tailoring(wanted=("sharding",))))
    assert any("PostgreSQL" in text for text in after_echo(sharded, Tailoring(wanted=("postgresql",))))
    assert any("concurrency" in text for text in after_echo(skew, Tailoring(wanted=("concurrency",))))
    # A doctor on call is none of its matter.
    assert not any("on-call" in text for text in after_echo(skew, Tailoring(wanted=("on-call",))))
    for wanted in ("retrieval-augmented-generation", "retrieval"):
        said = after_echo(cited, Tailoring(wanted=(wanted,)))
        assert not any("retrieval" in text.casefold() for text in said)


@pytest.mark.parametrize(
    ("answer", "skill", "domain", "named"),
    [
        ("I'd put caching in front.", "caching", "backend", "caching"),
        ("We ran it all on k8s.", "kubernetes", "devops-sre", "k8s"),
        ("We had flaky tests all year.", "flaky-tests", "qa-automation", "flaky tests"),
        ("Threat modelling was new to us.", "threat-modelling", "security", "threat modelling"),
        ("Overfitting was the problem there.", "overfitting", "machine-learning", "overfitting"),
    ],
)
def test_what_was_said_earlier_is_called_by_the_words_that_were_used(answer, skill, domain, named):
    about = next(each for each in bank(domain) if skill in each.skills)
    then = [opened(answer), exchange("question", "Yes.", question=question("feed-skips-posts-between-pages"))]

    assert any(named in text for text in bridges(about, *then))
    assert not any(is_callback(text) for text in bridges(about, opened(answer)))


@pytest.mark.parametrize(
    ("answer", "skill", "domain"),
    [
        ("I'd look at precision and recall.", "model-evaluation", "machine-learning"),
        ("They'd sign in with passkeys.", "authentication", "security"),
        ("We wrote the test fixtures by hand.", "test-data-management", "qa-automation"),
        ("We had arima before that.", "time-series", "data-science"),
        ("The table had backups.", "backup-recovery", "databases"),
    ],
)
def test_nobody_is_told_that_they_named_what_they_did_not(answer, skill, domain):
    about = next(each for each in bank(domain) if skill in each.skills)
    then = [opened(answer), exchange("question", "Yes.", question=question("feed-skips-posts-between-pages"))]

    assert not any(is_callback(text) for text in bridges(about, *then))


def is_callback(text: str) -> bool:
    return any(landmark(way) in text.casefold() for way in phrases()["next_callback"])
