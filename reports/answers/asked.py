"""The questions of an interview, each with the turns that belong to it, and which of those are answers."""

import msgspec

from interviews.history import InterviewRecord, Question, TurnRecord, Verdict

from .admission import MADE, says_dont_know
from .passages import stems

# The kind of a turn that asks more about the question.
FOLLOW_UP = "follow_up"
# What the interviewer says to somebody who asked back.
ASKED_BACK = ("clarify", "repeat")
# What the interviewer says when the questions are over, and somebody may come back to one of them.
ENDING = ("invite_questions", "answer_candidate", "close")
NEW_QUESTION = ("open", "question", "move_on")
SCRAP = 4  # words: no more than 'no', 'I can't'
# These ask nothing of their own: what is answered after them was asked before.
BESIDE_THE_QUESTION = (*ASKED_BACK, "check_in")


class Asked(msgspec.Struct, frozen=True):
    """One question of the interview with all turns that belong to it, in order."""

    nth: int
    question: Question
    turns: tuple[TurnRecord, ...]

    @property
    def answered(self) -> tuple[TurnRecord, ...]:
        """Return the turns that hold an answer: words, or code. Asking back is none, nor is asking to stop or
        for help, unless it makes a point."""
        return tuple(turn for turn in self.turns if self._is_answer(turn))

    def asked_back(self, turn: TurnRecord) -> bool:
        """Return whether the turn is, or was taken for, a question about the question."""
        after = next((other for other in self.turns if other.number > turn.number), None)
        return turn.asks_back or (after is not None and after.kind in ASKED_BACK)

    def asking(self, turn: TurnRecord) -> TurnRecord:
        """Return the turn in which the interviewer asked what this one answers."""
        before = [other for other in self.turns if other.number <= turn.number]
        return next((other for other in reversed(before) if other.kind not in BESIDE_THE_QUESTION), turn)

    def _is_answer(self, turn: TurnRecord) -> bool:
        if turn.code.strip():
            return True
        if turn.skipped or not turn.words:
            return False
        return not (turn.only_asks or self.asked_back(turn)) or makes_a_point(turn)


def asked_questions(record: InterviewRecord) -> tuple[Asked, ...]:
    """Return the questions in the order in which they were asked first."""
    grouped: dict[str, tuple[Question, list[TurnRecord]]] = {}
    for turn in record.turns:
        if turn.question is not None:
            grouped.setdefault(turn.question.slug, (turn.question, []))[1].append(turn)
    return tuple(
        Asked(nth, question, tuple(turns)) for nth, (question, turns) in enumerate(grouped.values(), start=1)
    )


def answers_of(record: InterviewRecord) -> tuple[TurnRecord, ...]:
    """Return the answers to all questions, question by question."""
    return tuple(turn for asked in asked_questions(record) for turn in asked.answered)


def makes_a_point(turn: TurnRecord) -> bool:
    return turn.content is not None and any(point.verdict is Verdict.HEARD for point in turn.content.points)


def says_only_dont_know(asked: Asked) -> bool:
    """Return whether the answers to a question say that the candidate doesn't know, and nothing else: 'No,
    sorry' to a follow-up adds nothing."""
    said = [(turn, says_dont_know(turn, most_beside=0) is not None) for turn in asked.answered]
    return any(unknown for _turn, unknown in said) and all(
        unknown or (len(turn.words) <= SCRAP and not attempts(turn)) for turn, unknown in said
    )


def was_added(asked: Asked, turn: TurnRecord) -> bool:
    """Return whether it was said when the questions were over, or in place of an answer to another one."""
    # Who comes back to a question stands apart from it: where the next was asked, or further on.
    apart = turn.kind in NEW_QUESTION or turn.number - 1 not in {other.number for other in asked.turns}
    return turn.kind in ENDING or (turn is not asked.turns[0] and turn.comes_back and apart)


def attempts(turn: TurnRecord) -> bool:
    """Return whether an answer was tried: in words about the question, or in code, which nobody judges."""
    return bool(turn.code.strip()) or is_on_topic(turn)


def is_on_topic(turn: TurnRecord) -> bool:
    """Return whether the words are about their question, as it was put last, at all: silence, small talk and
    abuse show no gap."""
    question, content = turn.question, turn.content
    if question is None or turn.skipped or not turn.words:
        return False
    if content and (
        content.beyond_span is not None
        or any(point.verdict in MADE or point.misconception for point in content.points)
    ):
        return True
    asked = turn.said if turn.kind == FOLLOW_UP else ""
    matter = stems(" ".join([question.ask, asked, *(point.point for point in question.key_points)]))
    return len(stems(turn.answer) & matter) >= 3 or says_dont_know(turn) is not None
