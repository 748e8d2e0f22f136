"""Where an interview or its passes went wrong, told under the letter."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from interviews.history import InterviewRecord, TurnRecord, Verdict

from ..answers.asked import answers_of
from ..findings.added import additions
from .pieces import closed

MOST_TIMED_NOTES = 30

# at_ms, which is None for the whole interview, text, and whether it is about delivery; with a turn and a
# quote, it stands as long as these words do
Note = dict[str, Any]


def notes(record: InterviewRecord, note: str) -> list[Note]:
    """Return the notes in order, then those without a time; `note` is one more of these."""
    answers = answers_of(record)
    found = [
        *_degraded(record), *_code(answers), *_unjudged(answers), *_unmeasured(answers), *_added(record)
    ]  # fmt: skip
    merged: dict[tuple[str, int], Note] = {}
    for item in sorted((item for item in found if item["at_ms"] is not None), key=lambda item: item["at_ms"]):
        merged.setdefault((item["text"], item["at_ms"] // 60_000), item)
    untimed = [item for item in found if item["at_ms"] is None]
    if note:
        untimed.append({"at_ms": None, "text": note})
    return [*list(merged.values())[:MOST_TIMED_NOTES], *untimed]


def code_not_judged() -> str:
    return _("The code was not judged; this letter goes by what was said.")


def _degraded(record: InterviewRecord) -> list[Note]:
    parts = {
        "interviewer": _("The language model did not answer, and the built-in interviewer took over."),
        "analyst": _("The answer was judged by the built-in analyst, as the language model was not there."),
        "hearing": _("Your words were hard to make out here; please check the transcript."),
        "delivery": _("How this answer was spoken could not be measured."),
    }
    return [
        {"at_ms": item.at_ms, "text": parts.get(item.part, item.reason)}
        | ({"delivery": True} if item.part == "delivery" else {})
        for item in record.degraded
    ]


def _code(answers: Sequence[TurnRecord]) -> list[Note]:
    coded = [turn for turn in answers if turn.code.strip()]
    return _noted([(turn, code_not_judged()) for turn in coded], of=len(coded))


def _unjudged(answers: Sequence[TurnRecord]) -> list[Note]:
    judged = [(turn, turn.content) for turn in answers if turn.content is not None]
    # Of an answer beside code, what can't be told may stand in the code, which has a note of its own.
    judged = [(turn, content) for turn, content in judged if not (turn.code.strip() and content.points)]
    found = [
        (turn, content.note.rstrip("."))
        for turn, content in judged
        if content.note and all(point.verdict is Verdict.CANNOT_TELL for point in content.points)
    ]
    return _noted(
        found,
        of=len(judged),
        one=_("Not judged: %s."),
        all_of_them=_("Answers were not judged: %s."),
    )


def _unmeasured(answers: Sequence[TurnRecord]) -> list[Note]:
    # Nobody misses the pace of a few words.
    spoken = [turn for turn in answers if turn.delivery and not turn.typed and not turn.delivery.is_short]
    found = []
    for turn in spoken:
        if turn.delivery and (text := turn.delivery.note):
            if turn.delivery.words_per_minute is None:
                text = _("Delivery was not measured: %s.") % text.rstrip(".")
            found.append((turn, text))
    return [note | {"delivery": True} for note in _noted(found, of=len(spoken))]


def _added(record: InterviewRecord) -> list[Note]:
    over = _(
        "You added this when the questions were over: “%s”. It could not be matched to one of them with "
        "certainty, so nothing in this letter rests on it."
    )
    before = _(
        "You came back to an earlier question with this: “%s”. It could not be matched to one with "
        "certainty, so nothing in this letter rests on it."
    )
    ending = {turn.number for turn in record.turns if turn.question is None}
    return [
        {
            "at_ms": quote.start_ms,
            "text": (over if quote.turn in ending else before) % closed(quote.text).rstrip("."),
            "turn": quote.turn,
            "quote": quote.text,
        }
        for quote in additions(record)
    ]


def _noted(
    found: Sequence[tuple[TurnRecord, str]], *, of: int, one: str = "%s", all_of_them: str = "%s"
) -> list[Note]:
    """Return a note for each answer with its time; where all of them have one, what they share is said
    once, without a time."""
    times = Counter(text for _turn, text in found)
    shared = [text for text, count in times.items() if count > 1] if len(found) == of else []
    return [
        *({"at_ms": turn.begun_ms, "text": one % text} for turn, text in found if text not in shared),
        *({"at_ms": None, "text": all_of_them % text} for text in shared),
    ]
