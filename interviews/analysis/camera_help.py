"""What the camera saw of an answer, said as help: framing and light, nothing else."""

from django.utils.translation import gettext as _

from .judgement import FramingNote

# Share of the samples from which something is said as 'at times', and from which it was so most of the time.
SOME, MOST = 0.2, 0.5
LEAST_SAMPLES = 5


def camera_help(note: FramingNote) -> str:
    """Return one sentence of help about an answer, or '' when all was well or hardly anything was seen."""
    if note.samples < LEAST_SAMPLES:
        return ""
    for count, mostly, at_times in (
        (
            note.dark,
            _("The picture was dark for most of the answer; a light in front of you helps."),
            _("The picture was dark at times; a light in front of you helps."),
        ),
        (
            note.out_of_frame,
            _("Your face was out of the picture for most of the answer; the camera may need a nudge."),
            _("Your face left the picture at times; the camera may need a nudge."),
        ),
        (
            note.at_edge,
            _(
                "Your face was at the very edge for most of the answer; a little towards the middle is "
                "easier to watch."
            ),
            _("Your face was at the very edge at times; a little towards the middle is easier to watch."),
        ),
    ):
        share = count / note.samples
        if share >= SOME:
            return mostly if share >= MOST else at_times
    return ""
