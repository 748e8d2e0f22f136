"""What a candidate asks of the interview itself: to stop or skip, a hint, the question again, a moment.

In English, read closely: 'can we stop here?' asks to, 'then we can stop the process' is an answer. Of other
languages only whole turns are known (languages.py).
"""

import re

from .patterns import DOES_NOT_KNOW, SENTENCE, any_of, count_words, pieces

# Where a request ends: what follows in its sentence would make it a sentence about something else.
_TAIL = (
    r"(?:[\s,]*\b(?:please|now|here|then|thanks|thank you|sorry|though|for (?:now|today|me)|today|maybe|"
    r"if (?:that's|that is|it's) (?:okay|ok|fine|all right|alright|possible)|"
    r"if (?:possible|you don't mind)))*\s*"
)
_END = rf"{_TAIL}(?=[.!?…]|$|,?\s+(?:(?:because|since|as) )?(?:i|i'm|i've|my)\b)"
_FULL_STOP = rf"{_TAIL}(?=[.!?…]|$)"
_AGAIN = r"(?:,? (?:again|once more|one more time|for me|please))*"
_MAY = r"(?:please |just |maybe |perhaps |possibly )*"
_LEAVE = (
    rf"\b(?:(?:can|could|may) (?:we|i) {_MAY}|(?:would|do) you mind if (?:we|i) {_MAY}|"
    rf"(?:would it be|is it) (?:okay|ok|fine|possible|all right|alright) (?:if (?:we|i) |to ){_MAY}|"
    r"let's (?:just |maybe )?|let us |i(?:'d| would) (?:rather |prefer to |(?:like|love) to (?:just )?)|"
    r"i (?:want|need|have|wish) to (?:just )?|i(?:'ve| have) got to |i wanna |i gotta )"
)
_HINTS = r"(?:a |an |some |any |another |one |the )?(?:(?:small|little|tiny|quick) )*(?:hint|clue|nudge)s?"
_A_HAND = (
    rf"a hand(?: with (?:this|that|it)(?: one)?)?{_END}"  # it wants the same, and 'a hint' is misheard as it
)
_HINT = any_of(
    rf"\b(?:can|could|may|might|would|will) (?:i|you|we) {_MAY}(?:have|get|give|offer)(?: me| us)? "
    rf"{_HINTS}\b",
    rf"\b(?:give|get) me {_HINTS}\b",
    rf"\b(?:can|could|may|might|would|will) (?:i|you|we) {_MAY}(?:have|get|give|lend)(?: me| us)? {_A_HAND}",
    rf"\b(?:give|get) me (?:a |some )?(?:small |little )?pointers?{_END}",
    rf"\bi(?:'d| would|'ll| will| could)? (?:really )?(?:need|use|like|love|want|appreciate|take) "
    rf"{_HINTS}{_END}",
    r"\b(?:can|could|would) you help me(?: out)?(?: a (?:bit|little))?"
    rf"(?: with (?:this|that|it)(?: one)?)?{_END}",
    r"\bpoint me in the right direction\b",
)
_HINT_CURT = any_of(
    rf"\b(?:do you have |have you got |is there |maybe )?{_HINTS}(?: for me)?{_FULL_STOP}",
    rf"\b{_HINTS} (?:would|might|could|will) (?:really )?(?:help|be [a-z]+)(?: me)?{_FULL_STOP}",
)
_THIS = r"(?:this|that|it|(?:this|that|the) (?:one|question))"
_NEXT = (
    r"(?:the |a |an )?(?:next|another|other|different|new|easier|simpler) (?:one|question|topic)|"
    r"(?:the next|another)"
)
_SOMETHING = "something (?:else|easier|simpler)"
_ON = rf"(?:move|moved|go|going|moving) on(?: (?:to|with) (?:{_NEXT}|{_SOMETHING}))?"
_SKIP = any_of(
    rf"(?:{_LEAVE}|\b(?:can|could|would) you {_MAY}|\b(?:shall|should) (?:we|i) {_MAY}|\bi'll (?:just )?)"
    rf"(?:skip(?:ped)?(?: {_THIS})?|pass(?: on {_THIS})?){_END}",
    rf"(?:{_LEAVE}|\b(?:shall|should) we {_MAY})(?:{_ON}|(?:do|have|take|get|go to) (?:{_NEXT})){_END}",
    rf"\b(?:ask|give) me (?:{_NEXT}|{_SOMETHING}){_END}",
    rf"\b(?:skip|pass on) this question{_END}",
    rf"\bi pass(?: on {_THIS})?{_END}",
    rf"(?:{_LEAVE}|\bi(?:'ll| will| must|(?:'m| am) (?:going to|gonna)) {_MAY})"
    rf"give up(?: on {_THIS}| here)?{_END}",
    rf"\bi give up (?:on {_THIS}|here){_END}",
    rf"\bi(?:'d| would) rather not (?:answer|talk about)(?: {_THIS})?{_END}",
    rf"\bi (?:don't|do not) want to (?:answer|talk about) {_THIS}{_END}",
)
# 'Could we do something simpler? A cron job would do.' answers: it is a request where little comes after it.
_SKIP_TO_SOMETHING = any_of(
    rf"(?:{_LEAVE}|\b(?:shall|should) we {_MAY})(?:do|have|take|get|go to) {_SOMETHING}{_FULL_STOP}"
)
_SKIP_CURT = any_of(
    rf"\b(?:let's )?(?:skip|pass(?: on {_THIS})?|{_ON}){_FULL_STOP}",
    rf"\b(?:let's )?skip {_THIS}{_END}",
    rf"\b(?:next|(?:the |a )?(?:next|another|different) (?:one|question)|something else){_FULL_STOP}",
)
_INTERVIEW = r"(?:the|this|our) (?:interview|rehearsal|conversation|practice)"
_STOP = any_of(
    rf"{_LEAVE}(?:stop(?:ped)?|end(?:ed)?|finish(?:ed)?|quit|wrap up)"
    rf"(?: (?:there|this|it|{_INTERVIEW}))?{_END}",
    rf"\b(?:shall|should) we {_MAY}(?:stop|end|finish|wrap up)(?: {_INTERVIEW})?{_END}",
    rf"\bi(?:'d like| want| need| have|'ve got) to (?:leave|go)(?: {_INTERVIEW})?{_END}",
    rf"{_LEAVE}call it a day{_END}",
    rf"\b(?:end|stop|quit|leave) {_INTERVIEW}{_END}",
    rf"\bi(?:'m| am) done with (?:this|{_INTERVIEW}){_END}",
    rf"\bi(?:'ve| have) had enough(?: of (?:this|{_INTERVIEW}))?{_END}",
)
_STOP_CURT = any_of(rf"\b(?:stop|quit|end|i quit|(?:good)?bye)(?: (?:it|this))?{_FULL_STOP}")
_PART = r"the (?:(?:last|first|second) (?:part|bit|sentence)|part about [^.?!]*)"
_BIT = r"(?:the|your) (?:first|second|last|other) (?:part|bit|half)"
_REPEAT = any_of(
    rf"\b(?:can|could|would|will|may) (?:you|i ask you to) {_MAY}"
    r"(?:repeat|rephrase|reword|say|ask|read|explain)"
    rf"(?: (?:that|it|this|me|the question|{_PART}|what you (?:said|asked)))?"
    rf" (?:again|once more|one more time){_AGAIN}{_END}",
    rf"\b(?:can|could|would|will|may) (?:you|i ask you to) {_MAY}(?:repeat|rephrase|reword)"
    rf"(?: (?:that|it|this|yourself|what you (?:said|asked)|{_PART}))?{_END}",
    r"\b(?:repeat|rephrase|reword) the (?:last |first |second |whole )?(?:part of the )?question\b",
    r"\bi (?:didn't|did not|couldn't|could not|can't|cannot|don't|do not) (?:quite |really |fully )?"
    r"(?:catch|hear|get|understand|follow) (?:the question|you\b|what you)",
    rf"\bwhat(?: was|'s| is) (?:{_BIT} of )?the question(?: again)?{_END}",
    rf"\bwhat(?: was|'s| is) (?:{_BIT}|that|it|this) again{_END}",
    rf"\bwhat did you (?:say|ask)(?: again)?{_END}",
    r"\b(?:can|could|may) i (?:hear|have|get|see) (?:that|it|the question) "
    rf"(?:again|once more|one more time){_END}",
    rf"^(?:again|once more|one more time|say again|the question again){_END}$",
)
_REPEAT_CURT = any_of(
    rf"\b(?:repeat|rephrase)(?: (?:that|it|this))?{_AGAIN}{_FULL_STOP}",
    rf"\bsay (?:that|it) (?:again|once more){_AGAIN}{_FULL_STOP}",
    r"\bi (?:didn't|did not|couldn't|could not|don't) (?:quite |really |fully )?"
    rf"(?:catch|hear|get|understand|follow)(?: (?:that|it|this|{_PART}))?{_FULL_STOP}",
)
_PARDON = re.compile(
    r"^(?:(?:sorry|pardon(?: me)?|excuse me|come again|what(?: was that)?|huh|i beg your pardon)[\s?.!,]*)+$",
    re.IGNORECASE,
)
_SOME_TIME = (
    r"(?:just )?(?:(?:a|one|another|some|two|a few|a couple of|a bit of|a little|more) )+"
    r"(?:more )?(?:second|sec|moment|minute|bit|time)s?"
)
_ABOUT_THIS = (
    r"(?: (?:about|through|over|on|of) "
    r"(?:(?:this|that|it)(?: one| through)?|(?:this|that|the|your) question|my answer))?"
)
_THINK = (
    rf"(?:(?:think|reflect)(?: (?:this|that|it) (?:over|through)|{_ABOUT_THIS})|"
    r"(?:collect|gather|sort|order) my thoughts)"
)
# 'A minute here costs …' and 'a bit for that in the header' are about the system.
_TO_THINK = rf"(?: (?:to {_THINK}(?: .*)?|here|(?:for|on|with) (?:this|that)(?: one| question)?))?"
# Whoever would take a minute, or needs one of data, speaks about the system.
_I_ASK = (
    r"(?:and |but )?(?:let me (?:just )?|(?:can|could|may|might) i (?:just )?|"
    r"(?:i'll|i will) (?:just )?(?:have to |need to )?|(?:i'd|i would) (?:just )?(?:like|need|have)(?: to)? |"
    r"i (?:just |do )?(?:need|want|have|must|gotta)(?: to)? |"
    r"(?:i'm|i am) (?:just )?(?:going to|gonna) (?:have to )?)"
)
_MOMENT_PART = any_of(
    r"(?:and |but )?let me (?:just |quickly )?(?:think|see)"
    r"(?: (?:about|through|for|over|of|on|how|what|where|this|that|it|here)\b.*)?",
    rf"{_I_ASK}(?:take |have |get |need |use )?{_SOME_TIME}{_TO_THINK}",
    rf"{_I_ASK}{_THINK}(?: first)?(?: for {_SOME_TIME})?",
    rf"{_I_ASK}(?:pause|stop)(?: here| there)?(?: for {_SOME_TIME}| (?:to|and) {_THINK})+",
    rf"{_I_ASK}wait(?: here)?(?: for {_SOME_TIME})? (?:to|and) {_THINK}",
    rf"{_I_ASK}take a (?:deep )?breath(?: here| first)?",
    rf"(?:can you |could you |just )?give me {_SOME_TIME}{_TO_THINK}",
    rf"(?:hang on |wait |hold on |need |for )?{_SOME_TIME}{_TO_THINK}",
    rf"(?:can|could) (?:we|i) (?:pause|wait|stop to think)(?: (?:here|there))?(?: for {_SOME_TIME})?",
    r"hang on|hold on|wait|bear with me|let's see|thinking",
    r"(?:i'm|i am) (?:just |still )*thinking(?: about (?:it|this|that))?|still thinking",
    r"(?:that's |that is |it's |what )?(?:a |an )?(?:good|great|interesting|tough|hard|tricky) "
    r"(?:question|one)",
)
_BESIDE_A_MOMENT = re.compile(
    r"yes|no|sure|all ?right|fine|great|perfect|got it|i see|understood|thanks|thank you|but|and|"
    r"(?:that|it)(?:'s| is) (?:fine|enough|clear|okay|good|all right)|(?:that )?(?:makes sense|helps|works)|"
    r"if (?:(?:that|it)(?:'s| is)(?: (?:fine|all ?right|possible))?|you don't mind|i may)|"
    r"let me|i|i'll|i need(?: to)?|give me"  # begun anew: 'let me, let me think'
)
# The request with which a longer answer ends stands in a sentence of its own. 'I'd like to stop there' there
# ends the answer, and 'One second' may be one.
_STOP_AT_END = any_of(
    rf"\b(?:can|could|may|shall|should) (?:we|i) {_MAY}(?:stop|end|finish|quit|wrap up)"
    rf"(?: (?:here|there|now|it|{_INTERVIEW}))?"
    rf"(?: (?:after|with) (?:this|that)(?: one| question)?)?{_FULL_STOP}",
    rf"\b(?:end|stop|quit|leave) {_INTERVIEW}{_END}",
)
_MOMENT_AT_END = re.compile(
    r"\b(?:let me|give me|hang on|hold on|bear with me|can i|could i|may i|i'll|i need|i want|"
    r"i'd (?:like|need|have)|i have to|i'm (?:going to|gonna))\b",
    re.I,
)
# Who begins with a condition speaks about the system, not about the interview.
CONDITION = re.compile(
    r"^\W*(?:and |but )?(?:if(?! (?:you don't mind|possible|that's|it's|i may))|"
    r"when(?:ever)?|once|while|after|before|until|unless|as soon as|as long as|"
    r"in case|wherever|where|first|then|next|finally)\b",
    re.IGNORECASE,
)
# 'I don't know when I want to stop' asks for nothing.
_EMBEDS = re.compile(
    r"\b(?:when|where|what|why|how|whether|if|that|which|who|until|before|after|once)\s*$", re.IGNORECASE
)
_JOINS = re.compile(r"(?:[,;—]|\b(?:so|and|but))\s*$", re.IGNORECASE)
_COURTESY = re.compile(r"\b(?:and|but|no|yes|thanks|thank you)\b", re.IGNORECASE)
_ABOUT_US = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|you|your|question|interview|something)\b", re.IGNORECASE)
ASIDE_WORDS = 8  # beside a request
AT_END_WORDS = 12  # of a request that ends an answer


