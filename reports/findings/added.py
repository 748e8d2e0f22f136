"""What was added later, and of which nobody can tell which question it belongs to."""

from interviews.history import InterviewRecord, TurnRecord, adds_to_an_answer, asks_something

from ..answers.asides import is_aside
from ..answers.asked import asked_questions, makes_a_point, was_added
from ..answers.passages import SHORTEST, sentences, stems
from ..evidence import Quote, quote_at
from .quoting import shortened

LEAST_MATTER = 3  # words that it shares with a question, of what doesn't say that it adds something


def additions(record: InterviewRecord) -> list[Quote]:
    """Return the words of each, to be quoted as what they are."""
    matters = [
        stems(" ".join((asked.question.ask, *(point.point for point in asked.question.key_points))))
        for asked in asked_questions(record)
    ]
    found = []
    for turn in record.turns:
        later = turn.question is None or came_back_unmatched(record, turn)
        quote = _statement(turn) if later and matters and not turn.skipped else None
        if quote is None:
            continue
        said = stems(quote.text)
        says_so = turn.comes_back or adds_to_an_answer(turn.answer)
        if says_so or any(len(said & matter) >= LEAST_MATTER for matter in matters):
            found.append(shortened(quote, turn))
    return found


def came_back_unmatched(record: InterviewRecord, turn: TurnRecord) -> bool:
    """Tell whether somebody came back to an earlier question in place of an answer, and it was credited to
    none."""
    asked = next((asked for asked in asked_questions(record) if turn in asked.turns), None)
    return asked is not None and turn.comes_back and not was_added(asked, turn) and not makes_a_point(turn)


def _statement(turn: TurnRecord) -> Quote | None:
    """Return the words from the first to the last sentence that states something."""
    stated = [
        cut
        for cut in sentences(turn.words)
        if not asks_something(text := _text(turn, cut))
        and (not is_aside(text) or (turn.comes_back and len(stems(text)) >= LEAST_MATTER))
    ]
    if not stated or stated[-1][1] - stated[0][0] + 1 < SHORTEST:
        return None
    return quote_at(turn, stated[0][0], stated[-1][1])


def _text(turn: TurnRecord, cut: tuple[int, int]) -> str:
    return " ".join(word.text for word in turn.words[cut[0] : cut[1] + 1])
