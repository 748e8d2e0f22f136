"""The writer that needs no model: sentences chosen by what was found and filled with this interview."""

import hashlib
import re
from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, npgettext
from django.utils.translation import gettext_noop as _

from interviews.history import as_advice, as_statement
from intervision.skills.vocabulary import vocabulary

from ..answers.passages import fragment
from ..evidence import Quote, Role
from ..findings.finding import STRENGTH, Finding, Shade
from . import phrases
from .port import Brief, Draft, Prose, Stronger
from .stronger import in_order

NTH = (
    "", _("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("sixth"), _("seventh"), _("eighth"),
    _("ninth"), _("tenth"), _("eleventh"), _("twelfth"), _("thirteenth"), _("fourteenth"), _("fifteenth"),
    _("sixteenth"), _("seventeenth"), _("eighteenth"), _("nineteenth"), _("twentieth"),
)  # fmt: skip
NUMBERS = (
    _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"),
    _("nine"), _("ten"), _("eleven"), _("twelve"),
)  # fmt: skip


def nth(number: int) -> str:
    if 0 < number < len(NTH):
        return gettext(NTH[number])
    # Translators: an ordinal past the twentieth, such as ‘the 21th question’.
    return gettext("%(number)dth") % {"number": number}


def skill_name(slug: str) -> str:
    found = vocabulary().get(slug)
    return found.name if found else slug.replace("-", " ")


def skill_in_sentence(slug: str) -> str:
    """Return the skill's name as it stands inside a sentence: names of products keep their capital."""
    found = vocabulary().get(slug)
    return found.in_sentence if found else skill_name(slug)


def in_sentence(text: str) -> str:
    """Return a statement as it stands after a colon: no full stop, and a small letter unless it is a name."""
    text = text.strip().rstrip(".").replace("“", "‘").replace("”", "’").replace('"', "'")
    first = text.split(" ", 1)[0]
    if first[1:] == first[1:].lower() and first[:1].isupper() and first not in ("I", "I'd", "I'm"):
        found = [vocabulary().get(mention.slug) for mention in vocabulary().find(text) if mention.start == 0]
        if not any(skill and (skill.proper or skill.tool) for skill in found):
            return text[0].lower() + text[1:]
    return text


def point_in_sentence(point: str) -> str:
    """Return a key point as it stands after a colon: a statement, or 'to name what you decided'."""
    advice = as_advice(point)
    return in_sentence(f"to {advice}" if advice else point)


class Choice:
    """Pick sentences by this interview's id: the same report twice is the same, and no pattern comes twice
    before all of its kind have been used."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._used: set[str] = set()

    def of(self, patterns: Sequence[str], key: str) -> str:
        left = [pattern for pattern in patterns if pattern not in self._used]
        if not left:
            self._used.difference_update(patterns)
            left = list(patterns)
        digest = hashlib.sha256(f"{self._seed}/{key}/{patterns[0]}".encode()).digest()
        chosen = left[int.from_bytes(digest[:4], "big") % len(left)]
        self._used.add(chosen)
        return chosen


class LocalWriter:
    name = "local"
    remote = False

    def write(self, brief: Brief) -> Prose:
        choice = Choice(str(brief.record.id))
        heard = {finding.question for finding in brief.strengths}
        drafts = [
            Draft(about=finding.key, text=self._text(finding, choice, beside=finding.question in heard))
            for finding in brief.findings
        ]
        drafts += self._frame(brief, choice)
        stronger = [Stronger(asked.question.slug, text) for asked in brief.asked if (text := in_order(asked))]
        return Prose(tuple(drafts), tuple(stronger))

    def repair(self, brief: Brief, faulty: tuple[tuple[Draft, str], ...]) -> Prose:
        """Write the faulty ones again in the plainest way: the point and its time."""
        drafts = []
        for draft, _fault in faulty:
            finding = brief.finding(draft.about)
            if finding is not None and finding.point:
                pattern = phrases.PLAIN_STRENGTH if finding.kind == STRENGTH else phrases.PLAIN_GAP
                drafts.append(Draft(about=draft.about, text=fill(gettext(pattern), finding), part=draft.part))
        return Prose(tuple(drafts))

    def _text(self, finding: Finding, choice: Choice, *, beside: bool = False) -> str:
        """Return the text of a finding; `beside`: something else of the same answer was heard."""
        patterns = self._patterns(finding, choice, beside=beside)
        return fill(joined([gettext(pattern) for pattern in patterns]), finding)

    def _patterns(self, finding: Finding, choice: Choice, *, beside: bool) -> list[str]:
        def pick(patterns: Sequence[str]) -> str:
            return choice.of(patterns, finding.key)

        to_do = bool(as_advice(finding.point))
        match finding.shade:
            case Shade.HEARD | Shade.HEARD_LATER | Shade.ADDED:
                later = phrases.HEARD_LATER if finding.asked_again else phrases.HEARD_FURTHER
                first = {Shade.HEARD: phrases.HEARD_FIRST, Shade.ADDED: phrases.HEARD_ADDED}.get(
                    finding.shade, later
                )
                sentences = [pick(first), pick(phrases.HEARD_DONE if to_do else phrases.HEARD_SECOND)]
                if finding.sign:
                    sentences.append(pick(phrases.DEPTH[finding.sign]))
            case Shade.BEYOND:
                sentences = [pick(phrases.BEYOND_DONE if to_do else phrases.BEYOND)]
            case Shade.NOT_HEARD:
                missed: tuple[str, ...] = phrases.MISSED_TO_DO if to_do else phrases.MISSED_FIRST
                if beside:
                    missed = phrases.MISSED_BESIDE_TO_DO if to_do else phrases.MISSED_BESIDE
                instead = phrases.MISSED_AGAIN if finding.asked_again else phrases.MISSED_SECOND
                sentences = [pick(missed), pick(instead)]
            case Shade.LIKELY_OPEN:
                sentences = [pick(phrases.MISSED_LIKELY), pick(phrases.MISSED_SECOND)]
            case Shade.PARTLY:
                whole = phrases.PARTLY_TO_DO if to_do else phrases.PARTLY_SECOND
                sentences = [pick(phrases.PARTLY_FIRST), pick(whole)]
            case Shade.MISTAKEN:
                right = phrases.MISTAKEN_TO_DO if to_do else phrases.MISTAKEN_THIRD
                sentences = [pick(phrases.MISTAKEN_FIRST), pick(phrases.MISTAKEN_SECOND), pick(right)]
            case Shade.BESIDE:
                sentences = [
                    pick(phrases.BESIDE_FIRST), pick(phrases.BESIDE_SECOND), pick(phrases.BESIDE_THIRD)
                ]  # fmt: skip
            case Shade.AT_FIRST:
                sentences = [
                    pick(phrases.AT_FIRST), pick(phrases.MISTAKEN_SECOND), pick(phrases.AT_FIRST_THEN)
                ]  # fmt: skip
            case Shade.SAID_SO:
                start = phrases.SAID_SO_TO_DO if to_do else phrases.SAID_SO_SECOND
                so = phrases.SAID_SO_FURTHER if finding.asked_again else phrases.SAID_SO_FIRST
                sentences = [pick(so), pick(start)]
            case Shade.SOUNDS:
                sounds = phrases.SOUNDS if _has_rate(finding) else phrases.SOUNDS_IN_BRIEF
                sentences = [pick(sounds), pick(_advice(finding, phrases.SOUNDS_ADVICE))]
            case Shade.PAUSES:
                pauses = phrases.PAUSES_ONE if ("count", "1") in finding.amounts else phrases.PAUSES
                sentences = [pick(pauses), pick(_advice(finding, phrases.PAUSES_ADVICE))]
            case Shade.FAST:
                sentences = [pick(phrases.FAST), pick(_advice(finding, phrases.FAST_ADVICE))]
            case Shade.SLOW:
                sentences = [pick(phrases.SLOW), pick(_advice(finding, phrases.SLOW_ADVICE))]
            case Shade.QUICK:
                sentences = [pick(phrases.QUICK)]
            case Shade.UNHURRIED:
                sentences = [pick(phrases.UNHURRIED)]
            case Shade.STEADY:
                sentences = [pick(phrases.STEADY)]
            case _:
                by_shade = {
                    Shade.WORDS: phrases.WORDS if _has_rate(finding) else phrases.WORDS_IN_BRIEF,
                    Shade.RESTARTS: phrases.RESTARTS,
                    Shade.TRAILING: phrases.TRAILING,
                }
                habit = by_shade.get(finding.shade, phrases.HEDGES)
                sentences = [pick(habit), pick(_advice(finding, phrases.HABIT_ADVICE))]
        return sentences

    def _frame(self, brief: Brief, choice: Choice) -> list[Draft]:
        """Return opening and closing; each rests on one finding, as every other text does."""
        drafts = []
        if brief.strengths:
            best = brief.strengths[0]
            unclear = phrases.OPENING_STRENGTH_UNCLEAR
            same_skill = any(gap.skill == best.skill for gap in brief.gaps[:1])
            ways = phrases.OPENING_STRENGTH_BARE if same_skill else phrases.OPENING_STRENGTH
            opening = unclear if best.unclear else choice.of(ways, best.key)
            text = fill(gettext(opening), best)
            drafts.append(Draft(about=best.key, text=text, part="opening"))
        if brief.gaps:
            gap = brief.gaps[0]
            match gap.shade:
                case Shade.LIKELY_OPEN:
                    next_up = phrases.OPENING_GAP_LIKELY
                case Shade.MISTAKEN:
                    next_up = phrases.OPENING_GAP_SAID
                case Shade.BESIDE:
                    next_up = phrases.OPENING_GAP_BESIDE
                case _:
                    next_up = choice.of(phrases.OPENING_GAP, gap.key)
            text = fill(gettext(next_up), gap)
            drafts.append(Draft(about=gap.key, text=text, part="opening_gap"))
            text = fill(gettext(choice.of(phrases.CLOSING, gap.key)), gap)
            drafts.append(Draft(about=gap.key, text=text, part="closing"))
        return drafts


def joined(patterns: Sequence[str]) -> str:
    """Return the patterns as one text. A pattern without words of this interview goes into the sentence
    before or after it, so that no sentence could stand in another report as well."""
    text = patterns[0]
    for pattern in patterns[1:]:
        own = [any(place in part for place in OWN_WORDS) for part in (_last_sentence(text), pattern)]
        if all(own):
            text += " " + pattern
        else:
            text = (
                text.rstrip(".")
                + "; "
                + (pattern if pattern[0] in "“{" else pattern[0].lower() + pattern[1:])
            )
    return text


MOMENTS = frozenset({Shade.SOUNDS, Shade.PAUSES, Shade.WORDS, Shade.RESTARTS, Shade.TRAILING, Shade.HEDGES})
OWN_WORDS = ("{frag}", "{last}", "{deep}")


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.?!])\s+", text)[-1]


def fill(pattern: str, finding: Finding) -> str:
    """Return the sentences with this finding's words in their places."""
    own = [quote for quote in finding.evidence if quote.role is not Role.ASKED]
    first, last = own[0], own[-1]
    amounts = dict(finding.amounts)
    count = int(amounts.get("count", "0"))
    several = gettext(NUMBERS[count]) if count < len(NUMBERS) else str(count)
    values = {
        "at": "[1]",
        "frag": _shown(first, finding),
        "last": _shown(last, finding),
        "last_at": f"[{finding.evidence.index(last) + 1}]",
        "deep": _whole(last),  # short, and the sign that it is shown for may stand at its end
        "deep_at": f"[{finding.evidence.index(last) + 1}]",
        "p": point_in_sentence(finding.point),
        "do": in_sentence(as_advice(finding.point)),
        "probe": finding.probe.replace("“", "‘").replace("”", "’").replace('"', "'"),
        "reveals": in_sentence(as_statement(finding.reveals or gettext("It leaves the point out"))),
        "nth": nth(finding.nth),
        "skill": skill_in_sentence(finding.skill) if finding.skill else "",
        "Count": ngettext("%(count)s pause", "%(count)s pauses", count) % {"count": several.capitalize()},
        "count_pauses": ngettext("%(count)s place", "%(count)s places", count) % {"count": several},
        "were": npgettext("three pauses were longer than that", "was", "were", count),
        **amounts,
    }
    return pattern.format_map(values)


def _advice(finding: Finding, patterns: Sequence[str]) -> Sequence[str]:
    """Return what to say of the last moment; where there is but one, without quoting it a second time."""
    return (
        patterns
        if len(finding.evidence) > 1
        else (phrases.ADVICE_HERE.get(finding.shade, phrases.ADVICE_ELSE),)
    )


def _has_rate(finding: Finding) -> bool:
    return any(name == "rate" for name, _amount in finding.amounts)


def _shown(quote: Quote, finding: Finding) -> str:
    """Return what is shown of a quote; of a moment all, since what it is of is the word in its middle."""
    return _whole(quote) if finding.shade in MOMENTS else short(quote, about=finding.point)


def _whole(quote: Quote) -> str:
    return _inside(fragment(quote.text, most=len(quote.text.split())))


def short(quote: Quote, *, about: str) -> str:
    """Return what is shown of a quote between “ and ” inside a sentence."""
    return _inside(fragment(quote.text, unsure=quote.unsure, about=about))


def _inside(text: str) -> str:
    """Return words as they stand between “ and ”."""
    return text.replace("“", "").replace("”", "").replace('"', "")
