"""Watch over what a model says while it streams: what must not be spoken is stopped, the rest goes on.

A delta is held back only while what was said so far could be the beginning of something unspeakable, so that
an ordinary reply loses no time here.
"""

import re
from functools import lru_cache

from intervision.ratings import MARKS, may_rate_from, rating_in

from ..analysis.content.asides import is_order
from ..bank.schema import Question
from .port import InterviewerFailed, MoveKind, Situation
from .praise import may_be_praise, without_praise
from .spoken import Spoken

LEAK_WORDS = 7
WORDS_AT_MOST = 130
QUESTIONS_AT_MOST = 2
_BAD_BEGINNINGS = (
    '{',
    '[',
    '<',
    '```',
    '#',
    "i'm sorry, but i can",
    'i’m sorry, but i can',
    'i am sorry, but i can',
    'sorry, but i can',
    "i can't help with",
    'i can’t help with',
    'i cannot help with',
    "i can't assist",
    'i cannot assist',
    'as an ai language model',
    'as a language model',
    # It hands over a text instead of speaking; 'Here is the question once more' is speech.
    *(
        f"{agrees}{here} {of} {what}"
        for agrees in ('', 'sure, ', 'sure! ', 'certainly, ', 'certainly! ', 'of course, ', 'of course! ')
        for here in ('here is', "here's", 'here’s')
        for of in ('the', 'a', 'my', 'your')
        for what in ('response', 'reply', 'json', 'revised', 'rewritten', 'rephrased', "interviewer's")
    ),
)  # fmt: skip
_LABEL = re.compile(r"^\s*(?:\*\*)?(?:interviewer|you|ai)(?:\*\*)?\s*:\s*(?:\*\*)?\s*", re.IGNORECASE)
_LABELS = ("interviewer:", "**interviewer", "you:", "ai:")
_OTHER_ROLE = re.compile(r"(?:^|[\n.?!]\s*)(?:candidate|user|assistant|system|answer)\s*:", re.IGNORECASE)
_UNSPEAKABLE = re.compile(
    r"```|</?(?:think(?:ing)?|reasoning|task|notes|ask|answer|said|cv|job|code|system)\b|\{\s*\"|<\|"
)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
# A reply that ends otherwise, and that the server did not call ended, broke off.
_ENDS_LIKE_SPEECH = re.compile(r"[.?!…。？！؟।:\"”'’»)]\s*$")
# Here thanks are more than a way to begin.
_PARTING = (MoveKind.OPEN, MoveKind.CLOSE, MoveKind.INVITE_QUESTIONS, MoveKind.ANSWER_CANDIDATE)


