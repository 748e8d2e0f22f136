"""Answers to a candidate who asks back, without a language model: honest, general, and of use.

A real interviewer has figures at hand. Those of questions_back.yaml fit nearly every question of the bank,
given as something to take for granted; what the question itself says comes first.
"""

import re
from collections.abc import Sequence

from intervision.skills import vocabulary

from ..bank.schema import Question
from ..content_words import content_words
from ..enums import QuestionKind
from .questions_back import first_kind, replies

_FIGURES_ASKED = re.compile(
    r"\bhow (?:many|much|big|large|often|fast)\b|\bscale\b|\bsize\b|\btraffic\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\bhow (?:many|much) (?P<things>[\w'-]+(?: [\w'-]+)?)", re.IGNORECASE)
_ANYTHING = content_words("users people customers clients requests rows records data")
_NUMBER = re.compile(
    r"\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"hundred|thousand|million|billion|dozen|half)\b",
    re.IGNORECASE,
)
# Nothing is given in a question about the candidate's own past, so nothing can be assumed.
_ABOUT_OWN_WORK = ("own_case", "doing", "permission", "time_and_depth", "meaning")
_SENTENCE = re.compile(r"[^.!?]+[.!?]+")
_NOT_FOLLOWED = re.compile(
    r"\bi (?:(?:didn't|did not|don't|do not|couldn't|can't) (?:quite |really |fully )?"
    r"(?:get|understand|follow)|lost) (?:that|it|this|you)\b",
    re.IGNORECASE,
)
REPLIES_AT_MOST = 2
_BEGINS_A_QUESTION = re.compile(
    r"(?:(?:and|so|but)\W+)?(?:what|how|who|when|where|why|which)\b", re.IGNORECASE
)
# Up to its mark, or to where a second one is joined on: 'how did I do, and what happens now?'
_ONE_QUESTION = re.compile(
    r"\S.*?(?:[.!?]+(?=\s|$)|$|"
    r"(?=,? and (?:what|how|who|when|where|why|which|is|are|do|does|did|can|will|would)\b))",
    re.IGNORECASE | re.DOTALL,
)


def ways_to_clarify(
    asked: str, question: Question | None, *, closer: str = "", following: bool = False
) -> tuple[str, ...]:
    """Return the ways to answer what the candidate asked back about a question.

    `closer` puts what is open in other words, or once more; `following`: what is open is a follow-up.
    """
    own_work = question is not None and question.kind is QuestionKind.EXPERIENCE
    found = _ways_by_kind(
        asked, question, closer, kinds=_ABOUT_OWN_WORK if own_work else tuple(replies("clarify"))
    )
    if found:
        return found
    if not own_work:
        return replies("clarify")["open"].say
    return _filled("meaning", closer=closer) if following else replies("clarify")["own_case"].say


def does_not_follow(said: str) -> bool:
    """Tell whether somebody says, before they ask, that they did not understand."""
    return _NOT_FOLLOWED.search(said.replace("’", "'")) is not None


def ways_to_explain(closer: str) -> tuple[str, ...]:
    """Return the ways to put a question in other words; none where there are no others."""
    return _filled("meaning", closer=closer) if closer else ()


def _ways_by_kind(
    asked: str, question: Question | None, closer: str, *, kinds: Sequence[str]
) -> tuple[str, ...]:
    """Return the ways to answer by the first of some kinds that a question back is of."""
    for reply in (replies("clarify")[kind] for kind in kinds):
        if reply.asks is None or not reply.asks.search(asked):
            continue
        if reply.kind == "use":
            if named := [mention.text for mention in vocabulary().find(asked)]:
                return _filled("use", thing=named[0])
        elif reply.kind == "meaning":
            if closer:
                return _filled("meaning", closer=closer)
        elif reply.kind in ("scale", "speed") and _proposes(asked, question):
            return replies("clarify")["assume"].say
        elif reply.kind in ("scale", "speed") and (given := _given(asked, question)):
            return _filled("given", given=given)
        else:
            return reply.say
    return ()


def _filled(kind: str, **filled: str) -> tuple[str, ...]:
    return tuple(way.format(**filled) for way in replies("clarify")[kind].say)


def ways_to_talk(asked: str, *, left_ms: int) -> tuple[str, ...]:
    """Return the ways to answer what was asked about the talk itself, not the question; none for others."""
    minutes = round(left_ms / 60_000)
    left = f"There are about {minutes} minutes left." if minutes > 1 else "We're nearly through."
    found = first_kind("talk", asked)
    return tuple(way.format(left=left) for way in found.say) if found else ()


def replies_to(asked: str) -> list[tuple[str, ...]]:
    """Return the ways to reply to each question of a candidate's at the end, two of them at most."""
    known, unknown = [], False
    for part in _ONE_QUESTION.findall(asked):
        if (found := first_kind("reply", part)) is not None:
            known.append(found.say)
        else:
            unknown = unknown or part.endswith("?") or _BEGINS_A_QUESTION.match(part) is not None
    if not known:
        return [(first_kind("reply", asked) or replies("reply")["other"]).say]
    if unknown:
        known.append(replies("reply")["other_too"].say)
    return list(dict.fromkeys(known))[:REPLIES_AT_MOST]


def adds_to_an_answer(said: str) -> bool:
    """Tell whether a candidate at the end says that they add something to what they answered."""
    asks = replies("reply")["adds"].asks
    return asks is not None and asks.search(said) is not None


def _proposes(asked: str, question: Question | None) -> bool:
    """Tell whether who asks for a figure proposes one as well: 'how many of them are seen, forty or so?'."""
    _, comma, tail = asked.rpartition(",")
    known = {figure.casefold() for figure in _NUMBER.findall(question.ask)} if question is not None else set()
    return bool(comma) and any(figure.casefold() not in known for figure in _NUMBER.findall(tail))


def _given(asked: str, question: Question | None) -> str:
    """Return the sentence of the question that holds the figures, when figures are asked for."""
    if question is None or not _FIGURES_ASKED.search(asked):
        return ""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(question.ask)]
    figures = [s for s in sentences if _NUMBER.search(s) and not s.endswith("?")]
    if counted := _COUNTED.search(asked):
        things = content_words(counted["things"]) - _ANYTHING
        figures = [s for s in figures if not things or things & _numbered(s)]
    return figures[0] if figures else ""


def _numbered(sentence: str) -> frozenset[str]:
    """Return the stems of what the sentence gives a number of: the words right behind its figures."""
    behind = (" ".join(sentence[figure.end() :].split()[:3]) for figure in _NUMBER.finditer(sentence))
    return content_words(" ".join(behind))
