"""Signs of depth and of structure in an answer, each with the words it was seen in. Length is no sign.

Depth is what a senior answer has and a recital has not: trade-offs, numbers, examples from work, failure
cases, alternatives. Structure is a line that a listener can follow: claim, reason, example, sequence,
summary.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from ...transcript import Word, bare, is_guessed, span
from ..figures import figures
from ..judgement import Sign
from ..repairs import unparted, withdrawn
from . import terms

_NUMBER = (
    r"\b(?:\d[\d,.]*\s?(?:%|percent|ms|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|"
    r"years?|[kmg]b|gigs?|gigabytes?"
    r"|megabytes?|terabytes?|rows?|users?|requests?|queries|times|x|k|million|billion|people|"
    r"services?|nodes?|servers?|machines?)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|a (?:hundred|thousand|million))"
    r"(?: (?:hundred|thousand|million|billion))? (?:percent|ms|milliseconds?|seconds?|minutes?|"
    r"hours?|days?|weeks?|months?|megabytes?|gigabytes?|gigs?|rows?"
    r"|users?|requests?|queries|times|million|thousand|people|services?|nodes?|servers?|machines?))"
)
DEPTH_CUES: dict[str, str] = {
    "trade_off": (
        r"\b(?:trade ?offs?|trade-offs?|at the cost of|the (?:cost|price|downside|drawback|catch|"
        r"flip side|upside|risk) (?:is|here|of|being|would)"
        r"|(?:the|one|a) (?:downside|drawback|catch|disadvantage)|on the other hand|it depends (?:on|"
        r"whether|how)|depends on (?:the|how|what|whether)"
        r"|in (?:exchange|return) for|pros and cons|worth (?:it|the|paying)|you (?:give up|lose|pay)|"
        r"we (?:give up|lose|pay)|i(?:'d| would) (?:accept|give up|pay)"
        r"|but (?:then )?(?:it|that|you|they)(?:'s| is| are|'re| would|'ll)? (?:slower|more|harder|"
        r"costs?|cost|less|lose|pay|need|add)|"
        r"cheap(?:er)? but|faster but|simpler but|slower but|overkill|outweighs?|only worth|not "
        r"worth|costs? (?:us|you|more|memory|an extra|extra))\b"
    ),
    "number": _NUMBER,
    "example": (
        r"\b(?:for (?:example|instance)|such as|say(?:,)? (?:a|an|the|we|you|i)\b|let'?s say|imagine|"
        r"suppose|e\.?g\.?|at my (?:last|previous|old|current)"
        r"|at (?:work|a previous)|in my (?:last|previous|current|old)|we (?:once )?(?:had|ran into|"
        r"saw|hit|did|moved|switched|used to|got)|i (?:once|ran into|had|saw|built|worked|got burned)"
        r"|on (?:one|my last|a) (?:project|team|service)|(?<!the )last (?:year|job|time)|one time)\b"
    ),
    "failure_case": (
        r"\b(?:if (?:it|that|this|the|one|a|an|something|anything|they|either|your|our|two|someone|"
        r"somebody)[\w' ]{0,40}? (?:fails?|dies?|crash(?:es)?|goes? down|breaks?|drops?|times? ?out|"
        r"hangs?|is (?:down|lost|slow|full)|never (?:comes|arrives|returns)|gets? (?:lost|stuck|"
        r"killed))"
        r"|what (?:happens )?if|edge cases?|corner cases?|race conditions?|deadlocks?|worst case|"
        r"fail(?:s|ures?)(?! rates?\b)(?: (?:modes?|cases?|over))?|goes? wrong|blow(?:s)? up|"
        r"partial(?:ly)? fail\w*"
        r"|in case (?:of|the|it)|thundering herd|split brain|data loss|outage|when (?:it|that|the "
        r"\w+) (?:fails|dies|crashes|goes down|breaks|times out)|runs? out of|the (?:danger|risk|"
        r"nasty|tricky|hard) (?:case|part|bit|is)|otherwise)\b"
    ),
    "alternative": (
        r"\b(?:alternatively|another (?:option|way|approach|choice)|the (?:other|alternative) "
        r"(?:option|way|approach|choice)|instead of|rather than|as opposed to|or (?:you|we|i) could"
        r"|i(?:'d| would) (?:only|rather|prefer|pick|choose|start)|compared (?:to|with)|versus|i "
        r"considered|could also)\b"
    ),
}
STRUCTURE_CUES: dict[str, str] = {
    "claim": (
        r"\b(?:the (?:main|key|first|short|big|biggest|core|important) (?:thing|point|answer|idea|"
        r"reason|difference|question|problem)|(?:i think|i'?d say|in short|my answer|basically) "
        r"(?:the|it|that|is|you|we)"
        r"|i(?:'d| would) (?:start|begin|go with|use|choose|pick|split|look|first|want)|there are "
        r"(?:two|three|four|a few|several|a couple)|it comes down to|the (?:goal|point|idea|aim) "
        r"(?:is|here)|what matters)\b"
    ),
    "reason": (
        r"\b(?:because|since (?:the|it|we|you|that|they)|that'?s why|the reason (?:is|being|why|i)|which "
        r"means|so that|that way|this means|that means|therefore|due to|as a result|hence|why\?|in order "
        r"to)\b"
    ),
    "example": DEPTH_CUES["example"],
    "sequence": (
        r"\b(?:first(?:ly)?(?: of all)?|second(?:ly)?|third(?:ly)?|then|after that|next|finally|"
        r"lastly|to (?:start|begin) with|step (?:one|two|three|1|2|3)|once (?:that|it|the)|on top of "
        r"that|the (?:second|third|last|next|other) (?:thing|step|part|point|one|reason)|before "
        r"(?:that|any))\b"
    ),
    "summary": (
        r"\b(?:in (?:short|summary|conclusion|the end)|to (?:sum|summari[sz]e|wrap|recap|conclude)|so "
        r"overall|overall|all in all|bottom line|the (?:upshot|takeaway|gist)|so that'?s (?:how|why|what|"
        r"the)|long story short)\b"
    ),
}  # fmt: skip
# Manner (telling.py) and its weights learned from the cues above. What is shown of these kinds is narrower: a
# figure is a measured amount, not 'two requests', a failure names what fails, another way is one that was
# weighed, not 'compared with last week' or 'I'd rather say it than type it', and 'last year's money' is no
# example.
_SMALL = (
    r"(?:\d+(?:[.,]\d+)*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three"
    r"|four|five|six|seven|eight|nine))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen)"
)
_LARGE = rf"(?:(?:{_SMALL}|an?|half an?|one) )?(?:(?:hundred|thousand|million|billion)\b ?)+"
_SOME = rf"(?:{_LARGE}|{_SMALL})"
_TIME = r"(?:milliseconds?|ms|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?)"
_UNIT = (
    rf"(?:%|per ?cent|{_TIME}|[kmgt]b|(?:kilo|mega|giga|tera)?bytes?|gigs?|pixels?|px|x|dollars?|euros?"
    r"|pounds?|cents?|times (?:faster|slower|more|less|fewer|bigger|smaller|larger|cheaper|longer|as|the))"
)
_MANY = rf"(?:\d{{2,}}|ten|eleven|twelve|fifteen|\w+ty(?:[- ]\w+)?|{_LARGE})"
_COUNTED = (
    r"(?:rows?|users?|customers?|requests?|queries|people|engineers?|services?|nodes?|servers?|machines?"
    r"|orders?|tables?|teams?)"
)
_AMOUNT = (
    rf"(?:\b(?:(?:from|between) )?(?:{_SOME} ?(?:{_UNIT} )?(?:to|and|or) )?{_SOME} ?{_UNIT}"
    rf"|[$€£]\d[\d.,]*|\b{_SOME} ?(?:(?!under|in|within|after|of)\w+ )?(?:per|an?|each|every) {_TIME}"
    r"|\b(?:from|between) (?:19|20)\d\d (?:to|and|until|till) (?:19|20)\d\d"
    rf"|\b(?:{_SMALL}|an?|half an?) (?:hundred )?(?:thousand|million|billion)"
    rf"|\b\d{{1,3}}(?:,\d{{3}})+|\b\d+(?:\.\d+)?[km]|\b{_MANY} ?(?:\w+ )?{_COUNTED})(?!\w)"
)
# A price that goes down, or a layout that goes down to one column, has not failed.
_MEASURE = (
    r"(?:rates?|loss(?:es)?|error|prices?|costs?|bill|latency|times?|load|counts?|number|share|use|usage|memory"
    r"|traffic|demand|scores?|accuracy|recall|precision|auc|norm|value|volume|level|median|p9\d|conversion|sales"
    r"|revenue|temperature|voltage|current|percentage)"
)
_FALLS = r"(?:goes? down|drops|drop(?! (?:the|an?|it|them|this|that|all|our|my)\b))"  # not 'drop the columns'
_RUNS = (
    r"(?:server|node|machine|host|instance|worker|process|database|primary|leader|replica|broker|queue|cache"
    r"|service|api|gateway|proxy|balancer|provider|backend|cluster|zone|region|network|link|connection|site)"
)
_FAILS = (
    rf"(?:fails?|dies?|crash(?:es)?|{_FALLS}(?! (?:to|by|from|below|under|into)\b)|breaks"
    r"|times? ?out|hangs?|blows? up|runs? out"
    r"|(?:is|are) (?:down|lost|slow|full|gone|stuck)|never (?:comes?|arrives?|returns?)"
    r"|gets? (?:lost|stuck|killed))"
)
_FAILURE = (
    r"\b(?:(?:if|when|in case) (?:it|that|this|the|one|a|an|they|either|your|our|two|someone|somebody)"
    rf"(?![\w' ]{{0,40}}?\b{_MEASURE} {_FALLS})[\w' ]{{0,40}}? {_FAILS}"
    r"|(?:the|an?|one|that|this) (?:\w+ )?\w+ (?:fails|dies|crashes|hangs|times out)"
    # 'the desktop goes down' only tells of what went on.
    rf"|(?:(?:an?|one) (?:\w+ )?(?!{_MEASURE}\b)\w+|(?:the|that|this) (?:\w+ )?{_RUNS}) goes down"
    r"(?! (?:to|by|from|into)\b)"
    r"|race conditions?|deadlocks?|thundering herd|split[- ]brain|data loss|outages?|runs? out of"
    r"|partial(?:ly)? fail\w*|(?:network|disk|power|hardware|node|server|database|worker) failures?"
    r"|failure of (?:the|an?|one)|the (?:danger|risk) is (?:that )?|(?:because|since|as) otherwise"
    rf"|otherwise [\w' ]{{1,60}}? (?:{_FAILS}|twice|loses?|lost|overwrit\w+|leaks?|blocks?|collides?))(?!\w)"
)
# 'Once instead of four times' counts, 'it could also be DNS' suspects, 'the other way it waits' turns round.
_ALTERNATIVE = (
    r"\b(?:alternatively|another (?:option|way|approach|choice)|the (?:other|alternative) "
    r"(?:option|approach|choice|way (?:is|was|would|could|to|of)\b)"
    rf"|(?:instead of|rather than|as opposed to)(?! (?:{_SOME}|once|twice)\b)"
    r"|or (?:you|we|i) could|i considered"
    r"|could also(?! be\b)|i(?:'d| would) (?:rather|prefer to|pick|choose|go with|take) [\w' ]{1,40}? "
    r"(?:over|instead))\b"
)
_HINTS = {kind: re.compile(cue) for kind, cue in DEPTH_CUES.items()}
_DEPTH = _HINTS | {
    "number": re.compile(_AMOUNT),
    "failure_case": re.compile(_FAILURE),
    "alternative": re.compile(_ALTERNATIVE),
    "example": re.compile(rf"{DEPTH_CUES['example']}(?!'s)"),
}
_STRUCTURE = {kind: re.compile(cue) for kind, cue in STRUCTURE_CUES.items()}
_AROUND = 4  # words after a cue within which the same kind counts no second time
_BEFORE, _AFTER = 8, 12  # words of a clause around a cue of structure that are quoted at most
# A quote of depth has so many words at most, as many as a sentence of the report takes whole. Where its cue
# stands further behind the beginning of a clause, it begins few words before the cue. Fewer than the least
# can't be understood alone.
LONGEST_QUOTE = 16
_LEAD, _LEAST_QUOTE = 4, 4
_CLAUSE_END = re.compile(r"[,;:.?!…]+[\"'”’)]*$")
_SENTENCE_END = re.compile(r"[.?!…]+[\"'”’)]*$")
_MONEY = re.compile(r"\W*([$€£])\d")


def depth(words: Sequence[Word], *, question: str = "") -> tuple[Sign, ...]:
    """Return the signs of depth that can be shown, each with a quote that holds its cue.

    A quote that may be misheard is none, nor is a number or a failure that only stands in the question.
    """
    signs = _signs(words, _DEPTH, _quoted, sentence_end=" | ")  # no cue reaches over it
    return tuple(
        sign for sign in signs if _is_own(sign, words[sign.span.first : sign.span.last + 1], question)
    )


def _is_own(sign: Sign, quoted: Sequence[Word], question: str) -> bool:
    if any(map(is_guessed, quoted)):
        return False
    if sign.kind == "number":
        told = figures(word.text for word in quoted)
        told = told - {1.0} or told  # 'twelve teams in one account' gives one figure
        return not told or not told <= figures(question.split())
    if sign.kind == "failure_case":
        asked = frozenset(terms.stems_of(question))
        cues = _DEPTH[sign.kind].findall(" ".join(_plain(word.text) for word in quoted))
        named = [terms.stems_of(cue) for cue in cues]
        return not named or any(not stems or not asked.issuperset(stems) for stems in named)
    return True


def hints(words: Sequence[Word]) -> tuple[Sign, ...]:
    """Return all that may be a sign of depth, for measures that nobody is shown."""
    return _signs(words, _HINTS, _clause_around)


def structure(words: Sequence[Word]) -> tuple[Sign, ...]:
    return _signs(words, _STRUCTURE, _clause_around)


def _signs(
    words: Sequence[Word],
    cues: dict[str, re.Pattern[str]],
    around: Callable[[Sequence[Word], int, int], tuple[int, int]],
    *,
    sentence_end: str = " ",
) -> tuple[Sign, ...]:
    text, starts, marked = _searched(tuple(words), sentence_end)
    found: list[Sign] = []
    for kind, cue in cues.items():
        last_end = -1
        for match in cue.finditer(text):
            first, last = _word_at(starts, match.start()), _word_at(starts, match.end() - 1)
            if first > last_end:
                found.append(Sign(kind, span(words, *around(marked, first, last))))
                last_end = last + _AROUND
    return tuple(sorted(found, key=lambda sign: sign.span.first))


# An answer is searched for several kinds of signs.
@lru_cache(maxsize=16)
def _searched(words: tuple[Word, ...], sentence_end: str) -> tuple[str, list[int], Sequence[Word]]:
    """Return the words as one text without what is corrected at once, where each begins in it, and the words
    with the marks that hold."""
    texts = [word.text for word in words]
    taken_back = withdrawn(texts)
    marked: Sequence[Word] = words
    if taken_back:
        marked = [
            msgspec.structs.replace(word, text=marks)
            for word, marks in zip(words, unparted(texts), strict=True)
        ]
    parts, starts, length = [], [], 0
    for at, word in enumerate(marked):
        starts.append(length)
        said = "" if at in taken_back else _plain(word.text)
        parts.append(said + (sentence_end if _SENTENCE_END.search(word.text) else " "))
        length += len(parts[-1])
    return "".join(parts), starts, marked


def _clause_around(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Return where the clause of a cue begins and ends, by the marks of the recogniser."""
    start, end = first, last
    while start > max(0, first - _BEFORE) and not _CLAUSE_END.search(words[start - 1].text):
        start -= 1
    while end < min(len(words) - 1, last + _AFTER) and (
        not (_SENTENCE_END if end < last + 2 else _CLAUSE_END).search(words[end].text)
    ):
        end += 1
    return start, end


