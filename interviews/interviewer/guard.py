"""Watch over what a model says while it streams: what must not be spoken is stopped, the rest goes on.

A delta is held back only while what was said so far could be the beginning of something unspeakable, so that
an ordinary reply loses no time here.
"""

import re
from functools import lru_cache

from ..bank.schema import Question
from .port import InterviewerFailed, MoveKind, Situation

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
_UNSPEAKABLE = re.compile(r"```|</?(?:task|notes|ask|answer|said|cv|job|code|system)\b|\{\s*\"|<\|")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


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
        closing = (MoveKind.CLOSE, MoveKind.INVITE_QUESTIONS, MoveKind.ANSWER_CANDIDATE, MoveKind.OPEN)
        self._questions = QUESTIONS_AT_MOST + (1 if situation.move.kind in closing else 0)

    def take(self, delta: str) -> str:
        """Return what may be spoken of it now, perhaps nothing yet. Raises InterviewerFailed."""
        self._held += delta
        if not self._begun:
            start = self._held.lstrip().lower()
            if not start or any(bad.startswith(start) for bad in (*_BAD_BEGINNINGS, *_LABELS)):
                return ""
            if any(start.startswith(bad) for bad in _BAD_BEGINNINGS):
                raise InterviewerFailed("it refused, or answered with something that can't be spoken")
            self._held = _LABEL.sub("", self._held).lstrip()
            if not self._held:
                return ""
            self._begun = True
        return self._let_through()

    def finish(self) -> str:
        """Return the rest. Raises InterviewerFailed when nothing was said at all."""
        if not self._begun and self._held.strip():
            if any(self._held.lstrip().lower().startswith(bad) for bad in _BAD_BEGINNINGS):
                raise InterviewerFailed("it answered with something that can't be spoken")
            self._begun = True
        rest = self._let_through() if self._held and not self.done else ""
        if not (self.text + rest).strip():
            raise InterviewerFailed("it said nothing")
        return rest

    def _let_through(self) -> str:
        piece, self._held = self._held, ""
        whole = self.text + piece
        tail = whole[-len(piece) - 60 :]
        if _UNSPEAKABLE.search(tail):
            raise InterviewerFailed("it fell into markup")
        if _OTHER_ROLE.search(tail):
            raise InterviewerFailed("it spoke for somebody else")
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


def _runs(text: str) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    return frozenset(" ".join(words[n : n + LEAK_WORDS]) for n in range(len(words) - LEAK_WORDS + 1))
