"""What a letter rests on, counted and in words: what was asked, answered and typed, and in how long."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.history import InterviewRecord
from intervision.templatetags.lengths import spoken_length

from ..answers.asked import FOLLOW_UP, Asked, answers_of, asked_questions, attempts, says_only_dont_know
from ..answers.probed import surely_made
from ..findings import coaching

# Under this there is too little to say more than a few lines.
FEW_WORDS = 60
FEW_ANSWERS = 2


def is_thin(record: InterviewRecord) -> bool:
    """Return whether too little was said on the questions for more than a short letter."""
    attempted = [turn for turn in answers_of(record) if attempts(turn)]
    return len(attempted) < FEW_ANSWERS or sum(len(turn.words) for turn in attempted) < FEW_WORDS


def counted(record: InterviewRecord) -> dict[str, Any]:
    """Return the counts and texts that Report.coverage keeps: silence is not weakness."""
    asked = asked_questions(record)
    answered = [item for item in asked if item.answered]
    attempted = [item for item in asked if any(attempts(turn) for turn in item.answered)]
    delivery = coaching.overview(record)
    return {
        "asked": len(asked),
        "answered": len(answered),
        "attempted": len(attempted),
        "all_heard": bool(answered) and all(_all_heard(item) for item in answered),
        "unknown": sum(map(says_only_dont_know, answered)),
        "follow_ups": sum(_follow_ups(item) for item in asked),
        "skipped": [
            item.question.ask
            for item in asked
            if not item.answered and any(turn.skipped for turn in item.turns)
        ],
        "unanswered": [
            item.question.ask
            for item in asked
            if not item.answered and not any(turn.skipped for turn in item.turns)
        ],
        "not_reached": len(record.not_reached),
        "typed": sum(turn.typed for turn in answers_of(record)),
        "spoken": sum(not turn.typed for turn in record.answered),
        "delivery_measured": delivery.measured,
        "delivery_not_measured": delivery.not_measured,
        "words_per_minute": round(delivery.words_per_minute) if delivery.words_per_minute else None,
        "sounds_per_minute": round(delivery.sounds_per_minute, 1)
        if delivery.sounds_per_minute is not None
        else None,
        "long_pauses": delivery.long_pauses,
        "words": sum(len(turn.words) for turn in record.answered),
        "duration_ms": record.duration_ms,
        "end_reason": record.end_reason,
        "practised": record.planned_for,
    }


def _follow_ups(asked: Asked) -> int:
    """Return how many follow-ups were answered, at once or after asking back."""
    asking = {turn.number: turn.kind for turn in map(asked.asking, asked.answered)}
    return sum(kind == FOLLOW_UP for kind in asking.values())


def _all_heard(asked: Asked) -> bool:
    return all(surely_made(asked, asked.answered, point.slug) for point in asked.question.key_points)


def in_words(coverage: Mapping[str, Any]) -> str:
    """Return what a report's coverage says, as a paragraph."""
    length = spoken_length(coverage.get("duration_ms"))
    if not coverage.get("asked"):
        return _("It lasted %(length)s, and no question had been asked yet.") % {"length": length}
    sentences = [
        answered(coverage, length),
        _unknown(coverage.get("unknown", 0)),
        _typed(coverage),
        _not_reached(coverage.get("not_reached", 0)),
    ]
    if coverage.get("end_reason") == "abandoned":
        sentences.append(_("The rehearsal was left and not resumed; this is about the part there is."))
    return " ".join(filter(None, sentences))


def answered(coverage: Mapping[str, Any], length: str) -> str:
    """Return how much was asked and answered in how long, as one sentence. `length` is a spoken_length."""
    asked, follow_ups = coverage.get("asked", 0), coverage.get("follow_ups", 0)
    # Translators: %(answered)d are those of them that were answered.
    questions = ngettext("%(answered)d of %(asked)d question", "%(answered)d of %(asked)d questions", asked)
    counts = {
        "questions": questions % {"answered": coverage.get("answered", 0), "asked": asked},
        "follow_ups": follow_ups,
        "length": length,
    }
    if not follow_ups:
        # Translators: %(questions)s is, for instance, “4 of 5 questions”.
        return _("You answered %(questions)s in %(length)s.") % counts
    return (
        ngettext(
            "You answered %(questions)s and one follow-up in %(length)s.",
            "You answered %(questions)s and %(follow_ups)d follow-ups in %(length)s.",
            follow_ups,
        )
        % counts
    )


def _unknown(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "For one of the questions, you said you didn’t know.",
        "For %(count)d of the questions, you said you didn’t know.",
        count,
    ) % {"count": count}


def _typed(coverage: Mapping[str, Any]) -> str:
    typed = coverage.get("typed", 0)
    if not typed:
        return ""
    if not coverage.get("spoken"):
        return ngettext(
            "You typed it, so this letter says nothing about how you speak.",
            "You typed them, so this letter says nothing about how you speak.",
            typed,
        )
    return ngettext("One of the answers was typed.", "%(typed)d of the answers were typed.", typed) % {
        "typed": typed
    }


def _not_reached(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "One more question was planned but not reached, which says nothing about you.",
        "%(count)d more questions were planned but not reached, which says nothing about you.",
        count,
    ) % {"count": count}
