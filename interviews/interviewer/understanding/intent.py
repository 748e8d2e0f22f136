"""What kind of thing the candidate said: an answer, or something about the interview itself.

Told from words alone, with care for the costly mistake: an answer that is taken for something else is
lost, so whatever carries content is an answer. What is asked of the interview is told in requests.py, and
in languages.py where it is not said in English; what is said about the talk in remarks.py.
"""

import re
from enum import StrEnum
from functools import lru_cache

from ...announcements import only_announces
from ...content_words import content_words
from . import in_passing, languages, remarks, requests
from .asking_back import asks_back, questions_at_end
from .patterns import DOES_NOT_KNOW, HAS_NONE, PIECE, WORD, any_of, count_words, pieces
from .requests import CONDITION, is_aside


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
_REASON = re.compile(r"^\W*(?:and |but )?(?:since|because|as)\b", re.IGNORECASE)
_TRIES = re.compile(
    r"\b(?:i'd|we'd|you'd|would|could|should|use|maybe|perhaps|probably|i think|i guess)\b", re.IGNORECASE
)
_HEDGE = re.compile(r"\b(?:maybe|perhaps|probably|possibly|i think|i guess|i suppose)\b", re.IGNORECASE)
_NO_GUESS = re.compile(
    r"n't\b|\b(?:no|not|never|nothing|skip|pass|later|next|move|forgot|forget|blank|nervous|sorry|google|docs)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"n't\b|\b(?:no|not|never|nothing|afraid|skip|pass|honest)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:but|so|maybe|perhaps|i think|i guess|i would|i'd|probably)\b", re.IGNORECASE)
_HAS_NONE = any_of(HAS_NONE)
# Beyond these, what looks like a request is part of an answer.
REQUEST_WORDS = 30
CURT_WORDS = 14
REPEAT_WORDS = 12
ASKS_BACK_WORDS = 45
BEFORE_GIVING_UP_WORDS = 4
WORDS_BEFORE_THE_TALK = 3  # with content, before a question about the talk itself
GIVING_UP_WORDS = 16  # beside an 'I don't know' that stands for the answer
HAS_NONE_WORDS = 10  # 'I don't have one, I've only done my own projects'
GIVING_UP_CURT_WORDS = 6  # the same after a 'but'


# A report asks for every answer hundreds of times.
@lru_cache(maxsize=256)
def intent_of(text: str) -> Intent:
    """Tell what a candidate's turn is. Cheap: some regular expressions over a short text."""
    said = " ".join(text.replace("’", "'").split())
    if not WORD.search(said):
        return Intent.NOTHING
    if requests.begs_pardon(said):
        return Intent.WANTS_REPEAT
    words = count_words(said)
    if words == 0:
        return Intent.WANTS_MOMENT  # an um and no more
    for wanted, intent, at_most in (
        (requests.wants_to_stop, Intent.WANTS_TO_STOP, CURT_WORDS),
        (_UPSET.search, Intent.UPSET, CURT_WORDS),
        (requests.wants_hint, Intent.WANTS_HINT, REQUEST_WORDS),
        (requests.wants_to_skip, Intent.WANTS_TO_SKIP, CURT_WORDS),
        (requests.wants_repeat, Intent.WANTS_REPEAT, REPEAT_WORDS),
    ):
        if words <= at_most and wanted(said):
            return intent
    if (name := languages.request_in(said)) is not None:
        return Intent(name)
    if in_passing.adds_to_an_earlier_answer(said):
        return Intent.ASKS_BACK
    if (words <= CURT_WORDS and requests.wants_moment(said)) or only_announces(said):
        return Intent.WANTS_MOMENT
    if (before := remarks.before_asking_how_it_goes(said)) is not None:
        first = intent_of(before)
        asks_more = first in (Intent.WANTS_TO_STOP, Intent.WANTS_TO_SKIP)
        return first if asks_more or remarks.holds_an_answer(before) else Intent.ASKS_FOR_FEEDBACK
    if remarks.was_said_before(said, words):
        return Intent.SAID_BEFORE
    if (name := requests.request_at_end(said)) is not None:
        return Intent(name)
    if (before := in_passing.before_asking_about_the_talk(said)) is not None:
        answers = remarks.holds_an_answer(before, least=WORDS_BEFORE_THE_TALK)
        return intent_of(before) if answers else Intent.ASKS_BACK
    if words <= ASKS_BACK_WORDS and (asks_back(said) or remarks.pushes_back(said, words)):
        before = said.removesuffix(questions_at_end(said))
        return Intent.WANTS_TO_STOP if requests.wants_to_stop(before) else Intent.ASKS_BACK
    if words <= CURT_WORDS and _DOES_NOT_FOLLOW.search(said):
        return Intent.ASKS_BACK
    if words <= REQUEST_WORDS and _gives_up(said):
        return Intent.DOES_NOT_KNOW
    return Intent.ANSWER


def _gives_up(said: str) -> bool:
    """'I don't know' stands for the whole answer only when little is said before it, and no try after it."""
    match = DOES_NOT_KNOW.search(said)
    if match is None:
        return False
    before, after = said[: match.start()], said[match.end() :]
    if count_words(before) > BEFORE_GIVING_UP_WORDS or _TRIES.search(before):
        return False
    if CONDITION.match(before) or _REASON.match(before):
        return False
    if _HEDGE.search(after) and not _NO_GUESS.search(after) and content_words(_HEDGE.sub(" ", after)):
        return False  # 'I don't know. By the position, maybe?'
    beside = count_words(before) + count_words(after)
    if beside <= (HAS_NONE_WORDS if _HAS_NONE.search(match.group()) else GIVING_UP_CURT_WORDS):
        return True
    if beside > GIVING_UP_WORDS or _GOES_ON.search(after):
        return False
    later = PIECE.split(after, maxsplit=1)[1:]
    return all(
        count_words(piece) <= 3 or (is_aside(piece) and _DENIES.search(piece))
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


_REQUESTS = frozenset(
    {
        Intent.WANTS_REPEAT,
        Intent.WANTS_HINT,
        Intent.WANTS_MOMENT,
        Intent.WANTS_TO_SKIP,
        Intent.WANTS_TO_STOP,
        Intent.ASKS_FOR_FEEDBACK,
    }
)
# 'I've given you my answer' beside a request is no answer yet; more words may be.
WORDS_BESIDE_A_REQUEST = 8


def is_request(text: str) -> bool:
    """Tell whether the words ask to stop, skip or wait, or for a repeat, a hint or feedback, and no more."""
    if intent_of(text) not in _REQUESTS:
        return False
    beside = (part for part in re.split(r"(?<=[.!?…])\s+", text) if intent_of(part) not in _REQUESTS)
    return sum(map(count_words, beside)) <= WORDS_BESIDE_A_REQUEST