def wants_to_stop(said: str) -> bool:
    return _asked(_STOP, said) or _asked(_STOP_CURT, said, curt=True)


def wants_to_skip(said: str) -> bool:
    return _asked(_SKIP, said) or any(
        _asked(request, said, curt=True) for request in (_SKIP_CURT, _SKIP_TO_SOMETHING)
    )


def wants_hint(said: str) -> bool:
    return _HINT.search(said) is not None or _asked(_HINT_CURT, said, curt=True)


def wants_repeat(said: str) -> bool:
    return _REPEAT.search(said) is not None or _asked(_REPEAT_CURT, said, curt=True)


def begs_pardon(said: str) -> bool:
    """Tell whether the whole turn is a 'sorry?' or a 'pardon me?'."""
    return _PARDON.search(said) is not None


def wants_moment(said: str) -> bool:
    parts = [piece for piece in pieces(said) if not _BESIDE_A_MOMENT.fullmatch(piece)]
    return bool(parts) and all(_MOMENT_PART.fullmatch(part) for part in parts)


# 'I'd begin with the lock, sorry, what was that again?'
_SORRY = re.compile(r",\s+sorry,\s+(?=[^.?!]+\?\W*$)", re.IGNORECASE)


def request_at_end(said: str) -> str | None:
    """Return the value of the Intent that the last sentence of an answer is, when it does nothing else."""
    parted = _SORRY.sub(". ", said)
    sentences = [sentence for sentence in SENTENCE.findall(parted) if count_words(sentence)]
    if len(sentences) < 2 or count_words(sentences[-1]) > AT_END_WORDS:
        return None
    last = sentences[-1].strip()
    for request, name in (
        (_STOP_AT_END, "wants_to_stop"),
        (_HINT, "wants_hint"),
        (_SKIP, "wants_to_skip"),
        (_SKIP_TO_SOMETHING, "wants_to_skip"),
        (_REPEAT, "wants_repeat"),
    ):
        if _asked(request, last):
            return name
    return "wants_moment" if _MOMENT_AT_END.search(last) and wants_moment(last) else None


def _asked(request: re.Pattern[str], said: str, *, curt: bool = False) -> bool:
    """Tell whether the turn makes this request, and nothing beside it is about anything else.

    A curt request, 'skip' or 'stop', is an ordinary word of an answer unless it begins its sentence or
    follows an 'I don't know', and nothing but talk about oneself comes after it.
    """
    for match in request.finditer(said):
        before = re.split(r"[.!?…]\s+", said[: match.start()])[-1]
        if curt:
            opens = count_words(before) == 0 or (DOES_NOT_KNOW.search(before) and _JOINS.search(before))
            if opens and not CONDITION.match(before) and is_aside(said[match.end() :]):
                return True
        elif is_aside(before) and not _EMBEDS.search(before):
            return True
    return False


def is_aside(text: str) -> bool:
    """Tell whether words beside a request are about the candidate or the interview, or no words at all."""
    words = count_words(_COURTESY.sub(" ", text))
    about_us = _ABOUT_US.search(text) is not None
    return words == 0 or (words <= ASIDE_WORDS and about_us and not CONDITION.match(text))
