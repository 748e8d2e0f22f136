"""What an answer asks of the interviewer at its end: a word in passing, or it was asked of nobody."""

import re

from ..questions_back import first_kind, replies
from .patterns import SENTENCE
from .remarks import before_asking_how_it_goes, holds_an_answer, put_to_another

NERVOUS = "in_passing_nervous"  # said once in an interview
_BEGINS = r"(?:^|(?<=[.!?…,])\s+)\W*(?:(?:or|so|and|but) )?"
_ENDS = r"[^.!?]*\?\W*$"
_STILL_ON = r"\bare we still (?:on|at|with|talking about|discussing) (?:the|that|this)\b"
# 'Do you mean the cost side or how it works inside?' at the end of an answer that went on without a reply.
_WHAT_IS_WANTED = re.compile(
    rf"{_BEGINS}(?:do you (?:mean|want)|would you (?:also |rather |still )?(?:want|like) me to|"
    r"(?:did|does) (?:that|this) (?:answer|help|make sense)|"
    r"is (?:that|this) (?:what you|enough|okay|ok|fine|clear(?=(?: enough| so far| to you)?[,?]))|"
    r"would (?:that|this) be (?:enough|okay|ok|fine)|(?:should|shall) i (?:go|say|add|explain|continue))\b"
    rf"{_ENDS}|"
    rf"{_BEGINS}{_STILL_ON}{_ENDS}|"
    r"(?:^|(?<=[.!?…,])\s+)i hope (?:that|this|it)(?:'s| is| was) (?:\w+ )?"
    r"(?:enough|okay|ok|fine|clear|all right)\W*$|"
    # Who is lost asks it amid the answer, too.
    rf"\b(?:i'm|i am) (?:[a-z]+ ){{0,3}}(?:lost|confused)\b[^.!?]*{_STILL_ON}[^.!?]*\?",
    re.IGNORECASE,
)
_WHETHER_RIGHT = re.compile(
    rf"{_BEGINS}(?:(?:is|was) (?:that|this|it) (?:(?:in |going in )?(?:the )?(?:right|wrong)"
    r"(?: (?:direction|track|idea|answer|way(?: to go)?))?|correct)|"
    r"am i (?:on the right track|in the right direction|right|wrong|off)|"
    r"does (?:that|this) go in the right direction)(?:, [^.!?]*)?\?\W*$",
    re.IGNORECASE,
)
# 'I'm nervous about a single lock' speaks of the lock, 'I get nervous' of other days.
_NERVOUS = re.compile(
    r"\b(?:i'm|i am) (?:(?:so|very|really|quite|pretty|just|still|too|a (?:bit|little)|getting|rather) )*"
    r"(?:nervous|anxious)(?: (?:today|here|now|right now|at the moment|and|so|but|sorry))*\s*(?:[,.!?…;]|$)|"
    r"\b(?:this|it)(?:'s| is) my (?:very )?first (?:\w+ )?interview\s*(?:[,.!?…;]|$)",
    re.IGNORECASE,
)
# Only behind an answer: who begins with 'I'd like to talk about …' answers.
_WISH = re.compile(
    r"\bi(?:'d| would) (?:\w+ )?(?:(?:rather|prefer to) (?:talk|speak|tell you) about\b(?!.* with\b)|"
    r"(?:like|love) to (?:talk|speak|tell you) about\b.* (?:next|instead|now)\W*$)",
    re.IGNORECASE,
)
# Without a question mark, too.
_HANDS_BACK = re.compile(
    r"^\W*(?:(?:well|so|hmm|but|and|no|i don't know)\W+)*"
    r"(?:you tell me|i'd rather hear (?:it from you|what you|your\b))",
    re.IGNORECASE,
)
_TO_THE_INTERVIEWER = re.compile(r"\?|\byou\b|\bhow i\b", re.IGNORECASE)


def reply_to(answer: str) -> str:
    """Return the set of phrases that replies to what an answer asks in passing, '' when it asks nothing."""
    said = " ".join(answer.replace("’", "'").split())
    if _asks_how_it_goes(said) or _asks(_WHETHER_RIGHT, said):
        return "in_passing_feedback"
    if _asks(_WHAT_IS_WANTED, said):
        return "in_passing"
    return NERVOUS if _NERVOUS.search(said) else ""


def adds_to_an_earlier_answer(said: str) -> bool:
    """Tell whether a turn begins by asking to add to an answer before, and then does."""
    asks = replies("talk")["added"].asks
    return asks is not None and asks.search(said) is not None


def before_asking_about_the_talk(said: str) -> str | None:
    """Return what was said before a turn ends with a question about the talk itself, or the wish for another
    topic; None when it does not.

    Who has lost the thread asks for the question, and nothing in passing.
    """
    said = said.replace("’", "'")
    asked = last_sentence(said)
    if _WISH.search(asked):
        before = said.removesuffix(asked).strip()
        return before if holds_an_answer(before) else None
    asks = asked.endswith("?") or _HANDS_BACK.search(asked)
    found = first_kind("talk", asked) if asks else None
    if found is None or found.asks is None or found.kind == "where_we_are":
        return None
    before = said.removesuffix(asked)
    about_talk = found.asks.search(asked)
    lead = asked[: about_talk.start()] if about_talk else ""
    return None if put_to_another(before + lead) else before.strip()


def last_sentence(said: str) -> str:
    sentences = SENTENCE.findall(said)
    return sentences[-1].strip() if sentences else ""


def _asks_how_it_goes(said: str) -> bool:
    """Tell whether an answer asks the interviewer how it goes, with a question mark or in so many words."""
    before = before_asking_how_it_goes(said)
    return before is not None and _TO_THE_INTERVIEWER.search(said[len(before) :]) is not None


def _asks(question: re.Pattern[str], said: str) -> bool:
    """Tell whether the question is in an answer, and put to nobody else."""
    asked = question.search(said)
    return asked is not None and not put_to_another(said[: asked.start()])
