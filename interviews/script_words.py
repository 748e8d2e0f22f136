"""What the scripts of the check and of the room say. The pages hand these over as JSON (json_script); the
scripts hold no words of their own. A name in braces is filled in by the script."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Why the microphone could not be opened (static/js/room/peer.js), by the reason that the script throws.
_MICROPHONE = {
    "microphone_insecure": _(
        "This browser allows the microphone only over https or on localhost. You can type your answers "
        "instead."
    ),
    "microphone_denied": _(
        "The browser was not allowed to use the microphone. Allow it in the address bar and reload this "
        "page, or type your answers."
    ),
    "microphone_missing": _(
        "No microphone was found, or another program is using it. Plug one in, or close that program, "
        "and reload this page; or type your answers."
    ),
}

# Why there is no picture (static/js/room/peer.js), by the reason that the script returns.
_CAMERA = {
    "camera_denied": _(
        "The browser was not allowed to use the camera. The interview works without one; to be seen, allow "
        "it in the address bar and reload this page."
    ),
    "camera_missing": _(
        "No camera was found, or another program is using it. The interview works without one."
    ),
}

CHECK = {
    **_MICROPHONE,
    **_CAMERA,
    "microphone_asked": _("Say something: the bar should move."),
    "microphone_heard": _("Your microphone is working."),
    "microphone_silent": _(
        "Connected, but silent. Is it muted? You can choose another input in the browser’s site "
        "settings, or type instead."
    ),
    "camera_works": _("Your camera works. Only framing and light are looked at."),
    "camera_not_opened": _("The camera was not turned on. The interview works without one."),
    "speaker_missing": _(
        "This browser has no voice of its own. You can read the interviewer’s words instead; they are "
        "always on the page."
    ),
    # Translators: the browser says this aloud, to let somebody hear whether the loudspeaker works.
    "speaker_sentence": _("Hello. If you can hear this, the interviewer’s voice works."),
    "speaker_speaking": pgettext_lazy("the speaker test", "Speaking …"),
    "speaker_spoke": _(
        "If you heard a sentence, the voice works. If not, check the volume; captions are always there."
    ),
    # Translators: {ms} is a time in milliseconds.
    "network_quick": _("The server responds in {ms} ms."),
    "network_slow": _(
        "The server takes {ms} ms to respond. The conversation may feel slow; typing is not affected."
    ),
    "network_down": _("The server is not responding. Check the connection, then reload this page."),
}

ROOM = {
    **_MICROPHONE,
    **_CAMERA,
    "connecting": _("Connecting"),
    "live": _("Connected"),
    "typing_only": _("Connected, typing"),
    "sound_connecting": _("Connecting audio"),
    "unheard": _("You can’t be heard; reconnecting"),
    "lost": _("Connection lost. What was kept is safe; reconnecting"),
    "lost_unheard": _("Connection lost. You can’t be heard; reconnecting"),
    "taken_over": _("Open in another tab"),
    "unknown": _("No longer here"),
    "over": _("This interview is over"),
    # Read out by a screen reader, to whom it is not seen.
    "pad_open": _("A code pad is open below your answer."),
    "microphone_gone": _(
        "The microphone was unplugged. What you said is kept; type your answer, or plug it in and reload."
    ),
    "sound_failed": _(
        "The audio connection was lost; reconnecting. You can’t be heard for now, but you can type."
    ),
    "recording_failed": _("The recording could not continue. The interview and its transcript go on."),
    "recording_rest": _(
        "The interview is over and saved. The end of its recording is still uploading; then this page "
        "continues by itself."
    ),
    "default_voice": _("Default voice"),
}
