"""What a candidate adds when the questions are over: the question that it speaks to, and what it makes of it.

Who is invited to ask is not asked anything: most of what is said then is a question or a goodbye, and it
leaves nothing out.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from ...bank.schema import Question
from ...content_words import content_words
from ...transcript import Span, Word
from ..judgement import SURE_OF_PART, SURE_OF_STRENGTH, ContentJudgement, PointJudgement, Verdict
from ..port import Answer

if TYPE_CHECKING:
    from ..local import LocalAnalyst

LEAST_WORDS = 6
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_NUMBERED = re.compile(
    rf"\b(?:(?P<nth>{'|'.join(_ORDINALS)}|last) (?:question|one|answer)"
    rf"|question (?:number )?(?P<number>{'|'.join(_NUMBERS)}|[1-8]))\b",
    re.IGNORECASE,
)
_BY_TOPIC = re.compile(
    r"\b(?:the|that|your|my) (?P<topic>(?:[\w-]+ ){1,3}?)(?:question|answer|one)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|okay|also|well|then)\W+)*(?:(?:what|how|which|who|where|when|why) )?"
    r"(?:(?:do|does|did|are|is|was|can|could|would|will|have|has) (?:you|your|the|there|this|it)\b"
    r"|(?:i'd|i would) (?:like|love) to (?:know|ask|hear)\b|i(?:'m| am) curious\b|i wonder\b|tell me\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!…]['\"”’)]*$")


async def question_spoken_to(
    answer: Answer, asked: Sequence[Question], analyst: "LocalAnalyst"
) -> Question | None:
    """Return the question of which the words surely make a point, first the one that they name; who counts
    wrong names another. Where they make none, it is the one that they name, which they may complete a point
    of; None where that can't be told. `asked` are in the order in which they were asked."""
    if len(answer.words) < LEAST_WORDS or not asked:
        return None
    named = _named(answer.text, asked)
    found: list[tuple[bool, float, Question]] = []
    for question in asked:
        judged = made_by(await analyst.judge(answer, question), answer.words)
        made = [point.certainty for point in judged.points if point.verdict is Verdict.HEARD]
        if made:
            found.append((question is named, max(made), question))
    return max(found, key=lambda item: item[:2])[2] if found else named


def made_by(judgement: ContentJudgement, words: Sequence[Word]) -> ContentJudgement:
    """Return the judgement with only those points that were surely made, or voiced wrongly, by statements,
    and only what statements show besides."""
    beyond = judgement.beyond_span
    if beyond is not None and _is_asked(beyond, words):
        judgement = msgspec.structs.replace(judgement, beyond="", beyond_span=None)
    return msgspec.structs.replace(
        judgement,
        points=tuple(point for point in judgement.points if _is_stated(point, words)),
        depth=tuple(sign for sign in judgement.depth if not _is_asked(sign.span, words)),
    )


def asks_something(sentence: str) -> bool:
    """Tell whether a candidate who was invited to ask does so in this sentence."""
    said = sentence.replace("’", "'").rstrip(" \"')")
    return said.endswith("?") or _ASKS.search(said) is not None


def _is_stated(point: PointJudgement, words: Sequence[Word]) -> bool:
    sure = {Verdict.HEARD: SURE_OF_STRENGTH, Verdict.PARTLY: SURE_OF_PART}.get(point.verdict)
    made = (sure is not None and point.certainty >= sure) or bool(point.misconception)
    return made and bool(point.evidence) and not any(_is_asked(span, words) for span in point.evidence)


def _is_asked(span: Span, words: Sequence[Word]) -> bool:
    """Tell whether words begin or end in a sentence that asks something."""
    return _asks(words, span.first) or _asks(words, span.last)


def _asks(words: Sequence[Word], at: int) -> bool:
    """Tell whether the sentence that holds this word asks something."""
    ends = [number for number, word in enumerate(words) if _SENTENCE_END.search(word.text)]
    first = max((end + 1 for end in ends if end < at), default=0)
    last = min((end for end in ends if end >= at), default=len(words) - 1)
    return asks_something(" ".join(word.text for word in words[first : last + 1]))


def _named(text: str, asked: Sequence[Question]) -> Question | None:
    """Return the question that is named by its number, or by what it is about: 'the cache question'."""
    if found := _NUMBERED.search(text):
        if found["number"]:
            number = found["number"].casefold()
            at = int(number) - 1 if number.isdigit() else _NUMBERS.index(number)
        else:
            nth = found["nth"].casefold()
            at = len(asked) - 1 if nth == "last" else _ORDINALS.index(nth)
        return asked[at] if at < len(asked) else None
    if found := _BY_TOPIC.search(text):
        topic = content_words(found["topic"])
        about = [question for question in asked if topic & content_words(question.ask)]
        return about[0] if len(about) == 1 else None
    return None
