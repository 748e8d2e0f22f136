"""What the running answer covers so far: asked for once, and never waited for."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any, cast

from interviews.analysis.judgement import ContentJudgement
from interviews.analysis.local import LocalAnalyst
from interviews.interviewer.port import Move, MoveKind
from interviews.live import coverage
from interviews.live.coverage import Coverage
from interviews.live.facts import PhraseAdded
from interviews.live.record import Record
from interviews.live.state import Head, State, TurnState
from tests.interviews.interviewer.cast import question
from tests.interviews.live.plans import a_plan, backend_questions


class Glances:
    """Stands in for the local analyst: as slow as it is let be."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.languages: set[str] = set()
        self.judged_closely = False
        self.may_finish, self.may_read_closely = threading.Event(), threading.Event()
        self.may_read_closely.set()

    def glance(self, answer: Any, question: Any) -> ContentJudgement:
        self.texts.append(answer.text)
        self.languages.add(answer.language)
        self.may_finish.wait(5)
        return ContentJudgement(points=(), note=answer.text)

    def glance_twice(self, answer: Any, question: Any) -> ContentJudgement:
        return ContentJudgement(points=(), note=f"twice: {answer.text}")

    def judge_now(self, answer: Any, question: Any) -> ContentJudgement:
        self.may_read_closely.wait(5)
        self.judged_closely = True
        self.may_finish.wait(5)
        return ContentJudgement(points=(), note=f"closely: {answer.text}")


def coverage_by(glances: Any, **plan: Any) -> Coverage:
    state = State(head=Head(plan=a_plan(**plan)))
    return Coverage(cast(Record, SimpleNamespace(state=state)), glances)


def a_turn(*phrases: str) -> TurnState:
    turn = TurnState(number=1, move=Move(MoveKind.QUESTION, backend_questions()[0]), said_ms=0)
    for text in phrases:
        turn.phrases.append(PhraseAdded(at_ms=0, turn=1, text=text, start_ms=0, end_ms=0))
    return turn


async def test_what_is_being_judged_already_is_not_judged_again(monkeypatch):
    monkeypatch.setattr(coverage, "PATIENCE_S", 5)
    glances = Glances()
    covered, turn = coverage_by(glances), a_turn("With a key.", "It is stored.")

    covered.warm(turn)
    asking = asyncio.create_task(covered.of(turn, "With a key. It is stored."))
    await asyncio.sleep(0)  # it asks, and waits
    glances.may_finish.set()
    found = await asking

    assert found is not None
    assert found.note == "With a key. It is stored."
    assert glances.texts == ["With a key. It is stored."]


async def test_nobody_waits_long_for_the_last_phrase():
    glances = Glances()
    glances.may_finish.set()
    covered, turn = coverage_by(glances), a_turn("With a key.")
    first = await covered.of(turn, "With a key.")

    glances.may_finish.clear()
    late = await covered.of(turn, "With a key. It is stored.")
    glances.may_finish.set()

    assert late == first
    assert late is not None
    assert late.note == "With a key."


async def test_it_is_told_when_the_last_phrase_is_judged_after_all():
    glances = Glances()
    covered, turn = coverage_by(glances), a_turn("With a key.", "It is stored.")
    await covered.of(turn, "With a key. It is stored.")
    before = covered.has_caught_up(turn)

    glances.may_finish.set()
    await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))

    assert not before
    assert covered.has_caught_up(turn)


async def test_what_was_judged_in_time_has_nothing_to_catch_up_with(monkeypatch):
    monkeypatch.setattr(coverage, "PATIENCE_S", 5)
    glances = Glances()
    glances.may_finish.set()
    covered, turn = coverage_by(glances), a_turn("With a key.")

    await covered.of(turn, "With a key.")

    assert not covered.has_caught_up(turn)


async def test_in_the_coaching_manner_what_may_be_praised_is_looked_at_twice(monkeypatch):
    monkeypatch.setattr(coverage, "PATIENCE_S", 5)
    glances = Glances()
    glances.may_finish.set()

    found = await coverage_by(glances, coaching=True).of(a_turn("With a key."), "With a key.")

    assert found is not None
    assert found.note == "twice: With a key."


async def test_an_answer_in_another_language_is_judged_as_such():
    glances = Glances()
    glances.may_finish.set()

    await coverage_by(glances, language="de").of(a_turn("Mit einem Schlüssel."), "Mit einem Schlüssel.")

    assert glances.languages == {"de"}


async def test_the_words_of_an_answer_taken_up_again_are_counted_once(monkeypatch):
    monkeypatch.setattr(coverage, "PATIENCE_S", 5)
    glances = Glances()
    glances.may_finish.set()
    covered, turn = coverage_by(glances), a_turn("With a key.", "It is stored.")
    turn.answer, turn.answered_phrases = "With a key.", 1

    covered.warm(turn)
    await covered.of(turn, "It is stored.")

    assert glances.texts == ["With a key. It is stored."]


async def test_a_written_answer_is_judged_before_the_reply(monkeypatch):
    monkeypatch.setattr(coverage, "PATIENCE_S", 0)
    glances = Glances()
    covered, turn = coverage_by(glances), a_turn()
    turn.answer, turn.answered, turn.typed = "With a key.", True, True

    asking = asyncio.create_task(covered.of(turn, ""))
    await asyncio.sleep(0)  # it asks, and waits
    glances.may_finish.set()
    found = await asking

    assert found is not None and found.note == "closely: With a key."
    assert await covered.of(turn, "") == found


async def test_a_written_answer_is_glanced_at_where_the_machine_is_too_busy_to_read_it_closely(monkeypatch):
    monkeypatch.setattr(coverage, "WRITTEN_PATIENCE_S", 0.3)
    glances = Glances()
    glances.may_finish.set()
    glances.may_read_closely.clear()
    covered, turn = coverage_by(glances), a_turn()
    turn.answer, turn.answered, turn.typed = "With a key.", True, True

    found = await covered.of(turn, "")
    glances.may_read_closely.set()
    monkeypatch.setattr(coverage, "WRITTEN_PATIENCE_S", 5)
    later = await covered.of(turn, "")

    assert found is not None and found.note == "With a key."
    assert later is not None and later.note == "closely: With a key."


async def test_a_point_that_an_answer_seems_to_leave_out_is_read_for_again(monkeypatch):
    monkeypatch.setattr(coverage, "PATIENCE_S", 5)
    about = question()
    covered, turn = coverage_by(LocalAnalyst()), a_turn()
    said = (
        "The caller makes up one id for the payment before the first try and sends the very same id again "
        "with each retry."
    )

    async def may_make(text: str) -> bool:
        return await covered.may_make(turn, text, about, "client-key")

    assert await may_make(said)
    assert not await may_make("I'd put a queue before the database, so that a burst of orders is no trouble.")


async def test_nobody_waits_long_for_the_second_reading(monkeypatch):
    class Slow(Glances):
        def may_make(self, answer: Any, question: Any, key_point: str) -> bool:
            self.may_finish.wait(5)
            return True

    slow, turn = Slow(), a_turn("With a key.")

    slow.may_finish.set()
    covered = coverage_by(slow)
    monkeypatch.setattr(coverage, "PATIENCE_S", 5)
    await covered.of(turn, "With a key.")
    monkeypatch.undo()
    slow.may_finish.clear()

    found = await covered.may_make(turn, "With a key.", question(), "client-key")
    slow.may_finish.set()

    assert not found
    assert covered.has_caught_up(turn)