class Guard:
    """One reply as it comes in. `take` returns what may be spoken now; `finish` what was held back."""

    def __init__(self, situation: Situation) -> None:
        self.text = ""  # what has been let through
        self.done = False  # enough was said: the rest of the stream is not wanted
        self._held = ""
        self._begun = False
        self._coaching = situation.coaching
        question = situation.move.question
        self._secrets = secret_runs(question) if question and not situation.coaching else frozenset()
        if self._secrets and situation.exchanges:
            # The candidate's own words may be quoted back, whatever the notes say.
            said = " ".join(exchange.answer for exchange in situation.exchanges[-4:])
            self._secrets = self._secrets - _runs(said)
        self._keeps_thanks = situation.move.kind in _PARTING
        self._questions = QUESTIONS_AT_MOST + (1 if self._keeps_thanks else 0)
        self._spoken = Spoken()
        self._known_marks = _known_marks(situation)

    @property
    def thinks(self) -> bool:
        """Whether all that came so far are thoughts."""
        return self._spoken.thinks

    def take(self, delta: str) -> str:
        """Return what may be spoken of it now, perhaps nothing yet. Raises InterviewerFailed."""
        self._held += self._spoken.take(delta)
        if not self._begun and not self._begin(last=False):
            return ""
        return self._let_through(last=False)

    def finish(self, *, ended: bool = True) -> str:
        """Return the rest. Raises InterviewerFailed when nothing was said at all, or when the words break off
        although the server did not say that they have `ended`."""
        self._held += self._spoken.finish()
        if not self._begun and self._held.strip():
            self._begin(last=True)
        rest = self._let_through(last=True) if self._held and not self.done else ""
        said = self.text.strip()
        if not said:
            raise InterviewerFailed("it said nothing")
        if not ended and not self.done and not _ENDS_LIKE_SPEECH.search(said):
            raise InterviewerFailed("its reply broke off")
        return rest

    def _begin(self, *, last: bool) -> bool:
        """Tell whether the reply has begun, without a label or mere praise. Raises InterviewerFailed."""
        start = self._held.lstrip().lower()
        if not last and (not start or any(bad.startswith(start) for bad in (*_BAD_BEGINNINGS, *_LABELS))):
            return False
        if any(start.startswith(bad) for bad in _BAD_BEGINNINGS):
            raise InterviewerFailed("it refused, or answered with something that can't be spoken")
        self._held = _LABEL.sub("", self._held).lstrip()
        if not self._keeps_thanks:
            self._held = without_praise(self._held)
        if not self._held or (not last and not self._keeps_thanks and may_be_praise(self._held)):
            return False
        self._begun = True
        return True

    def _let_through(self, *, last: bool) -> str:
        piece, self._held = self._held, ""
        whole = self.text + piece
        if not last:  # 'eight' may go on as 'eight out of ten', 'an A' as 'an A record'
            tail = whole[-len(piece) - 120 :]
            kept = min(len(piece), len(tail) - may_rate_from(tail))
            piece, self._held = piece[: len(piece) - kept], piece[len(piece) - kept :]
        if not piece:
            return ""
        whole = self.text + piece
        tail = whole[-len(piece) - 60 :]
        if _UNSPEAKABLE.search(tail):
            raise InterviewerFailed("it fell into markup")
        if _OTHER_ROLE.search(tail):
            raise InterviewerFailed("it spoke for somebody else")
        if (rating := rating_in(whole[-len(piece) - 120 :])) and _plain(rating) not in self._known_marks:
            raise InterviewerFailed("it was about to rate the candidate")
        if self._secrets and (" " in piece or "." in piece) and self._leaks(whole[-len(piece) - 200 :]):
            raise InterviewerFailed("it was about to give the answer away")
        piece = _SPACE.sub(" ", piece.replace("*", "").replace("`", ""))
        if whole.count("?") >= self._questions and "?" in piece:
            piece, self.done = piece[: piece.rindex("?") + 1], True
        elif whole.count(" ") > WORDS_AT_MOST and (ends := re.search(r"[.!?](?=\s|$)", piece)):
            piece, self.done = piece[: ends.end()], True
        self.text += piece
        return piece

    def _leaks(self, text: str) -> bool:
        return not self._secrets.isdisjoint(_runs(text))


@lru_cache(maxsize=64)
def secret_runs(question: Question) -> frozenset[str]:
    """Return the runs of words that would give an answer away: of the points, not of what may be asked."""
    hidden: set[str] = set(_runs(question.stronger_answer))
    open_words: set[str] = set()
    for text in (question.ask, question.follow_ups.strong, question.follow_ups.vague):
        open_words |= _runs(text)
    for point in question.key_points:
        for text in (point.point, *point.paraphrases, *point.partial):
            hidden |= _runs(text)
        open_words |= _runs(point.probe)
    return frozenset(hidden - open_words)


def _known_marks(situation: Situation) -> frozenset[str]:
    """Return what looks like marks and is not: the question's figures, and those that the candidate told."""
    question = situation.move.question
    texts = [question.ask, *(point.probe for point in question.key_points)] if question else []
    for exchange in situation.exchanges[-4:]:
        texts += [said for said in _SENTENCE.findall(exchange.answer) if not is_order(said)]
    return frozenset(_plain(marks) for text in texts for marks in MARKS.findall(text))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _runs(text: str) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    return frozenset(" ".join(words[n : n + LEAK_WORDS]) for n in range(len(words) - LEAK_WORDS + 1))
