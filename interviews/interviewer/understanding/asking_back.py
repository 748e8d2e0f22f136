"""A turn that ends with a question to the interviewer, told from one that the answer asks itself."""

import re
from itertools import takewhile

from ...content_words import content_words
from .patterns import SENTENCE, any_of
from .remarks import holds_an_answer, put_to_another

# A question to the interviewer about the question, not one that the answer asks itself.
_ASKS = any_of(
    r"\b(?:can|could|should|shall|may|do) i (?:assume|presume|take it|use|have|pick|choose|think of|know)\b",
    r"\b(?:are|do|can|could|should|would|is|does|did|was|were)"
    r" (?:we|you|they|it|there|this|that|the|each|all|any)\b",
    r"\b(?:what|which|how (?:many|much|big|large|often|long|fast|strict|old)|who|where|when)\b",
    r"\b(?:you mean|is that|in terms of|as in|like,? the)\b",
    r"^\W*(?:should|shall|do|am|can|could|may|must) i\b",
    r"^\W*(?:(?:will|would) (?:the|my|your)|(?:has|have) (?:the|any|\w+thing)|any)\b",
)
# Said to the interviewer and to nobody else: 'would you …' may be said of anybody.
_ASKS_YOU = any_of(
    r"\b(?:do|did) you (?:mean|want me|have in mind|expect me)\b",
    r"\bare you (?:asking|looking for|after|interested in)\b",
    r"\bwould you (?:like|prefer|want) me\b",
    r"\bhow (?:long|short|brief|detailed|deep|much detail) (?:should|shall|must|may|can) "
    r"(?:this be|(?:my|the) answer|i (?:talk|answer|speak|go|be))\b",
)
# Who is not sure of an answer asks it: 'By the position, maybe?', 'Would that be a hash map?', 'Is that when
# two threads wait for each other?'
_BEGINS = r"^\W*(?:(?:um|uh|so|well|hmm|like|okay|or|and|then|sorry|i'm not sure|i don't know)\W+)*"
# 'Perhaps, could we say that …' is no guess.
_HEDGE = (
    rf"{_BEGINS}(?:maybe|perhaps|probably|possibly|i think|i guess|i suppose)\b"
    r"(?!\W+(?:you|(?:can|could|should|shall|may|do|does|is|are) (?:i|we|you|it|they|there|that|this|the)|"
    r"what|which|how|who)\b)(?!.*:)"
)
_HEDGED = re.compile(_HEDGE, re.IGNORECASE)
_GUESSES = any_of(
    _HEDGE,
    r"\b(?:maybe|perhaps|probably|i think|i guess|i suppose|or something(?: like (?:that|this))?)\W*$",
    rf"{_BEGINS}(?:would|might) (?:that|this) (?:just |maybe |perhaps |then |also |not )*be "
    r"(?!(?:an? |the |any |too |still |really |even )*(?:ok|okay|fine|enough|possible|all ?right|allowed|"
    r"useful|good|right|correct|problem|what|part|included|acceptable|helpful|relevant|something|too|per|on|"
    r"for|in|at|across|within|from|before|after|every|each|all|only|out|with|without)\b)",
    rf"{_BEGINS}(?:is|was) (?:that|this|it) (?:just |maybe |like |not )*"
    r"(?:because|when|(?:the|that) (?:one|thing|case|problem) (?:where|when|with|that))\b",
    rf"{_BEGINS}(?:is|was) it that\b",
    rf"{_BEGINS}(?:does|would|could) (?:that|this|it) have (?:something |anything )?to do with\b",
)
# 'Like the id of the last post?' puts a guess in other words, unless it comes behind a 'what' or 'which'.
_WH = re.compile(r"^\W*(?:(?:so|or|and|but)\W+)?(?:what|which|how|who|where|when|why)\b", re.IGNORECASE)
_LIKE = re.compile(r"^\W*(?:(?:so|or|and)\W+)?like,? (?:the|an?|it|they|we|i)\b", re.IGNORECASE)
# Anybody may be meant by 'the date that you pass in'.
_YOU = re.compile(
    r"\b(?:do|did|would|are|were|can|could|should|will|have|had) you\b|\bfor you\b|\byour question\b|"
    r"\byou(?:'re| are| were)? (?:mean|meant|want|wanted|ask|asked|asking|expect|looking|after|interested)\b",
    re.IGNORECASE,
)
_ANNOUNCES_QUESTION = any_of(
    r"\b(?:can|could|may|might) i (?:please |just |maybe |perhaps |possibly )*(?:ask|clarify|check)\b",
    r"^\W*(?:(?:sorry|just|okay|hmm|well|i have|i've got|i'd have)\W+)*(?:one|a|two|some|a couple of|a few) "
    r"(?:more |quick |short |small |clarifying )*questions?(?: first| before[^,.:?!]*)?[,.:?!]",
    r"^\W*(?:(?:sorry|just|okay|hmm|well)\W+)*(?:quick|short|clarifying) question[^,.:?!]*[,.:?!]",
)
# Why it is asked, and little else: who goes on with their answer has asked it of themselves.
_SAYS_WHY = any_of(
    r"\b(?:changes|decides|for) (?:my|the) (?:\w+ )?answer\b",
    r"\bbefore i (?:can )?(?:answer|start|begin)(?=\W*$)",
    r"\bi(?:'d)? need to know\b",
)
MOST_BESIDE_WHY = 1  # words with content
LEAST_TRIED = 3
# Leave to take something of one's own for the answer; what is said after it is why it is asked.
_OF_ONES_OWN = r"(?:my|work|studies|university|school|course|project|internship|hobby|personal|private)"
_ASKS_LEAVE = any_of(
    r"\b(?:can|could|may|does|must|would) (?:it|this|that) (?:also )?(?:be|have to be)\b"
    rf"[^?]*\b{_OF_ONES_OWN}\b",
    r"\b(?:does|would|will|do) [^?]*\bcount\W*$",
    r"\bis it (?:ok|okay|fine|all ?right|enough) if (?:it|that|this)(?:'s| is| was| comes)\b"
    rf"[^?]*\b{_OF_ONES_OWN}\b",
    r"\bis it (?:ok|okay|fine|all ?right|enough) (?:if i|for me to|to) (?:also )?"
    r"(?:take|use|pick|choose|talk|tell)\b",
    r"\b(?:can|could|may) i (?:just |maybe )*(?:talk about|tell you about|(?:take|use|pick|choose|give) "
    rf"(?:you )?(?:one|something|an? (?:\w+ )?(?:example|case|{_OF_ONES_OWN})))\b",
)
_SAY_MORE = (
    r"(?:explain|describe|continue|elaborate|expand|go (?:on|deeper|further)|"
    r"talk (?:about|you through)|tell you|walk you through|show you|give you|"
    r"(?:say|add) (?:more|something|a (?:bit|word|few words|sentence)))\b"
)
_GO_INTO = r"go (?:into|over|through)\b"
_ALSO = r"(?:also |maybe |just |quickly |perhaps )*"
_OFFERS = any_of(
    r"\b(?:do|would|did) you (?:also |still |maybe |even )*(?:want|like)(?: me)? to (?:also |just )?"
    rf"(?:{_SAY_MORE}|{_GO_INTO}|(?:hear|know)\b)",
    r"\bwould you (?:also )?like (?:an?(?: \w+)? example|more (?:detail|of)|(?:the|some) details)\b",
    rf"\b(?:should|shall|can|may|could) i {_ALSO}{_SAY_MORE}",
    rf"\b(?:should|shall) i {_ALSO}{_GO_INTO}",
)
_IF_YOU_LIKE = re.compile(
    rf"\bi (?:can|could) (?:also |still |maybe |just )*(?:{_SAY_MORE}|{_GO_INTO}).*"
    r"\bif you(?:'d| would)? (?:like|want|wish)\W*$",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
# '… and may I touch the settings': a second question, whose mark is lost where phrases are cut.
_ASKS_ON = re.compile(
    r"^\W*(?:and|or)\W+(?:may|can|could|should|shall|do|does|is|are|would|will) "
    r"(?:i|we|you|it|they|there|that)\b",
    re.IGNORECASE,
)
_BEGINS_A_QUESTION = re.compile(
    r"^\W*(?:(?:and|or|so)\W+)?(?:is|are|was|were|do|does|did|can|could|may|should|would|will|has|have|"
    r"what|which|how|who|when|where|why)\b",
    re.IGNORECASE,
)
_AUXILIARY = (
    r"(?:is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|should|must|might|may|ca|wo)"
)
_PRONOUN = r"(?:i|we|you|he|she|it|they|there|that|this|those|one)"
_TAG = re.compile(
    r"(?:,\s*(?:right|yeah|no|okay|ok|correct|you know|isn't it|doesn't it|don't you|see)|"
    r"(?:does|do|did|would) (?:that|this|it|i) (?:make (?:any )?sense|help|answer.*|work.*|sound.*)|"
    r"(?:is|was) that (?:what you.*|right|enough|okay|ok|fine|the (?:right|kind).*)|"
    r"you know what i mean|if that makes sense|shall i go on|"
    r"should i (?:go (?:on|deeper|further)|continue)(?: \w+)?|"
    r"(?:do|would) you want me to .*|"
    # 'I think that's about it, is it?': an auxiliary and its pronoun, behind a statement.
    rf"(?:[\w']+ ){{2}}[\w']+,\s*{_AUXILIARY}(?:n't)? {_PRONOUN}(?: not)?)\s*\?\s*$",
    re.IGNORECASE,
)


def questions_at_end(text: str) -> str:
    """Return the questions that a turn ends with, all of it where it ends with none."""
    sentences = [sentence.strip() for sentence in SENTENCE.findall(text) if sentence.strip()]
    asked = list(
        takewhile(lambda sentence: sentence.endswith("?") or _ASKS_ON.match(sentence), sentences[::-1])
    )
    return " ".join(asked[::-1]) or text


def asks_back(text: str) -> bool:
    """Tell whether the last thing said is a question to the interviewer."""
    sentences = [s.strip() for s in SENTENCE.findall(text) if s.strip()]
    if offers_more(text):
        return False
    if _asks_leave(sentences):
        return True
    if guesses(text):
        return False
    if len(sentences) > 1 and _ASKS_ON.match(sentences[-1]):
        if sentences[-1].endswith("?") and not _TAG.search(sentences[-1]):
            return True
        sentences.pop()
    if not sentences or _TAG.search(sentences[-1]):
        return False
    if not sentences[-1].endswith("?"):
        if _only_says_why(sentences[-1]):
            asked = takewhile(lambda sentence: sentence.endswith("?"), sentences[-2::-1])
            return any(_ASKS.search(sentence) for sentence in asked)
        # Who thinks aloud goes on after the question: 'What can I check? I'd look at which query is slow.'
        announced = _ANNOUNCES_QUESTION.search(sentences[0]) is not None
        last = _ANNOUNCES_QUESTION.sub("", sentences[-1])
        return announced and _BEGINS_A_QUESTION.match(last) is not None
    # 'What do you mean by the next page? The other endpoints?': the last one only guesses.
    question = _ASKS.search(sentences[-1])
    if question is not None and put_to_another(sentences[-1][: question.start()]):
        return False
    return question is not None or _ASKS_YOU.search(questions_at_end(text)) is not None


def guesses(text: str) -> bool:
    """Tell whether the questions at the end of a turn are guesses at the answer, and put to nobody."""
    asked = questions_at_end(text)
    if _ASKS_YOU.search(asked):
        return False
    last = SENTENCE.findall(asked)[-1:]
    if last and _HEDGED.search(last[0]) and holds_an_answer(asked, least=LEAST_TRIED):
        return True
    if _YOU.search(asked):
        return False
    sentences = [sentence.strip(" ?!.") for sentence in SENTENCE.findall(asked)]
    if any(map(_GUESSES.search, sentences)):
        return True
    return bool(sentences) and _LIKE.match(sentences[-1]) is not None and not any(map(_WH.match, sentences))


def offers_more(text: str) -> bool:
    """Tell whether a turn ends by offering to say more: 'Should I also talk about the rollback?'."""
    last = [sentence.strip() for sentence in SENTENCE.findall(text) if sentence.strip()][-1:]
    if not last:
        return False
    offer = _IF_YOU_LIKE.search(last[0]) or (_OFFERS.search(last[0]) if last[0].endswith("?") else None)
    if offer is None or _EITHER.search(last[0]):
        return False
    return not put_to_another(text[: text.rfind(last[0]) + offer.start()])


def _asks_leave(sentences: list[str]) -> bool:
    """Tell whether a turn begins by asking for leave, and answers nothing after that."""
    if not sentences or not sentences[0].endswith("?") or not _ASKS_LEAVE.search(sentences[0]):
        return False
    return not holds_an_answer(" ".join(sentences[1:]))


def _only_says_why(sentence: str) -> bool:
    rest, reasons = _SAYS_WHY.subn(" ", sentence)
    return reasons > 0 and len(content_words(rest)) <= MOST_BESIDE_WHY
