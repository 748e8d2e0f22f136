"""What was added when the questions were over, and of which nobody can tell which question it belongs to."""

from interviews.history import InterviewRecord, TurnRecord, adds_to_an_answer, asks_something

from ..answers.asides import is_aside
from ..answers.asked import asked_questions
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
        quote = _statement(turn) if turn.question is None and matters and not turn.skipped else None
        if quote is None:
            continue
        said = stems(quote.text)
        if adds_to_an_answer(turn.answer) or any(len(said & matter) >= LEAST_MATTER for matter in matters):
            found.append(shortened(quote, turn))
    return found


def _statement(turn: TurnRecord) -> Quote | None:
    """Return the words from the first to the last sentence that states something."""
    stated = [
        cut
        for cut in sentences(turn.words)
        if not asks_something(text := _text(turn, cut)) and not is_aside(text)
    ]
    if not stated or stated[-1][1] - stated[0][0] + 1 < SHORTEST:
        return None
    return quote_at(turn, stated[0][0], stated[-1][1])


def _text(turn: TurnRecord, cut: tuple[int, int]) -> str:
    return " ".join(word.text for word in turn.words[cut[0] : cut[1] + 1])
