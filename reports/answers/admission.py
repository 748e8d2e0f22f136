"""Where an answer says 'I don't know' and little more: one honest gap, and no list of what was left out."""

import re

from interviews.history import TurnRecord, Verdict

from ..evidence import Quote, Role, quote_at
from .passages import clause_ends, stems

LONGEST = 40  # words
# With more words of matter beside it than this, 'I don't know' is a remark in an answer, not the answer.
MOST_BESIDE = 2
MADE = (Verdict.HEARD, Verdict.PARTLY)

_FOUND_OUT = r"(check(ed)?|look(ed)?|test(ed)?|tried|measured?|found out|find out|thought of|think of)"
_DONT_KNOW = re.compile(
    r"\b(i (really |honestly |just )?(don'?t|do not) (really |actually )?know\b(?! if| whether)|no idea\b"
    r"|i('m| am) not sure (how|what|why)|i have no clue)"
    r"|^(i('m| am) )?(really |honestly )?not (really |quite |so )?sure\b( really)?(?! (?:if|whether|that)\b)"
    r"|(^|\bi (really |honestly )?)can'?t answer\b"
    r"|(^|\bi('ve| have)? )never (really |actually )?(used|heard|worked|done|seen|"
    + _FOUND_OUT
    + r")\b(?! (?:to|in|on|back|against|without)\b)"
    r"|\bi (didn'?t|did not|haven'?t|have not) (really |actually )?" + _FOUND_OUT + r"\b",
    re.IGNORECASE,
)

# Beside an answer it is honesty all the same; 'a client that I don't know' is none, nor is
# 'I've never lost a row'.
_ADMITS = re.compile(
    rf"(?<!\bthat )(?<!\bwhich )(?<!\bwhom )(?<!\bif )(?:{_DONT_KNOW.pattern}"
    r"|\bi(?:'ve| have) never(?:,|$| (?:(?:\w+ly|even) )?"
    rf"(?:used|heard|worked|done|seen|built|trained|written|set up|deployed|{_FOUND_OUT})\b)"
    r"|\bi (?:don'?t|do not|can'?t|cannot) (?:really )?remember\b)",
    re.IGNORECASE,
)
# 'It is told to say I don't know': these are not the speaker's own words.
_OTHERS_SAY = re.compile(
    r"(?<!\bi'd )(?<!\bi would )(?<!\bi must )(?<!\bi have to )(?<!\bi'd have to )(?<!\bhard to )"
    r"\bsay(?:s|ing)? [\"'“‘]?(?:i\b|no idea\b|not sure\b)[^,.;]*",
    re.IGNORECASE,
)

_COURTESY = re.compile(r"\b(?:sorry|honest(?:ly)?|afraid|unfortunately)\b", re.IGNORECASE)


def admits(words: str) -> bool:
    """Tell whether somebody says in these words what they don't know or never did."""
    return _ADMITS.search(_OTHERS_SAY.sub("", words.replace("’", "'"))) is not None


def says_dont_know(turn: TurnRecord, *, most_beside: int = MOST_BESIDE) -> Quote | None:
    """Return where the candidate says that they don't know, if the answer is little more than that: has no
    more than so many words of matter beside it."""
    if len(turn.words) > LONGEST:
        return None
    found = _DONT_KNOW.search(turn.answer.replace("’", "'"))
    if found is None:
        return None
    rest = _COURTESY.sub("", f"{turn.answer[: found.start()]} {turn.answer[found.end() :]}")
    asked = stems(f"{turn.question.ask if turn.question else ''} {turn.said}")
    if len(stems(rest) - asked) > most_beside:
        return None
    first = len(turn.answer[: found.start()].split())
    last = min(len(turn.words) - 1, max(first, len(turn.answer[: found.end()].split()) - 1))
    ends = clause_ends([word.text for word in turn.words])
    whole = next((at for at in range(last, len(ends)) if ends[at]), len(ends) - 1)
    return quote_at(turn, min(first, last), whole, Role.INSTEAD)


def admission(turn: TurnRecord) -> Quote | None:
    """Return where the candidate says that they don't know, in an answer that makes no point all the same."""
    made = turn.content and any(point.verdict in MADE for point in turn.content.points)
    return None if made else says_dont_know(turn)
