"""What a candidate says when invited to ask: a question, that one is coming, or that there is none."""

import re

from . import languages
from .patterns import FILLER, count_words, pieces

_ASKS = re.compile(
    r"\b(?:what|how|why|when|who|which|where|could you|can you|do you|did i|was i|is there|are there|"
    r"i wonder|wondering|curious|tell me|my question|feedback|interested in|"
    r"(?:i'd|i would|i want|i wanted) (?:like )?(?:to )?(?:know|hear|ask|see|learn))\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:(?:i(?:'ve got| have| got|'d have)|there's|there is) )?(?:just |maybe )?"
    r"(?:a|one|two|three|some|another|one more|a few|a couple of|the next|next) "
    r"(?:small |short |quick |last |more )?questions?\b(?! (?:about|on|regarding)\b)",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"^(?:(?:no|nope|nah|none|nothing|not really|not from (?:me|my side)|i (?:guess|think|suppose) not|"
    r"not right now|not at the moment|i don't think so|"
    r"i'm through)\b|"
    r"(?:i think )?(?:that's|that is|that was|that'll be|we're|i'm|i am|it's|all) "
    r"(?:all )?"
    r"(?:it|all|good|fine|done|okay|everything|enough)(?=\W*(?:$|[,.;!]|for|from|then|i think|thank|now)))",
    re.IGNORECASE,
)
_NO_QUESTION = re.compile(
    r"\b(?:no|don't have any|do not have any|don't have|haven't got any|have no|without)"
    r"(?: more| other| further)? questions?\b|\bnothing (?:else|from me|more|comes to mind)\b|"
    r"\b(?:can't|cannot|couldn't) think of (?:anything|any|one|a question)\b|"
    r"\b(?:don't|do not) know what (?:to|i (?:should|could)) ask\b|"
    r"\b(?:don't|do not) (?:have|need) (?:anything|any)\b|\bi(?:'m| am) (?:all )?(?:good|done|fine)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\b(?:but|although|though|except|only|just)\b(.*)", re.IGNORECASE)
# A turn that is nothing but this takes its leave; beside a question, it is polite.
_LEAVE = re.compile(
    r"(?:(?:many )?thanks|thank you|thx)(?: (?:you|very much|so much|a lot|again|then|to you|for .{1,60}))*|"
    r"(?:good ?)?bye(?: bye)?|see you(?: .{1,20})?|have a (?:nice|good|great) .{1,20}|"
    r"(?:it was |that was |this was )?(?:very |really )?"
    r"(?:nice|great|good|lovely|fun|helpful|useful|interesting)"
    r"(?: (?:talking|speaking|chatting|to talk|to meet|meeting)(?: (?:to|with) you| you)?)?",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\b(?:thanks|thank you|thx|bye|goodbye|see you)\b|\bhave a\b|\btalking\b", re.IGNORECASE
)
_NOD = re.compile(
    r"(?:and |but )?(?:yes|yep|yup|sure|great|cool|perfect|nice|good|all ?right|got it|i see|makes sense|"
    r"that makes sense|understood|of course|absolutely|interesting|good to know|fair enough|that helps|"
    r"i do)",
    re.IGNORECASE,
)
LONGEST_NOD = 5  # words that ask nothing: beyond, they want a reply, whatever they are


def has_question(text: str) -> bool:
    """Tell whether the candidate, invited to ask, does ask something."""
    said = " ".join(text.replace("’", "'").split())
    if "?" in said:
        return True
    bare = _bare(_ANNOUNCES.sub(" ", said))
    if not bare or declines(said):
        return False
    return bool(_ASKS.search(bare)) or (count_words(bare) > LONGEST_NOD and not _only_nods(said))


def announces(text: str) -> bool:
    """Tell whether the candidate says that a question is coming."""
    return _ANNOUNCES.search(text.replace("’", "'")) is not None


def declines(text: str) -> bool:
    """Tell whether the candidate, invited to ask, says that there is nothing more."""
    said = " ".join(text.replace("’", "'").split())
    if "?" in said:
        return False
    if languages.is_all("no", said):
        return True
    bare = _bare(said)
    if _NO_QUESTION.search(bare) or _DECLINES.search(bare):
        return not any(_ASKS.search(turn) for turn in _TURNS.findall(bare))
    parts = [part for part in pieces(said) if not _NOD.fullmatch(part)]
    return bool(parts) and bool(_THANKS.search(said)) and all(_LEAVE.fullmatch(part) for part in parts)


def _only_nods(said: str) -> bool:
    return all(_NOD.fullmatch(part) for part in pieces(said))


def _bare(said: str) -> str:
    return " ".join(FILLER.sub(" ", said).split()).strip(" ,.!")
