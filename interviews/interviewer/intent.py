"""What kind of thing the candidate said: an answer, or something about the interview itself.

Told from words alone, in English, and with care for the costly mistake: an answer that is taken for
something else is lost, so whatever carries content is an answer.
"""

import re
from enum import StrEnum


class Intent(StrEnum):
    ANSWER = "answer"
    NOTHING = "nothing"  # no words
    ASKS_BACK = "asks_back"  # a question about the question: scale, assumptions, meaning
    WANTS_REPEAT = "wants_repeat"
    WANTS_HINT = "wants_hint"
    WANTS_MOMENT = "wants_moment"
    DOES_NOT_KNOW = "does_not_know"
    WANTS_TO_SKIP = "wants_to_skip"
    WANTS_TO_STOP = "wants_to_stop"
    UPSET = "upset"  # about the interview or the interviewer


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_FILLER = _any(
    r"\b(?:u[hm]+|erm*|hmm+|well|okay|ok|so|oh|yeah|right|sorry|actually|honestly|please|i mean)\b"
)
_REPEAT = _any(
    r"\b(?:can|could|would|will|may) (?:you|i ask you to) (?:please )?"
    r"(?:repeat|rephrase|say (?:that|it) again)\b",
    r"\b(?:repeat|rephrase) the question\b",
    r"^(?:please )?(?:repeat|rephrase|say) (?:that|it)\b",
    r"\b(?:didn't|did not|couldn't) (?:quite )?(?:catch|hear|get) (?:that|you|it|the question|what you)",
    r"\bwhat was the question\b",
    r"^(?:sorry|pardon|excuse me|come again)[\s?.!]*(?:what)?[\s?.!]*$",
)
_HINT = _any(
    r"\b(?:have|get|give me|i need|could use|like) (?:a |some |any )?(?:small |little )?(?:hint|clue|nudge)s?"
    r"(?:,? please)?\s*[?.!]*$",
    r"\bany hints?\b",
    r"\bhints?,? please\b",
    r"\b(?:give|get) me (?:a |some )?(?:small |little )?(?:hint|clue|pointer|nudge)s?\b",
    r"\bpoint me in the right direction\b",
)
_MOMENT = _any(
    r"\blet me (?:just )?think\b",
    r"\bgive me (?:just )?(?:a|one) (?:second|sec|moment|minute)\b",
    r"\b(?:one|just a|hang on a|need a) (?:second|sec|moment|minute)\b",
    r"\b(?:i need|can i have|could i have|can i take|i'd like) (?:a|some|one) (?:second|moment|minute|time)"
    r"\b",
)
_DOES_NOT_KNOW = _any(
    r"\bi (?:really |honestly |just )?(?:don't|do not) (?:really |actually )?(?:know|remember|recall)\b",
    r"\b(?:i have|i've got|i've|got) no (?:idea|clue)\b",
    r"\bno idea\b",
    r"\bi(?:'m| am) not (?:really |too |so )?(?:sure|familiar)\b",
    r"\b(?:i've|i have) (?:never|not) (?:really |actually )?(?:done|used|worked|heard|seen|touched|had)\b",
    r"\bnot (?:something|a thing) (?:that )?i(?:'ve| have)\b",
    r"\b(?:can't|cannot|couldn't) (?:answer|think of)\b",
    r"\bi(?:'m| am) (?:lost|stuck|blank(?:ing)?)\b",
    r"\bmy mind (?:is|went|has gone) blank\b",
)
_SKIP = _any(
    r"\b(?:skip|pass on) (?:this|that|the) (?:one|question)\b",
    r"^(?:let's |please |i'll |i'd rather |can we |could we )?skip (?:this|that|it)[.!?]*$",
    r"^(?:skip|pass|next)(?: (?:please|question))*[.!]*$",
    r"\b(?:next|another|different) question,? please\b",
    r"\b(?:can|could|shall) we (?:move on|go on|skip|do another)\b",
    r"\bi(?:'d| would)? (?:rather |like to )(?:skip|pass)\b",
    r"\bi(?:'ll)? pass[.!]*$",
    r"\blet's move on\b",
)
_STOP = _any(
    r"\b(?:can|could|shall|should) we (?:stop|end|finish|wrap up)(?: (?:here|now|this|it|the interview))?\b",
    r"\b(?:i (?:want|need|have|would like)|i'd like) to (?:stop|end|finish|leave|go)"
    r"(?: (?:here|now|the interview|this interview))?[.!]*$",
    r"\b(?:end|stop) (?:the|this) interview\b",
    r"\bi(?:'m| am) done with this\b",
)
_UPSET = _any(
    r"^(?:but )?(?:this|that|it)(?:'s| is) (?:so |really |just |such a |a )?"
    r"(?:stupid|ridiculous|dumb|pointless|rubbish|nonsense|bullshit|bs|waste of (?:my )?time)[\s.!]*"
    r"(?:question|interview)?[\s.!]*$",
    r"\b(?:stupid|dumb|ridiculous|idiotic|pointless) (?:question|interview|bot|machine|robot|program)\b",
    r"\byou(?:'re| are) (?:so |really |just )?(?:stupid|useless|annoying|not listening|an idiot|a bad)\b",
    r"\b(?:fuck|shut up|screw (?:you|this)|piss off)\b",
    r"\bare you even listening\b",
)
# A question to the interviewer about the question, not one that the answer asks itself.
_ASKS = _any(
    r"\b(?:can|could|should|shall|may|do) i (?:assume|presume|take it|use|have|pick|choose|think of|know)\b",
    r"\b(?:are|do|can|should|would|is|does|did) (?:we|you|they|it|there|this|that|the|each|all|any)\b",
    r"\b(?:what|which|how (?:many|much|big|large|often|long|fast|strict|old)|who|where|when)\b",
    r"\b(?:you mean|is that|in terms of|as in|like,? the)\b",
)
_TAG = re.compile(
    r"(?:,\s*(?:right|yeah|no|okay|ok|correct|you know|isn't it|doesn't it|don't you|see)|"
    r"(?:does|do|did|would) (?:that|this|it|i) (?:make (?:any )?sense|help|answer.*|work.*|sound.*)|"
    r"(?:is|was) that (?:what you.*|right|enough|okay|ok|fine|the (?:right|kind).*)|"
    r"you know what i mean|if that makes sense|shall i go on|should i (?:go on|continue)|"
    r"(?:do|would) you want me to .*)\s*\?\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Beyond these, what looks like a request is part of an answer.
REQUEST_WORDS = 30
CURT_WORDS = 14
ASKS_BACK_WORDS = 45


def intent_of(text: str) -> Intent:
    """Tell what a candidate's turn is. Cheap: some regular expressions over a short text."""
    said = " ".join(text.replace("’", "'").split())
    words = len(_WORD.findall(_FILLER.sub(" ", said)))
    if not _WORD.search(said):
        return Intent.NOTHING
    if words == 0:
        return Intent.WANTS_MOMENT  # an um and no more
    for pattern, intent, at_most in (
        (_STOP, Intent.WANTS_TO_STOP, CURT_WORDS),
        (_UPSET, Intent.UPSET, CURT_WORDS),
        (_HINT, Intent.WANTS_HINT, REQUEST_WORDS),
        (_SKIP, Intent.WANTS_TO_SKIP, CURT_WORDS),
        (_REPEAT, Intent.WANTS_REPEAT, REQUEST_WORDS),
    ):
        if words <= at_most and pattern.search(said):
            return intent
    if words <= ASKS_BACK_WORDS and asks_back(said):
        return Intent.ASKS_BACK
    if words <= REQUEST_WORDS and _gives_up(said):
        return Intent.DOES_NOT_KNOW
    if words <= 14 and _MOMENT.search(said):
        return Intent.WANTS_MOMENT
    return Intent.ANSWER


def asks_back(text: str) -> bool:
    """Tell whether the last thing said is a question to the interviewer."""
    sentences = [s.strip() for s in _SENTENCE.findall(text) if s.strip()]
    if not sentences or not sentences[-1].endswith("?") or _TAG.search(sentences[-1]):
        return False
    return _ASKS.search(sentences[-1]) is not None


def _gives_up(said: str) -> bool:
    """'I don't know' stands for the whole answer only when little else is said, and nothing after a 'but'."""
    match = _DOES_NOT_KNOW.search(said)
    if match is None:
        return False
    rest = _FILLER.sub(" ", said[: match.start()] + " " + said[match.end() :])
    after_but = re.search(
        r"\b(?:but|so|maybe|perhaps|i think|i guess|i would|i'd|probably)\b", said[match.end() :]
    )
    return len(_WORD.findall(rest)) <= (6 if after_but else 16)


_WITHDRAWS = _any(
    r"^(?:no|nope|nah|none|nothing|not really|not right now|"
    r"i think (?:that's|we're|i'm) (?:it|all|good|fine|done))\b",
    r"\b(?:no|don't have any|haven't got any|have no)(?: more| other| further)? questions?\b",
    r"\b(?:i'm|i am|we're|that's|all) (?:good|fine|all|it|done|okay)\b",
    r"\bnothing (?:else|from me|more)\b",
    r"^(?:thanks|thank you)\b",
)


def has_question(text: str) -> bool:
    """Tell whether the candidate, invited to ask, does ask something."""
    said = " ".join(_FILLER.sub(" ", text.replace("’", "'")).split()).strip(" ,.")
    if not _WORD.search(said):
        return False
    if "?" in text:
        return True
    if _WITHDRAWS.search(said):
        return False
    return bool(
        re.search(
            r"\b(?:what|how|why|when|who|which|where|could you|can you|do you|did i|was i|is there|are there|"
            r"i wonder|wondering|curious|tell me|i'd like to know|my question|how did i)\b",
            said,
            re.IGNORECASE,
        )
    )
