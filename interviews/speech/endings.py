"""How the words of an answer end: can a spoken English answer be over here?"""

import re
from itertools import pairwise

from .syntax import bare_words


class Ending:
    """How the words end."""

    OPEN = "open"  # nobody stops here: a filler, a conjunction, an article
    HANGING = "hanging"  # more is announced: 'first', a comma, 'for example'
    PLAIN = "plain"
    CLOSED = "closed"  # the floor is handed over: 'that's how I'd do it', 'can you say that again?'


_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
LONGEST_CLAUSE = 12  # words
LISTED_WITHIN = 40  # words
OPENS_WITHIN = 4  # words of a sentence: 'So um, the first thing'


def ending_of(text: str) -> str:
    """Return how an English answer's words end."""
    words = bare_words(text)
    if any(_ends_with(words, phrase) for phrase in CLOSING) or closes_softly(text) or asks_back(text):
        return Ending.CLOSED
    if words[-1] in OPEN_WORDS or any(_ends_with(words, phrase) for phrase in OPEN_PHRASES):
        return Ending.OPEN
    said = text.rstrip()
    if said.endswith((",", ":", ";", "-", "—", "...", "…")) or list_unfinished(text) or clause_open(text):
        return Ending.HANGING
    return Ending.PLAIN


def closes_softly(text: str) -> bool:
    """Return whether the last sentence hands the floor over with a word behind it ('That's it, I think.')."""
    words = bare_words(_SENTENCE_END.split(text.strip())[-1])
    return any(
        _ends_with(words, closing + softener)
        for closing in CLOSING
        if closing[0] == "that's"  # 'I don't know, I think' goes on
        for softener in SOFTENERS
    )


def asks_back(text: str) -> bool:
    """Return whether the last sentence asks the interviewer something ('What scale is it?')."""
    if not text.rstrip().endswith("?"):
        return False
    words = bare_words(_SENTENCE_END.split(text.strip())[-1])
    if _asks_amid(words):
        return True
    if not words or words[0] not in QUESTION_OPENERS:
        return False
    # Two words ('what you?') are rather a sound before a pause than a question.
    return ("you" in words and len(words) > 2) or any(
        verb in ASKING and who in ("i", "we") for verb, who in pairwise(words)
    )


def _asks_amid(words: list[str]) -> bool:
    """Return whether 'could you' stands behind something else: a recogniser often marks no end before it."""
    return any(
        verb in REQUESTING and who == "you" and before not in QUESTION_WORDS
        for before, verb, who in zip(words, words[1:], words[2:], strict=False)
    )


def list_unfinished(text: str) -> bool:
    """Return whether a sentence opened a list lately ('First …') and only its first item was said.

    'I would look at the logs first' opens none: as many answers end behind it as go on.
    """
    recent = [
        (word, place)
        for sentence in _SENTENCE_END.split(text)
        for place, word in enumerate(bare_words(sentence))
    ][-LISTED_WITHIN:]
    opened = [at for at, (word, place) in enumerate(recent) if word in OPENERS and place < OPENS_WITHIN]
    return bool(opened) and not any(word in FOLLOWERS for word, _ in recent[opened[-1] :])


def clause_open(text: str) -> bool:
    """Return whether the last sentence has only a subordinate clause ('If the table is big.')."""
    sentence = _SENTENCE_END.split(text.strip().rstrip(".?!… "))[-1]
    words = bare_words(sentence)
    if not words or words[0] not in SUBORDINATORS or len(words) > LONGEST_CLAUSE or "," in sentence:
        return False
    return not any(subject in SUBJECTS and verb in VERBS for subject, verb in pairwise(words[2:]))


def _ends_with(words: list[str], phrase: tuple[str, ...]) -> bool:
    return tuple(words[-len(phrase) :]) == phrase


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in text.strip().splitlines())


SUBORDINATORS = _words("if unless although though while whereas whenever")
OPENERS = _words("first firstly")
FOLLOWERS = _words("second secondly then next finally lastly third")
QUESTION_WORDS = _words("what which who where when how why")
QUESTION_OPENERS = QUESTION_WORDS | _words(
    "can could do does did is are was were should shall may would will sorry so and"
)
REQUESTING = _words("can could would will")
# 'What would I do?' is asked of oneself.
ASKING = _words("should shall can may do are")
# A subject and its verb further on in the sentence: the main clause is there.
SUBJECTS = _words("i you we they it that this")
VERBS = _words(
    """
    would will can could should might may must have need want get use do am are is was were
    go take make look think start try keep put
    """
)

# Fillers; conjunctions; prepositions that want their object (not those that also end a phrase: 'log in',
# 'carry on'); articles and possessives; subjects, auxiliaries and copulas without what they announce.
OPEN_WORDS = _words(
    """
    um uh uhm umm hmm hm er erm ah eh
    and or but because cause if when while whereas although though unless until since whether than
    of to for with from at by into onto between among through during without via per
    toward towards against under upon
    the a an my your our their its his every
    i we they i'm we're they're you're it's that's there's he's she's i've we've they've i'd we'd i'll we'll
    is are was were am be been being would could should will must might may can has have had
    who which whose very really quite
    """
)

OPEN_PHRASES = _phrases(
    """
    for example
    for instance
    such as
    kind of
    sort of
    you know
    i mean
    let me think
    let me see
    let's see
    let's say
    the thing is
    in terms of
    depends on
    based on
    instead of
    as well as
    in order
    so that
    so then
    and so
    and then
    but then
    i think
    i guess that
    i would say
    i'd say
    the first one
    """
)

SOFTENERS = _phrases(
    """
    i think
    i guess
    i suppose
    i believe
    really
    basically
    from me
    for now
    """
)

CLOSING = _phrases(
    """
    that's it
    i'm done
    i am done
    that's about it
    that's all
    i think that's it
    that's how i'd do it
    that's how i would do it
    that's how i do it
    that's how i'd approach it
    that's how i would approach it
    that's how we'd do it
    that's how we do it
    that's what i'd do
    that's what i would do
    that's my answer
    that would be my answer
    that's all i have
    that's all i can think of
    that's pretty much it
    that's everything
    that covers it
    that should be all
    i'll leave it there
    i don't know
    i have no idea
    i'm not sure about that
    does that make sense
    does that answer your question
    did that answer your question
    thank you
    thanks
    """
)
