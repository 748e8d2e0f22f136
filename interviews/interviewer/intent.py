"""What kind of thing the candidate said: an answer, or something about the interview itself.

Told from words alone, with care for the costly mistake: an answer that is taken for something else is
lost, so whatever carries content is an answer. English is read closely; of other languages only the turns
that are nothing but a request (languages.py).
"""

import re
from enum import StrEnum
from functools import lru_cache

from . import languages, remarks
from .asking_back import asks_back, questions_at_end
from .patterns import SENTENCE, any_of


class Intent(StrEnum):
    ANSWER = "answer"
    NOTHING = "nothing"  # no words
    ASKS_BACK = "asks_back"  # a question about the question: scale, assumptions, meaning, what it is for
    ASKS_FOR_FEEDBACK = "asks_for_feedback"  # how they are doing, amid the interview
    SAID_BEFORE = "said_before"  # that it was answered already
    WANTS_REPEAT = "wants_repeat"
    WANTS_HINT = "wants_hint"
    WANTS_MOMENT = "wants_moment"
    DOES_NOT_KNOW = "does_not_know"
    WANTS_TO_SKIP = "wants_to_skip"
    WANTS_TO_STOP = "wants_to_stop"
    UPSET = "upset"  # about the interview or the interviewer


FILLER = any_of(
    r"\b(?:u[hm]+|erm*|hmm+|well|okay|ok|so|oh|yeah|right|sorry|actually|honestly|please|i mean)\b"
)
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
_NEXT = r"(?:the |a |an )?(?:next|another|other|different|new) (?:one|question|topic)|(?:the next|another)"
_ON = rf"(?:move|moved|go|going|moving) on(?: (?:to|with) (?:{_NEXT}|something else))?"
_SKIP = any_of(
    rf"(?:{_LEAVE}|\b(?:can|could|would) you {_MAY}|\b(?:shall|should) (?:we|i) {_MAY}|\bi'll (?:just )?)"
    rf"(?:skip(?:ped)?(?: {_THIS})?|pass(?: on {_THIS})?){_END}",
    rf"(?:{_LEAVE}|\b(?:shall|should) we {_MAY})(?:{_ON}|(?:do|have|get|go to) (?:{_NEXT})){_END}",
    rf"\b(?:ask|give) me (?:{_NEXT}|something else){_END}",
    rf"\b(?:skip|pass on) this question{_END}",
    rf"\bi pass(?: on {_THIS})?{_END}",
    rf"(?:{_LEAVE}|\bi(?:'ll| will| must|(?:'m| am) (?:going to|gonna)) {_MAY})"
    rf"give up(?: on {_THIS}| here)?{_END}",
    rf"\bi give up (?:on {_THIS}|here){_END}",
    rf"\bi(?:'d| would) rather not (?:answer|talk about)(?: {_THIS})?{_END}",
    rf"\bi (?:don't|do not) want to (?:answer|talk about) {_THIS}{_END}",
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
    rf"\bwhat(?: was|'s| is) the question(?: again)?{_END}",
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
_TO_THINK = r"(?: (?:to think|for this|for that|on this|on that)(?: .*)?)?"
_MOMENT_PART = any_of(
    r"(?:and |but )?let me (?:just |quickly )?(?:think|see)"
    r"(?: (?:about|through|for|over|of|on|how|what|where|this|that|it|here)\b.*)?",
    rf"(?:can you |could you |just )?give me {_SOME_TIME}{_TO_THINK}",
    rf"(?:hang on |wait |hold on |need |for )?{_SOME_TIME}{_TO_THINK}",
    rf"(?:i need|i'd need|can i (?:have|take|get)|could i (?:have|take|get)|i'd like|i'll take|i would like) "
    rf"{_SOME_TIME}{_TO_THINK}",
    rf"(?:can|could) (?:we|i) (?:pause|wait|stop to think)(?: (?:here|there))?(?: for {_SOME_TIME})?",
    r"hang on|hold on|wait|bear with me|let's see|thinking",
    r"(?:i'm|i am) (?:just |still )*thinking(?: about (?:it|this|that))?|still thinking",
    r"(?:that's |that is |it's |what )?(?:a |an )?(?:good|great|interesting|tough|hard|tricky) "
    r"(?:question|one)",
)
_BESIDE_A_MOMENT = re.compile(
    r"yes|no|sure|all ?right|fine|great|perfect|got it|i see|understood|thanks|thank you|but|and|"
    r"(?:that|it)(?:'s| is) (?:fine|enough|clear|okay|good|all right)|(?:that )?(?:makes sense|helps|works)"
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
    r"\b(?:let me|give me|hang on|hold on|bear with me|can i|could i|i need|i'd like)\b", re.I
)
_DOES_NOT_KNOW = any_of(
    r"\bi (?:really |honestly |just )?(?:don't|do not) (?:really |actually )?(?:know|remember|recall)\b",
    r"\b(?:i have|i've got|i've|^got) (?:really |absolutely )?no (?:idea|clue)\b",
    r"(?:^|[.!?,]\s*)(?:absolutely )?no (?:idea|clue)\b",
    r"(?:^|[.!?,]\s*)(?:dunno|don't know|not sure|nothing comes to mind|beats me)\b",
    r"\bi(?:'m| am) not (?:really |too |so )?(?:sure|familiar)\b",
    r"\b(?:i've|i have) (?:never|not) (?:really |actually )?(?:done|used|worked|heard|seen|touched|had)\b",
    r"\bnot (?:something|a thing) (?:that )?i(?:'ve| have)\b",
    r"(?:\bi |^)(?:really |just )?(?:can't|cannot|can not|couldn't) (?:really )?(?:answer|think of|say\b)",
    r"\bi(?:'m| am) (?:lost|stuck|blank(?:ing)?)\b",
    r"\bmy mind (?:is|went|has gone) blank\b",
    r"\bi give up(?=[\s.!…]*$|[.!,…]\s)",
)
# 'I'm not sure what you're asking' gives nothing up: it asks what is meant.
_DOES_NOT_FOLLOW = re.compile(
    r"\b(?:not (?:really |quite |entirely )?sure|(?:don't|do not) (?:really |quite )?know|no idea) (?:that )?"
    r"(?:(?:what|which|how|if|whether) (?:you|that|this|it)\b(?:'re| are)?(?: exactly| really)? "
    r"(?:mean|ask|want|expect|look)\w*"
    r"|i (?:quite |really |fully )?(?:understand|understood|follow|get|got)\b"
    r"(?: (?:you|it|that|this|the question|what you.*))?\s*[.!?…]*$)",
    re.IGNORECASE,
)
_UPSET = any_of(
    r"^(?:but )?(?:this|that|it)(?:'s| is) (?:so |really |just |such a |a )?"
    r"(?:stupid|ridiculous|dumb|pointless|rubbish|nonsense|bullshit|bs|waste of (?:my )?time)[\s.!]*"
    r"(?:question|interview)?[\s.!]*$",
    r"\b(?:stupid|dumb|ridiculous|idiotic|pointless) (?:question|interview|bot|machine|robot|program)\b",
    r"\byou(?:'re| are) (?:so |really |just )?(?:stupid|useless|annoying|not listening|an idiot|a bad)\b",
    r"\b(?:fuck|shut up|screw (?:you|this)|piss off)\b",
    r"\bare you even listening\b",
)
_PIECE = re.compile(r"[.!?…,;:—–]+|\s-\s")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Who begins with a condition speaks about the system, not about the interview.
_CONDITION = re.compile(
    r"^\W*(?:and |but )?(?:if(?! (?:you don't mind|possible|that's|it's|i may))|"
    r"when(?:ever)?|once|while|after|before|until|unless|as soon as|as long as|"
    r"in case|wherever|where|first|then|next|finally)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"^\W*(?:and |but )?(?:since|because|as)\b", re.IGNORECASE)
# 'I don't know when I want to stop' asks for nothing.
_EMBEDS = re.compile(
    r"\b(?:when|where|what|why|how|whether|if|that|which|who|until|before|after|once)\s*$", re.IGNORECASE
)
_JOINS = re.compile(r"(?:[,;—]|\b(?:so|and|but))\s*$", re.IGNORECASE)
_COURTESY = re.compile(r"\b(?:and|but|no|yes|thanks|thank you)\b", re.IGNORECASE)
_ABOUT_US = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|you|your|question|interview|something)\b", re.IGNORECASE)
_TRIES = re.compile(
    r"\b(?:i'd|we'd|you'd|would|could|should|use|maybe|perhaps|probably|i think|i guess)\b", re.IGNORECASE
)
_DENIES = re.compile(r"n't\b|\b(?:no|not|never|nothing|afraid|skip|pass|honest)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:but|so|maybe|perhaps|i think|i guess|i would|i'd|probably)\b", re.IGNORECASE)
# Beyond these, what looks like a request is part of an answer.
REQUEST_WORDS = 30
CURT_WORDS = 14
REPEAT_WORDS = 12
ASKS_BACK_WORDS = 45
ASIDE_WORDS = 8  # beside a request
AT_END_WORDS = 12  # of a request that ends an answer
BEFORE_GIVING_UP_WORDS = 4
GIVING_UP_WORDS = 16  # beside an 'I don't know' that stands for the answer
GIVING_UP_CURT_WORDS = 6  # the same after a 'but'


# A report asks for every answer hundreds of times.
@lru_cache(maxsize=256)
def intent_of(text: str) -> Intent:
    """Tell what a candidate's turn is. Cheap: some regular expressions over a short text."""
    said = " ".join(text.replace("’", "'").split())
    if not _WORD.search(said):
        return Intent.NOTHING
    if _PARDON.search(said):
        return Intent.WANTS_REPEAT
    words = count_words(said)
    if words == 0:
        return Intent.WANTS_MOMENT  # an um and no more
    for wanted, intent, at_most in (
        (_wants_to_stop, Intent.WANTS_TO_STOP, CURT_WORDS),
        (_UPSET.search, Intent.UPSET, CURT_WORDS),
        (_wants_hint, Intent.WANTS_HINT, REQUEST_WORDS),
        (_wants_to_skip, Intent.WANTS_TO_SKIP, CURT_WORDS),
        (_wants_repeat, Intent.WANTS_REPEAT, REPEAT_WORDS),
    ):
        if words <= at_most and wanted(said):
            return intent
    if (name := languages.request_in(said)) is not None:
        return Intent(name)
    if words <= CURT_WORDS and _wants_moment(said):
        return Intent.WANTS_MOMENT
    if (before := remarks.before_asking_how_it_goes(said)) is not None:
        first = intent_of(before)
        asks_more = first in (Intent.WANTS_TO_STOP, Intent.WANTS_TO_SKIP)
        return first if asks_more or remarks.holds_an_answer(before) else Intent.ASKS_FOR_FEEDBACK
    if remarks.was_said_before(said, words):
        return Intent.SAID_BEFORE
    if (wanted_last := _request_at_end(said)) is not None:
        return wanted_last
    if words <= ASKS_BACK_WORDS and (asks_back(said) or remarks.pushes_back(said, words)):
        before = said.removesuffix(questions_at_end(said))
        return Intent.WANTS_TO_STOP if _wants_to_stop(before) else Intent.ASKS_BACK
    if words <= CURT_WORDS and _DOES_NOT_FOLLOW.search(said):
        return Intent.ASKS_BACK
    if words <= REQUEST_WORDS and _gives_up(said):
        return Intent.DOES_NOT_KNOW
    return Intent.ANSWER


def count_words(text: str) -> int:
    """Count the words that are no fillers."""
    return len(_WORD.findall(FILLER.sub(" ", text)))


def pieces(text: str) -> list[str]:
    """Return what stands between the marks, in lower case and without fillers."""
    bare = (" ".join(FILLER.sub(" ", piece).split()) for piece in _PIECE.split(text.lower()))
    return [piece for piece in bare if piece]


def _wants_to_stop(said: str) -> bool:
    return _asked(_STOP, said) or _asked(_STOP_CURT, said, curt=True)


def _wants_to_skip(said: str) -> bool:
    return _asked(_SKIP, said) or _asked(_SKIP_CURT, said, curt=True)


def _wants_hint(said: str) -> bool:
    return _HINT.search(said) is not None or _asked(_HINT_CURT, said, curt=True)


def _wants_repeat(said: str) -> bool:
    return _REPEAT.search(said) is not None or _asked(_REPEAT_CURT, said, curt=True)


def _wants_moment(said: str) -> bool:
    parts = [piece for piece in pieces(said) if not _BESIDE_A_MOMENT.fullmatch(piece)]
    return bool(parts) and all(_MOMENT_PART.fullmatch(part) for part in parts)


def _request_at_end(said: str) -> Intent | None:
    """Return what the last sentence of an answer asks for, when it does nothing else."""
    sentences = [sentence for sentence in SENTENCE.findall(said) if count_words(sentence)]
    if len(sentences) < 2 or count_words(sentences[-1]) > AT_END_WORDS:
        return None
    last = sentences[-1].strip()
    for request, intent in (
        (_STOP_AT_END, Intent.WANTS_TO_STOP),
        (_HINT, Intent.WANTS_HINT),
        (_SKIP, Intent.WANTS_TO_SKIP),
        (_REPEAT, Intent.WANTS_REPEAT),
    ):
        if _asked(request, last):
            return intent
    return Intent.WANTS_MOMENT if _MOMENT_AT_END.search(last) and _wants_moment(last) else None


def _asked(request: re.Pattern[str], said: str, *, curt: bool = False) -> bool:
    """Tell whether the turn makes this request, and nothing beside it is about anything else.

    A curt request, 'skip' or 'stop', is an ordinary word of an answer unless it begins its sentence or
    follows an 'I don't know', and nothing but talk about oneself comes after it.
    """
    for match in request.finditer(said):
        before = re.split(r"[.!?…]\s+", said[: match.start()])[-1]
        if curt:
            opens = count_words(before) == 0 or (_DOES_NOT_KNOW.search(before) and _JOINS.search(before))
            if opens and not _CONDITION.match(before) and _is_aside(said[match.end() :]):
                return True
        elif _is_aside(before) and not _EMBEDS.search(before):
            return True
    return False


def _is_aside(text: str) -> bool:
    """Tell whether words beside a request are about the candidate or the interview, or no words at all."""
    words = count_words(_COURTESY.sub(" ", text))
    about_us = _ABOUT_US.search(text) is not None
    return words == 0 or (words <= ASIDE_WORDS and about_us and not _CONDITION.match(text))


def _gives_up(said: str) -> bool:
    """'I don't know' stands for the whole answer only when little is said before it, and no try after it."""
    match = _DOES_NOT_KNOW.search(said)
    if match is None:
        return False
    before, after = said[: match.start()], said[match.end() :]
    if count_words(before) > BEFORE_GIVING_UP_WORDS or _TRIES.search(before):
        return False
    if _CONDITION.match(before) or _REASON.match(before):
        return False
    beside = count_words(before) + count_words(after)
    if beside <= GIVING_UP_CURT_WORDS:
        return True
    if beside > GIVING_UP_WORDS or _GOES_ON.search(after):
        return False
    later = _PIECE.split(after, maxsplit=1)[1:]
    return all(
        count_words(piece) <= 3 or (_is_aside(piece) and _DENIES.search(piece))
        for text in later
        for piece in pieces(text)
    )


# Nobody ends on one of these; 'what it's for' and 'how good it is' are ends.
_UNFINISHED = re.compile(
    r"\b(?:and|or|but|because|if|when|while|although|than|the|(?-i:an?)|my|our|their|its|"
    r"(?:i|we|they)(?:'(?:d|ll|m|re|ve))?(?: (?:would|could|should|will|can|might))?)[\s.,…–-]*$",
    re.IGNORECASE,
)


def breaks_off(answer: str) -> bool:
    """Tell whether the words stop in mid-sentence: 'so, uh, I would'."""
    return _UNFINISHED.search(answer.replace("’", "'")) is not None
