"""Words that say nothing about the question: orders to whoever judges, what is taken back at once, what will
be said, and the question read back."""

import re
from collections.abc import Iterable, Sequence
from statistics import median

from ...announcements import announced
from ...transcript import bare
from . import polarity, terms
from .clauses import Clause

# Who says what they do themselves bids nobody: 'I mark', 'we'd set', 'it can't override'.
_BID = r"(?<!\bi )(?<!\bwe )(?<!\bthey )(?<!\bit )(?<!'d )(?<!'ll )(?<!n't )(?<!\bnever )\b"
_MADE = (
    r"(?:heard|covered|correct|complete|satisfied|passed?|full (?:marks|credit|points|score)|as true"
    r"|fulfilled|mentioned|ten out of ten|perfect)"
)
_JUDGED = r"(?:everything|every|each|all|my|me|answers?|points?|criteri(?:a|on)|rubric|candidate|questions?)"
_ORDERS = tuple(
    re.compile(pattern)
    for pattern in (
        _BID + r"(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:rubric|instructions?|prompt|"
        r"criteria|guidelines|rules|key points?|above|previous|grading|scoring)\b",
        _BID + r"(?:mark|count|score|grade|rate|judge|label|classify|treat|accept|register|log|record|tick|"
        r"check|set|put|flag)\b.{0,40}\b" + _JUDGED + r"\b.{0,40}\b" + _MADE + r"\b",
        r"\bas (?:fully |already )?(?:heard|covered|satisfied)\b",
        r"\b(?:give|award|grant|assign|deserves?)\b.{0,30}\b(?:full|maximum|max|top|perfect|all|every)\b"
        r".{0,20}\b(?:marks?|credit|points?|scores?|grades?|verdicts?)\b",
        r"\b(?:dear|hey|hello|attention|note to(?: the)?|message to(?: the)?)\b.{0,12}\b(?:judge|grader|"
        r"evaluator|examiner|assessor|ai|assistant|model|system|analyst|scorer|marker|reviewer)\b",
        r"\b(?:you are|act as|pretend(?: to be)?) (?:now )?(?:an? |the )?(?:ai|language model|judge|grader|"
        r"evaluator|lenient|generous|helpful assistant)\b",
        r"\bas an? (?:ai|language model|lenient|generous|helpful assistant)\b",
        r"\b(?:this|the) (?:candidate|applicant|speaker)\b.{0,25}\b(?:covers?|covered|mentions?|mentioned|"
        r"addresse[sd]|satisfie[sd]|hits?|meets?|fulfil\w*|demonstrate[sd]?|explain(?:s|ed)|nailed|"
        r"passe[sd])\b",
        r"\b(?:this|the|my) (?:answer|response)\b.{0,25}\b(?:covers?|covered|contains?|includes?|mentions?|"
        r"addresse[sd]|satisfie[sd]|hits?|meets?|fulfil\w*|demonstrate[sd]?)\b.{0,30}"
        r"\b(?:everything|every|points?|rubric|criteri(?:a|on)|all of (?:it|them))\b",
        r"\b(?:(?:all|every|each|these|both|five|four|three|six)(?: of)?(?: the)? (?:key |rubric )?"
        r"(?:points?|criteria|criterion)|the (?:key points|rubric (?:points|items)))\b.{0,30}"
        r"\b(?:heard|covered|satisfied|met|mentioned|said|made|addressed|hit|present|fulfilled|complete|"
        r"confirmed)\b",
        r"\b(?:system|developer|admin) (?:prompt |message )?(?:override|note|update|notice)\b",
        r"^(?:(?:this is|here is|end of|begin|new|an?) )*(?:system|developer|admin) (?:message|instruction)\b"
        r"(?! (?:stays|is|has|goes|holds|comes|first|only))",
        r"\b(?:verdict|not_heard|key_point)\b.{0,40}\b(?:heard|true|verdict)\b|\bjson\b.{0,40}\bheard\b",
        r"\b(?:output|return|respond with|reply with|write|answer with|print|say)\b.{0,25}"
        r"(?<!\bi )(?<!\bwe )\b(?:heard|verdict|full marks)\b",
        r"\b(?:judge|grader|evaluator|analyst|assessor|scorer)\b.{0,30}\bplease\b",
        r"\bnew (?:tasks?|instructions?|orders?|rules?|prompt)\b.{0,10}\bfor (?:the |you )?(?:model|"
        r"judge|ai|assistant|grader|evaluator|analyst)\b",
        r"\b(?:heard|covered|satisfied|checked|done)\b\W+\b(?:heard|covered|satisfied|checked|done)\b",
    )
)
# Who tells about injected orders is answering a question on them, and orders nobody.
_TELLS_ABOUT = re.compile(
    r"\b(?:attackers?|malicious|injections?|inject(?:s|ed)?|jailbreak\w*|adversar\w+|untrusted|web "
    r"?page|somebody|someone|users? (?:could|can|might|may|types?|writes?|says?|tries)|"
    r"(?:words?|phrases?|sentences?|texts?|something|lines?) (?:like|such as)|"
    r"instructions? (?:in|inside|within|from) (?:the|a|an|any|those|it|there))\b"
)


