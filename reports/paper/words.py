"""The fixed texts of the report on paper. report.typ holds its layout alone, and takes them from here.

One paper is read by the candidate and by whoever has a link: outside of the letter itself nobody is 'you'.
"""

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from ..letter.page import Page


def language() -> str:
    """Return the language's code as Typst takes it, without a region."""
    return (get_language() or "en").split("-")[0]


def words(page: Page) -> dict[str, str]:
    """Return the texts by the names that report.typ gives them."""
    local = page.report.written_by == "local"
    return {
        "heading": page.heading,
        "written_to": _written_to(page.name),
        "coverage": page.rests_on,
        "empty": _empty(page.kind),
        "thin": _(
            "This letter is short because there was little to go on. Take it as a first impression, not as a "
            "picture of what you know."
        ),
        "landed": _("What landed"),
        "gaps": _("Where the gaps are"),
        "gaps_explained": _(
            "What matters most comes first. A gap means that something was not heard in this rehearsal, "
            "not that you don’t know it."
        ),
        "no_gaps": page.without_gaps,
        "next": _("What to do next"),
        "reading": _("Good reading:"),
        "delivery": _("How it came across"),
        "camera": _("How you looked on camera"),
        "drawing": _(
            "The rehearsal over time: questions, answers, long pauses, filled pauses and pace. The "
            "transcript tells the same in words."
        ),
        "legend": _(
            "The rehearsal from left to right. Bars are your answers, numbers the questions, amber bars "
            "pauses over two and a half seconds, dots ums and uhs."
        ),
        "legend_pace": _(
            "The line below is your pace; the band is 100 to 175 words a minute, where nobody notices it."
        ),
        "less_sure": _("Where this letter is less sure"),
        "questions": _("Question by question"),
        "passed": ngettext(
            "This question went by without an answer. That is not a gap.",
            "These questions went by without an answer. That is not a gap.",
            len(page.passed),
        ),
        "sharpen": _("What to sharpen"),
        "stronger": _("A stronger version: your own sentences, as one answer")
        if local
        else _("A stronger version, from what you said"),
        "comments": _("Comments"),
        "at": pgettext("a time", "at"),
        "transcript": _("Transcript"),
        "interviewer": _("Interviewer"),
        "candidate": page.name or _("Candidate"),
        "skipped": _("Skipped."),
        "corrected": _("(corrected since)"),
        # Translators: {page} and {pages} are numbers, at the foot of the report on paper.
        "page": _("Page {page} of {pages}"),
        "foot": _(
            "Written without a language model: the built-in analyst compares what you said with how people "
            "say each point, and keeps quiet where it can’t tell."
        )
        if local
        else _(
            "The wording comes from a language model; every quote and time was checked against your words "
            "by our own code."
        ),
    }


def _written_to(name: str) -> str:
    if not name:
        return _("This was written to the candidate. Wherever it says “you”, it means the candidate.")
    return _("This was written to %(name)s. Wherever it says “you”, it means %(name)s.") % {"name": name}


def _empty(kind: str) -> str:
    """Return why there is no letter, or nothing where there is one."""
    match kind:
        case "silent":
            return _("There is nothing to write about yet: the rehearsal ended before the first question.")
        case "nothing_answered":
            return _(
                "There is nothing to write about yet: no answer was kept. A skipped question is not a "
                "gap, and nothing here counts against you."
            )
        case "nothing_on_topic":
            return _(
                "Too little of what was said was about the questions, so this letter claims nothing "
                "about what you know."
            )
        case _other:
            return ""
