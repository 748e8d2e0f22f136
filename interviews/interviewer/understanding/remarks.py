"""What a candidate says to the interviewer about the talk itself: how it goes, that it was said, what for."""

import re

from ...content_words import content_words

# Words about the talk itself, whoever says them: no part of an answer, and handed back to nobody.
ABOUT_THE_TALK = re.compile(
    r"\b(?:you (?:asked|meant|wanted)|as i|i (?:just |already )?(?:said|told you|meant|answered)|"
    r"(?:my|your) (?:(?:whole|full|last|first|next|own) )?(?:answers?|questions?)|"
    r"(?:the|this|that|last|next|first|second|good|nice|great|hard|tricky) (?:answer|question|interview)|"
    r"(?:question|answer)s? (?:from|of) my side|answered|feedback|hint|i'll (?:say|start)|rather stop|"
    r"by the way|before we go on|thanks|thank you|sorry|nervous|(?:a bit|so|very) (?:tired|lost))\b",
    re.IGNORECASE,
)
_HOW_FAR = (
    r"(?: (?:doing|do|done|going|performing|perform))?"
    r"(?= (?:so far|on|in|with|at|until|today)\b|\s*[?.!,]|$)"
)
_FEEDBACK = re.compile(
    rf"\bhow (?:am i|are we|did i|have i been|was i){_HOW_FAR}|"
    # 'I read the notes to see how I did' tells it; 'can you tell me how I did' asks for it.
    r"(?:(?:(?:^|(?<=[.!?…,] ))(?:(?:and|but|so|please|just|now) )*|\byou (?:[a-z]+ )?)"
    r"(?:tell me|let me know)|"
    r"\byou (?:know|say|think)|\bi(?:'d| would) (?:like|love) to (?:know|hear)|\bi (?:wonder|want to know)|"
    rf"\bcurious) how (?:i'm|i am|i did|i was|i've been){_HOW_FAR}|"
    r"\bhow (?:is|was|are) my (?:answers?|performance|interview)(?: so far)?\s*[?.!]|"
    r"\b(?:did|do|would|will) i (?:pass|fail|do (?:well|okay|ok|all right))(?: (?:the|this) interview)?"
    rf"{_HOW_FAR}|"
    r"\bwhat (?:should|can|could) i (?:do )?(?:to )?(?:improve|do better|work on)\b|"
    r"\b(?:can|could|would|will) you (?:please )?(?:give me|share) (?:some |any |a bit of |your )?feedback\b|"
    r"\bhow would you (?:rate|score|grade) (?:me|my)\b|"
    r"\bwas my (?:last )?answer (?:right|correct|wrong|good|bad|okay|ok|what you (?:wanted|expected))\b|"
    r"\byou (?:please )?tell me (?:if|whether) (?:that|this|it|my answer)(?:'s| is| was) "
    r"(?:right|correct|wrong)\b",
    re.IGNORECASE,
)
_PUT_TO_ANOTHER = re.compile(
    r"\bask(?:s|ed|ing)? (?:(?:my|the)(?! (?:\w+ )?question)|our|their|each|every|all|them|him|her|"
    r"(?:my|it)self|(?:our|them)selves|people|users|customers)\b[^.!?…]*$|"
    r"(?<!\bi )(?<!\bme )(?<!\bto )\bask(?:s|ed)?[:,]\s*$|"
    r"\b(?:asks|says|wonders|types|wants to know)[:,]?(?: (?:what|how|who|when|why))?\s*$",
    re.IGNORECASE,
)
_REST_OF_QUESTION = re.compile(r"[^,.!?…]*\?")
_AGAIN = re.compile(
    r"^\W*(?:(?:well|so|yeah|yes|again|right|um|uh)\W+)*"
    r"(?:(?:as|like) i (?:already )?(?:said|mentioned|told you)\b|as (?:already )?mentioned\b"
    r"|that's what i (?:just )?said\b|i (?:already|just) (?:said|mentioned)\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:i(?:'ve| have| had|'d)?|i think i(?:'ve)?) (?:just |already )*"
    r"(?:said|told you|answered|covered|mentioned|explained|described)"
    r"(?: (?:it|that|this|all that|all of that|that one|this one))?"
    r"(?: (?:already|before|earlier|just now|a (?:minute|moment) ago))\b|"
    r"\bi(?:'ve| have)? (?:just|already) (?:said|told you|answered|covered|mentioned|explained|described) "
    r"(?:it|that|this)\b|"
    r"\bthat(?:'s| is| was) (?:exactly )?what i (?:just |already )?(?:said|told you|described|explained)\b|"
    r"\b(?:you(?:'ve| have)? (?:already |just )?asked (?:me )?(?:that|this)(?: already| before)?)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\bwhy (?:would|do|does|did|should|are|is) (?:you|we|they|anyone|anybody|one|the (?:company|team))\b"
    r"[^.?!]*\?",
    re.IGNORECASE,
)
LEAST_ANSWER = 5  # words with content
SAID_WORDS = 25
WHY_WORDS = 35


def before_asking_how_it_goes(said: str) -> str | None:
    """Return what was said before the candidate asks how they are doing, None when they don't ask.

    Who answers it as well asks it of themselves: 'How did I do on time? We shipped two weeks late.'
    """
    asked = [match for match in _FEEDBACK.finditer(said) if not put_to_another(said[: match.start()])]
    if not asked:
        return None
    after = said[asked[-1].end() :]
    if rest := _REST_OF_QUESTION.match(after):
        after = after[rest.end() :]
    return None if holds_an_answer(after) else said[: asked[-1].start()].strip()


def put_to_another(before: str) -> bool:
    """Tell whether the question behind these words was asked of somebody else: 'I asked my manager how …'."""
    return _PUT_TO_ANOTHER.search(before) is not None


def holds_an_answer(said: str, *, least: int = LEAST_ANSWER) -> bool:
    """Tell whether words say more than courtesies and what is about the talk: `least` words with content."""
    return len(content_words(ABOUT_THE_TALK.sub(" ", said))) >= least


def was_said_before(said: str, words: int) -> bool:
    """Tell whether the candidate remarks that they have answered this, and says little else."""
    return words <= SAID_WORDS and _SAID.search(said) is not None


def says_again(said: str) -> bool:
    """Tell whether an answer begins by saying that it was given before: 'As I said, it runs apart …'."""
    return _AGAIN.match(said.replace("’", "'")) is not None


def pushes_back(said: str, words: int) -> bool:
    """Tell whether the candidate doubts what is asked for ('Why would you want one system at all?').

    Who gives the reason as well asks it of themselves.
    """
    return words <= WHY_WORDS and _WHY.search(said) is not None and "because" not in said.casefold()