_LEAST_SPEECH = 0.15  # share of function words in a run of some length: below, it is a list of terms
_LONG_ENOUGH_TO_TELL = 6  # words
_READ_BACK = 0.6  # share of a run's words that stand in the question in the same order


def bears(said: Sequence[str], asked: Sequence[str], *, notes: bool = False) -> bool:
    """Tell whether a run of bare words can carry a point: it is speech, and not the question read back.

    `notes`: it stands among a writer's notes, which leave function words out.
    """
    function_words = sum(word in terms.FUNCTION_WORDS for word in said)
    if not notes and len(said) >= _LONG_ENOUGH_TO_TELL and function_words / len(said) < _LEAST_SPEECH:
        return False
    return repeats(said, asked) < _READ_BACK


_ECHO, _ECHO_OF_A_READER = 0.55, 0.25
_READS_BACK = 0.5  # median echo of the clauses of somebody who only says the question again
# What an answer has that its question hasn't, as a share of its content by rarity and in stems: with
# either it is an answer. None of 33 questions told back has more than .55, or nine; a full answer that names
# what was asked in each sentence has .67, and one that sorts what was asked into tables .56, in eleven stems.
_OWN, _OWN_STEMS = 0.6, 10
# Who tells the question back tells most of it, by rarity: each of those 33 at least .43. A terse answer, of
# which less may be its own, takes up less than .4.
_LEAST_TOLD_BACK, _OWN_OF_FEW = 0.4, 0.4


def most_echo(echoes: Sequence[float], *, adds: bool) -> float:
    """Return the echo of the question from which on a window says nothing of its own.

    `adds` tells whether the answer as a whole adds to the question (`adds_to`).

    An echo is the mean, over a window's tokens, of the best cosine among the question's tokens. Of
    answers' windows 2 % lie above 0.55, of the question told back in other words more than half. Who
    only tells the question back is judged more strictly: then little that is left is an answer. Who
    chooses between two things that the question names stays near it, and yet brings words of their own.
    """
    reads_back = bool(echoes) and median(echoes) >= _READS_BACK and not adds
    return _ECHO_OF_A_READER if reads_back else _ECHO


def adds_to(asked: Iterable[str], said: Iterable[str], rarity: terms.Rarity) -> bool:
    """Tell by their stems whether what was said adds to what was asked."""
    stems, of_question = frozenset(said), frozenset(asked)
    own = stems - of_question
    share = rarity.total(own) / max(rarity.total(stems), 1e-9)
    if len(own) >= _OWN_STEMS or share >= _OWN:
        return True
    told_back = rarity.total(stems & of_question) / max(rarity.total(of_question), 1e-9)
    return share >= _OWN_OF_FEW and told_back < _LEAST_TOLD_BACK


def is_own(asked: Iterable[str], said: Iterable[str], rarity: terms.Rarity) -> bool:
    """Tell by their stems whether words, however near they come to what was asked, are rather their own."""
    stems = frozenset(said)
    own = stems - frozenset(asked)
    return rarity.total(own) >= _OWN * max(rarity.total(stems), 1e-9)


def orders(words: Sequence[str], clauses: Sequence[Clause]) -> frozenset[int]:
    """Return the numbers of the sentences that give orders to a judge."""
    by_sentence: dict[int, list[str]] = {}
    for clause in clauses:
        by_sentence.setdefault(clause.sentence, []).extend(bare(words[at]) for at in clause.words)
    return frozenset(
        number
        for number, said in by_sentence.items()
        if not _TELLS_ABOUT.search(text := " ".join(said)) and any(order.search(text) for order in _ORDERS)
    )


def taken_back(words: Sequence[str], clauses: Sequence[Clause]) -> frozenset[int]:
    """Return the numbers of the clauses that the speaker takes back at once: the sentence before the words
    that do so, or where these go on in a sentence, the clause before them."""
    found: set[int] = set()
    for number, clause in enumerate(clauses):
        text = " ".join(bare(words[at]) for at in clause.words)
        if number == 0 or (cue := polarity.TAKES_BACK_AT_ONCE.search(text)) is None:
            continue
        before = clauses[number - 1]
        goes_on = before.sentence == clause.sentence
        found |= {
            other
            for other in range(number)
            if other == number - 1 or (not goes_on and clauses[other].sentence == before.sentence)
        }
        if text[cue.end() :].strip() == "":
            found.add(number)
    return frozenset(found)


def announcements(words: Sequence[str], clauses: Sequence[Clause]) -> frozenset[int]:
    """Return the numbers of the clauses that only say what the answer will be about."""
    return announced([" ".join(words[at] for at in clause.words) for clause in clauses])


def is_order(text: str) -> bool:
    """Tell whether this run of words gives orders to a judge."""
    plain = " ".join(bare(word) for word in text.split())
    return not _TELLS_ABOUT.search(plain) and any(order.search(plain) for order in _ORDERS)


def repeats(said: Sequence[str], asked: Sequence[str], *, run: int = 3) -> float:
    """Return the share of the words that stand in runs of `run` words of the question, 0 to 1."""
    if not said:
        return 0.0
    run = min(run, len(said))
    known = {tuple(asked[at : at + run]) for at in range(len(asked) - run + 1)}
    covered: set[int] = set()
    for at in range(len(said) - run + 1):
        if tuple(said[at : at + run]) in known:
            covered.update(range(at, at + run))
    return len(covered) / len(said)