def _quoted(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Return a quote around a cue: its clause, with the next one of the sentence where it is a scrap."""
    start, end = _until(words, first, last)
    while end - start + 1 < _LEAST_QUOTE:
        if start > 0 and not _SENTENCE_END.search(words[start - 1].text):
            start, _ = _until(words, start - 1, end)
        elif end < len(words) - 1 and not _SENTENCE_END.search(words[end].text):
            _, end = _until(words, start, end + 1)
        else:
            break
    if end - start < LONGEST_QUOTE:
        return start, end
    # What the cue is of stands behind it: 'because otherwise two servers read …'.
    begin = start if last - start < LONGEST_QUOTE - _LEAD else max(start, first - _LEAD)
    cut = max(last, min(end, begin + LONGEST_QUOTE - 1))
    start = min(first, max(start, cut - LONGEST_QUOTE + 1))
    while last < cut < end and bare(words[cut].text) in terms.FUNCTION_WORDS:
        cut -= 1
    return start, cut


def _until(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Return where the clauses begin and end in which a run of words does."""
    start, end = first, last
    while start > 0 and not _CLAUSE_END.search(words[start - 1].text):
        start -= 1
    while end < len(words) - 1 and not _CLAUSE_END.search(words[end].text):
        end += 1
    return start, end


def _plain(word: str) -> str:
    money = _MONEY.match(word)
    return (money[1] if money else "") + bare(word) or word


def _word_at(starts: Sequence[int], character: int) -> int:
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if starts[middle] <= character:
            low = middle
        else:
            high = middle - 1
    return low


def strength(signs: Sequence[Sign]) -> float:
    """Return how much depth or structure the signs show, to order answers inside the program; shown to
    nobody.

    Each kind counts once in full and less each further time, so that variety tells more than repetition.
    """
    counts: dict[str, int] = {}
    for sign in signs:
        counts[sign.kind] = counts.get(sign.kind, 0) + 1
    return sum(1 - 0.5**count for count in counts.values()) * 2


_AFTERTHOUGHT = re.compile(
    r"\b(?:oh,? (?:and|the|it|that|you|i)|should have (?:said|mentioned|started)|(?:i )?forgot|going back"
    r"|by the way"
    r"|back to|as well,? that|i meant|that's (?:for|before|after|if|at|when|then)\b|wait|anyway|somewhere)\b"
)
_EARLY, _LATE = (
    0.35,
    0.6,
)  # share of the answer's words before which a claim leads, after which a summary closes
_LONGEST = 16.0  # words a sentence from which on longer ones tell no better line


def line(words: Sequence[Word], built: Sequence[Sign]) -> float:
    """Return how well an answer is led, to order answers inside the program; shown to nobody. `built` are its
    signs of structure.

    A claim counts where it leads and a summary where it closes; afterthoughts and scraps
    of sentences break the line.
    """
    if not words:
        return 0.0
    placed = [
        sign
        for sign in built
        if (sign.kind != "claim" or sign.span.first < _EARLY * len(words))
        and (sign.kind != "summary" or sign.span.first > _LATE * len(words))
    ]
    said = " ".join(word.text.casefold() for word in words)
    sentences = max(1, sum(word.text.rstrip().endswith((".", "?", "!")) for word in words))
    return (
        strength(placed) / 2
        - 0.7 * len(_AFTERTHOUGHT.findall(said))
        + 3 * min(len(words) / sentences, _LONGEST) / _LONGEST
    )
