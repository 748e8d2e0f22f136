"""An answer cut into clauses, of which those are told that stand by themselves and may be handed back."""

import re
from collections.abc import Iterator

from ..analysis.content import polarity
from ..analysis.content.terms import FUNCTION_WORDS
from ..analysis.repairs import corrected_figures
from ..content_words import content_words, words
from .second_person import YOU
from .surely_heard import surely_heard
from .understanding.remarks import ABOUT_THE_TALK

CLAUSE_WORDS = range(4, 13)
LEAST_TOLD = 2  # words with content, figures left out
LONGEST_UNMARKED = 40  # words of a sentence without a comma
LEAST_CARRIED = 3  # words with content, beside a pronoun that stands for what was said before
_PAUSES = re.compile(r"\b(?:u[hm]+|erm*|hmm+|mhm)\b[,.…]*\s*", re.IGNORECASE)
_FILLERS = re.compile(
    r"(?:,\s*)?\b(?:you know|i mean|sort of|kind of|basically|actually|obviously|honestly|essentially|"
    r"literally|to be honest|of course|for sure)\b(?:\s*,)?|,\s*like,",
    re.IGNORECASE,
)
# 'cancel it after three, no, five minutes': what stands before is taken back, in part at least.
_CORRECTS = re.compile(
    r"[,–—]\s*(?:(?:oh|ah|uh|well|or|actually)\W+)*(?:(?:no|sorry|wait|rather|correction)\s*[,–—]|i mean\b)|"
    rf"{polarity.TAKES_BACK_AT_ONCE.pattern}|\bor rather\b",
    re.IGNORECASE,
)
# 'a job runs, say, once a week': its commas part nothing.
_SAY = re.compile(r",\s*(?:let's )?say,\s*", re.IGNORECASE)
_REPEATED = re.compile(r"\b(\w+(?:'\w+)?)(?:,?\s+\1\b)+", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:the (?:first|second|next|other|main|only|best|most important) thing (?:is|was|would be)"
    r"(?: that)?|"
    r"so|well|and|but|okay|ok|yeah|yes|right|then|also|now|because|cause|first|firstly|second|secondly|"
    r"next|finally|plus|or|like|anyway|there|i think|i believe|"
    r"i would say|i'd say|in that case|at first|first of all|for me|that)\b[,\s]*(?!'))+",
    re.IGNORECASE,
)
_THERE = re.compile(r"^there(?:'s| is| are| was| were)\b", re.IGNORECASE)
_BEFORE_THERE = re.compile(r"^(?:(?:so|and|well|then)\s+)+(?=there\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.!?;:…]|[.:](?=\w))+[.!?;:…]*")  # with the mark that ends it; 99.9 has none
# Its comma must not part it from the guess that it makes of what follows.
_HEDGE = re.compile(r"\b(probably|maybe|perhaps|possibly),", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s+[–—-]+\s+|,\s*(?:and|but|so|then|or|because|while)?\s+|"
    r"\s+(?:and|but|so|because|then|while|or|which means)\s+(?:then\s+)?"
    r"(?=(?:i|i'd|i'll|i'm|i've|we|we'd|we'll|we've|we're|you|you'd|you'll|it|it's|they|they'd|there's|that's)\b)",
    re.IGNORECASE,
)
# What comes after such a joint, or is joined on to an 'if', happens only in a case that need not be theirs:
# 'if the disk is full, or I have a bug', 'I would not poll, because then a deleted row just never shows up'.
_OTHERWISE = re.compile(r"^\W*(?:because\s+then|otherwise|(?:or\s+)?else)\b", re.IGNORECASE)
_ONLY_IF = re.compile(
    r"^\W*(?:(?:and|but|so|because)\s+)?(?:if|unless|in case|suppose|imagine)\b", re.IGNORECASE
)
# A reason not to do something says what doing it would bring.
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
_NOT_DONE = re.compile(r"\b(?:not|never|\w+n't)\b", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|could|might|will|can)\b|'(?:d|ll)\b", re.IGNORECASE)
_JOINED_ON = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
# What is only supposed, or taken back behind a "but", is nothing that the candidate would do.
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:could|thought|used to (?:think|believe)|some (?:people|say|would)|(?:people|many) say)\b",
    re.IGNORECASE,
)
# 'what I had assumed, that we'd have eight teams': what is told behind it was only thought.
_ONLY_THOUGHT = re.compile(
    r"\b(?:assum|thought|believ|expect|hop|fear|guess|imagin|figur)\w*\W*$", re.IGNORECASE
)
_THAT = re.compile(r"^\W*that\b", re.IGNORECASE)
_DENIES = re.compile(
    r"^(?:then\b|(?:i|we|you)(?:'d| would| did|'ve|'ll)? (?:never|not)\b|"
    r"(?:i|we|you|it|that|this|they) (?:\w+n't|(?:was|is|did|does|would) not)\b|"
    r"that(?:'s| is| was) (?:wrong|not)\b)",
    re.IGNORECASE,
)
# What is granted before a "but" is not what they are after, unless it says what they would do.
_GRANTS = re.compile(
    r"\b(?:is|are|was|were|like|liked|love|agree\w*|understand|get|hope|hoped|want|wanted|tried|believed?)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"^(?:i|i'd|i'll|i'm|i've|we|we'd|we'll|we've|we're|you|you'd|you'll|you've)\s",
    re.IGNORECASE,
)
# 'each time somebody calls' says when, and is half a sentence.
_THING = re.compile(
    r"^(?:the|a|an|every|each|our|my|one|both|all)\s+(?!(?:(?:first|next|last)\s+)?(?:time|moment|minute|way)\s)"
    r"(?:[\w-]+\s+){1,3}",
    re.IGNORECASE,
)
_VERBS = re.compile(  # and no 'server-sent events', 'write-ahead log'; 'a check in the table' has none
    r"(?<![\w-])(?:is|are|was|were|has|have|had|gets|got|keeps|kept|looks|stores|stored|checks|checked|sends|sent|"
    r"needs|needed|would|can|could|will|should|must|does|did|\w+n't|returns|writes|wrote|reads|fails|failed|waits|"
    r"goes|went|takes|took|holds|runs|ran|makes|made|comes|came|tells|told|becomes|became|stays|uses|"
    r"used|calls|called|drops|dropped|starts|started|sees|saw|shows|showed|breaks|broke|grows|grew|"
    r"(?<=s )(?:get|keep|look|store|check|send|need|return|write|read|fail|wait|go|take|hold|run|make|come|"
    r"tell|become|stay|use|call|drop|start|see|show|break|grow))(?![\w-])",
    re.IGNORECASE,
)
_COUNTS_ALONE = re.compile(
    rf"^(?:one|both|all)\s+(?:\w+ed\b|in\b|on\b|at\b|for\b|to\b|{_VERBS.pattern})", re.IGNORECASE
)
# 'a list for mails that failed', 'the column that we read': a verb of something within makes no sentence.
_WITHIN = re.compile(
    r"\b(?:that|which|who)\s+"
    r"(?:(?:i|we|you|they|it|also|then|not|never|already|still|just|(?:the|an?|our|my)\s+\w+)\s+){0,2}"
    r"(?:(?:is|are|was|were|has|have|had|would|can|could|will|should|does|did)\s+)?"
    rf"(?:{_VERBS.pattern}|\w+ed\b)|"
    r"\s(?:i|we|you|they)(?:'\w+)?\s+(?:(?:would|can|could|will|should)\s+)?\w+|"  # 'the token we keep in it'
    r"\s(?:so|as|because|when|since|while|if|until)\s.*",
    re.IGNORECASE,
)
# What would sound odd, or unkind, when handed back.
_NOT_TO_ECHO = re.compile(
    r"\b(?:don't know|not sure|no idea|can't remember|don't remember|guess|sorry|stupid|nervous|hard to say|"
    r"whatever|something like|or something|stuff|let me|ignore|instructions?|prompt|rubric|fuck\w*|shit\w*|"
    r"damn|hell|lost my|i see|i know|we know|you see|you know|i did that|probably|maybe|perhaps|possibly|"
    r"might|i suppose)\b",
    re.IGNORECASE,
)
# Said anywhere in a sentence, it makes all of it a guess.
_UNCERTAIN = re.compile(
    r"\b(?:not (?:certain|sure|positive)|(?:could|may|might) be wrong|no idea|if i remember|"
    r"i (?:guess|suppose))\b",
    re.IGNORECASE,
)
# 'you can just one huge': a word was misheard where the verb should stand.
_NO_VERB = re.compile(
    r"\b(?:can|could|would|will|should|must|might|may)(?: (?:just|only|also|then|still|always|never|not))* "
    r"(?:an?|the|one|two|three|this|these|those|my|your|our|their|its|every|each)\b",
    re.IGNORECASE,
)
# 'each event has an number' was heard wrongly, 'an hour', 'an SQL query' and 'an ssh key' were not.
_WRONG_ARTICLE = re.compile(r"\b[Aa]n (?=[bcdfgjklmnpqrstvwxyz])\w*[aeiou]")
_DANGLING = frozenset(
    """
    a an the and or but so to of in on at by for with from that which who is are was were be been it its this
    these those my our your their as if when then than very really just also not i we you they he she can
    could would will should into about because like some any each every have has had do does did even own
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
LOOSE = frozenset(
    {"it", "that", "this", "they", "them", "those", "these", "there", "here", "thing", "things"}
)
_CUT_BEFORE = re.compile(
    # Not 'where', 'which' or 'who': 'write down where the days go' needs its object.
    r"\s(?:so that|because|since|when|while|until|after|before|rather than|"
    r"instead of|without|with|for|in order to|and|but)\s",
    re.IGNORECASE,
)
# 'you can't add a chip without a day for the port': what is denied or limited holds only with what it is for.
_HOLDS_IN_CASE = re.compile(r"\b(?:not|never|only|nobody|nothing|hardly|rarely|no|\w+n't)\b", re.IGNORECASE)
_JOINS = re.compile(r"\s(?:and|but)\s", re.IGNORECASE)
_ADDS_A_DENIAL = re.compile(r"\s(?:and|but)\b.*\b(?:not|never|no|nothing|nobody|\w+n't)\b", re.IGNORECASE)
# 'the page had a table': what of it is told comes behind.
_SAYS_LITTLE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|got|gets?)\s+(?:(?:an?|the|some|our|my)\s+)?[\w-]+$", re.IGNORECASE
)
_INTERVIEWER = frozenset({"you", "you'd", "you'll", "you're", "you've", "your", "yours"})
# Beside one of those, what tells that the interviewer is meant, and not anybody.
_BETWEEN_US = (YOU.keys() - _INTERVIEWER) | {
    "question", "questions", "interview", "answer", "answers", "ask", "asked", "asking", "said", "mentioned",
}  # fmt: skip


def clauses(answer: str) -> list[str]:
    """Return the clauses of an answer that can stand by themselves, without pauses and fillers."""
    return [piece for piece in pieces_of(answer) if _stands_alone(piece) and surely_heard(piece)]


def pieces_of(answer: str) -> list[str]:
    """Return what an answer says, cut at its joints, without pauses, fillers, questions, guesses and what is
    corrected at once."""
    text = _still_meant(_PAUSES.sub("", corrected_figures(answer.replace("’", "'"))))
    text = _FILLERS.sub(lambda filler: ", " if filler.group().strip().startswith(",") else " ", text)
    text = _SAY.sub(" ", text)
    text = re.sub(r"\s+,", ",", _REPEATED.sub(r"\1", " ".join(text.split())))
    pieces = (
        piece
        for sentence in _SENTENCE.findall(_HEDGE.sub(r"\1", text))
        if not (sentence.endswith("?") or _UNCERTAIN.search(sentence) or _is_unmarked(sentence))
        for piece in _pieces(sentence.rstrip(".!;:… "))
    )
    return [_bare(piece) for piece in pieces]


def _still_meant(text: str) -> str:
    """Leave out what a sentence corrects within itself, and the sentence before one that takes it back."""
    kept: list[str] = []
    for sentence in _SENTENCE.findall(text):
        corrections = list(_CORRECTS.finditer(sentence))
        if corrections and kept and not words(sentence[: corrections[0].start()]):
            kept.pop()
        kept.append(sentence[corrections[-1].end() :] if corrections else sentence)
    return " ".join(kept)


def _is_unmarked(sentence: str) -> bool:
    """Tell whether a recogniser ran sentences together, so that nobody can tell where one ends."""
    return "," not in sentence and len(words(sentence)) > LONGEST_UNMARKED


def _pieces(sentence: str) -> Iterator[str]:
    """Yield what lies between the joints of a sentence and holds by itself.

    What an enumeration goes on after, and what only holds in some case, is left out.
    """
    start, told, before, case = 0, "", "", ""
    for joint in _SPLIT.finditer(sentence):
        piece = sentence[start : joint.start()]
        case = case or (piece if _ONLY_IF.match(piece) else "")
        rest = sentence[joint.end() :]
        goes_on = joint.group().strip() == "," and _goes_on(rest)
        turned_down = _is_turned_down(before, piece, joint.group(), rest)
        after = sentence[joint.start() :]
        if not (goes_on or turned_down or _holds_only_then(told, before, piece, case, after)):
            yield piece
        start, told, before = joint.end(), piece, joint.group()
    last = sentence[start:]
    if not (_holds_only_then(told, before, last, case, "") or _is_turned_down(before, last, "", "")):
        yield last


def _holds_only_then(told: str, before: str, piece: str, case: str, after: str) -> bool:
    """Tell whether a piece behind the joint `before` only says what `case`, its contrary, or the contrary of
    what was `told` right before would bring."""
    if _OTHERWISE.match(f"{before}{piece}") or (_ONLY_THOUGHT.search(told) and _THAT.match(piece)):
        return True
    if _BECAUSE.search(before) and _NOT_DONE.search(told) and _WOULD.search(piece):
        return True
    lists = bool(re.match(r",?\s*or\b", after))  # 'if the file is missing, the disk is full, or …'
    return bool(case and before) and (lists or bool(_JOINED_ON.search(before)))


def _is_turned_down(before: str, piece: str, after: str, rest: str) -> bool:
    """Tell whether a piece is named to be turned down, or is one way of two: 'I could use …, but …'."""
    joined = f"{before} {after}"
    if _SUPPOSED.search(piece) and (_BUT.search(after) or _OR.search(joined)):
        return True
    does = SUBJECT.match(_LEAD.sub("", piece.strip(" ,"))) and not _GRANTS.search(piece)
    return bool(_BUT.search(after)) and (not does or _DENIES.match(rest) is not None)


def _goes_on(rest: str) -> bool:
    """Tell whether what comes after a comma is one more thing, and no clause of its own."""
    piece = _SPLIT.split(rest, maxsplit=1)[0]
    first = words(piece)[:1]
    if first and first[0].endswith("ing") and not first[0].endswith("thing"):
        return False  # 'including the check'
    named = _THING.match(f"{piece} ") or not FUNCTION_WORDS.issuperset(first)
    return bool(named) and not (SUBJECT.match(piece) or _VERBS.search(piece))


def _bare(piece: str) -> str:
    """Take off what leads into a clause, and what is too long of it."""
    piece = _BEFORE_THERE.sub("", piece.strip(" ,"))
    if not _THERE.match(piece):
        piece = _LEAD.sub("", piece).strip(" ,")
    return _shortened(piece)


def is_fit_to_say(piece: str) -> bool:
    """Tell whether a piece of an answer would be neither odd nor unkind when it is handed back."""
    return not (_NOT_TO_ECHO.search(piece) or ABOUT_THE_TALK.search(piece))


def _stands_alone(piece: str) -> bool:
    said = words(piece)
    if len(said) not in CLAUSE_WORDS or not is_fit_to_say(piece):
        return False
    if said[-1] in _DANGLING or said[-1].endswith("n't"):
        return False
    if _NO_VERB.search(piece) or _WRONG_ARTICLE.search(piece):
        return False
    if not _INTERVIEWER.isdisjoint(said) and not _BETWEEN_US.isdisjoint(said):
        return False
    carried = [word for word in content_words(piece) if word.isalpha()]
    if len(carried) < LEAST_TOLD:
        return False  # 'I had 0.62'
    if not LOOSE.isdisjoint(said) and len(carried) < LEAST_CARRIED:
        return False  # 'I wouldn't change that quietly': nobody knows any more what
    if SUBJECT.match(piece) or _THERE.match(piece):
        return True
    says = _VERBS.search(_WITHIN.sub(" ", piece))
    return bool(_THING.match(piece) and says) and not _COUNTS_ALONE.match(piece)


def _shortened(clause: str) -> str:
    """Cut a long clause where its main thought is complete, and not before what denies or limits it."""
    if len(words(clause)) < CLAUSE_WORDS.stop:
        return clause
    for match in reversed(list(_CUT_BEFORE.finditer(clause))):
        head, tail = clause[: match.start()], clause[match.start() :]
        if _ADDS_A_DENIAL.match(tail) or _SAYS_LITTLE.search(head):
            continue
        if _HOLDS_IN_CASE.search(head) and not _JOINS.match(tail):
            continue
        if 5 <= len(words(head)) < CLAUSE_WORDS.stop:
            return head
    return clause
