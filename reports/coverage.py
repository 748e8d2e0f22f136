"""What a letter rests on, in words: how much was asked and answered, in how long, and what was typed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.templatetags.lengths import spoken_length


def in_words(coverage: Mapping[str, Any]) -> str:
    """Return what a report's coverage says, as a paragraph."""
    length = spoken_length(coverage.get("duration_ms"))
    if not coverage.get("asked"):
        return _("It lasted %(length)s, and no question had been asked yet.") % {"length": length}
    sentences = [answered(coverage, length), _typed(coverage), _not_reached(coverage.get("not_reached", 0))]
    if coverage.get("end_reason") == "abandoned":
        sentences.append(
            _("The rehearsal was left and not taken up again; this is about the part that there is.")
        )
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
        "One more question was planned and not reached, which says nothing about you.",
        "%(count)d more questions were planned and not reached, which says nothing about you.",
        count,
    ) % {"count": count}
