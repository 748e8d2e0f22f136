"""What the room tells a candidate when something is not as it should be.

Each says what happened, what it means for the interview, and what to do. Their texts are lazy: they are put
into words when they are written to a page, in the language of its reader.
"""

from typing import cast

from django.utils.translation import gettext_lazy as _

from .messages import Error, Notice


def _notice(level: str, code: str, text: object) -> Notice:
    return Notice(level=level, code=code, text=cast("str", text))


AUDIO_STOPPED = _notice(
    "warning",
    "audio_stopped",
    _(
        "No sound has come from your microphone for a few seconds. What you said so far is kept. "
        "Check that it is plugged in, or type your answer."
    ),
)
AUDIO_SILENT = _notice(
    "warning",
    "audio_silent",
    _(
        "Your microphone is connected but silent. It may be muted on the device or in the system settings. "
        "You can type instead."
    ),
)
AUDIO_BACK = _notice("info", "audio_back", _("Your microphone is working again."))
NOT_HEARD = _notice(
    "warning",
    "not_heard",
    _(
        "The sound was interrupted, and what you said in the meantime did not arrive. What came before "
        "is kept. Please say that part again; your answer continues."
    ),
)
HEARING_FAILED = _notice(
    "warning",
    "hearing_failed",
    _("Part of that could not be understood. Please say it again, or type it; the interview goes on."),
)
LOCAL_INTERVIEWER = _notice(
    "info",
    "local_interviewer",
    _(
        "The language model did not answer, so the built-in interviewer took this turn. "
        "The interview goes on."
    ),
)
OUT_OF_BUDGET = _notice(
    "info",
    "budget",
    _(
        "Today’s share of the language model is used up, so the built-in interviewer continues. The "
        "model is back tomorrow."
    ),
)
INTERVIEWER_STUCK = _notice(
    "fault",
    "interviewer_stuck",
    _("Something went wrong on our side. What you said is kept. Reload the page to continue from here."),
)
TRY_AGAIN = _notice(
    "fault",
    "try_again",
    _("Something went wrong on our side. What you said is kept. This page is rejoining the interview."),
)
NOT_NOW = Error(
    code="not_now",
    text=cast(
        "str",
        _(
            "The interview’s store is not responding right now. What was kept is safe, and this page "
            "keeps trying. If this goes on, whoever runs this site should check its log: its disk may be "
            "full."
        ),
    ),
)
ALREADY_ANSWERED = _notice(
    "info",
    "already_answered",
    _("That question has already been answered; please reply to the one on the page."),
)
NOTHING_HEARD_YET = _notice(
    "info", "nothing_heard_yet", _("Nothing has been heard yet. Speak, type, or skip the question.")
)
TAKEN_OVER = _notice(
    "info",
    "taken_over",
    _("This interview is now open in another tab or window. This one has stopped."),
)
PEER_FAILED = _notice(
    "warning",
    "peer_failed",
    _(
        "The audio connection could not be made; this page keeps trying. You can’t be heard for now, but "
        "you can type."
    ),
)
