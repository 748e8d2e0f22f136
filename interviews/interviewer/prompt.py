"""What a language model is told before it speaks as the interviewer.

The rules stand first and the task last; between them lies what the candidate said and brought along, inside
delimiters that nothing in it can close.
"""

from functools import cache
from math import ceil
from pathlib import Path
from string import Template

from babel import Locale, UnknownLocaleError

from intervision.skills import vocabulary

from ..enums import Domain, Seniority
from ..tailoring.tailoring import Tailoring
from .asking import asked_last, point_to_hint_at, probe_of, words_of
from .clarifying import ways_to_talk
from .follow_up import STRONG, THREAD, VAGUE
from .port import Exchange, MoveKind, Situation
from .questions_back import first_kind
from .sequence import BROKE_OFF, FEEDBACK, NOT_UNDERSTOOD, OFFERED
from .understanding import in_passing
from .understanding.intent import Intent, intent_of

FOLDER = Path(__file__).with_name("prompts")
EXCHANGES_AT_MOST = 24
# So many of the oldest are left out at once: in between, a server can keep what it has read of the talk.
LEFT_OUT_TOGETHER = 12
ANSWER_CHARACTERS = 4_000  # of the last answer
OLDER_CHARACTERS = 1_200
CODE_CHARACTERS = 3_000
_REASONS = {
    STRONG: "The answer was strong; go deeper with this:",
    VAGUE: "The answer stayed vague; ask for the concrete case with this:",
    THREAD: "Ask about something that the candidate brought up themselves, and that this leaves open:",
}

_NOT_UNDERSTOOD = (
    "Here they asked nothing: the answer was in another language, or lists terms that can't be followed. Say "
    "kindly that you could not follow it, and ask for it once more in whole English sentences, where simple "
    "words are fine."
)
_HOW_IT_GOES = (
    "Here they want to know how they are doing. Say in one sentence that nothing is judged during the talk, "
    "and that the report will show it with their own words; then put the open question again."
)

# How local.py's phrases of the same names reply to what an answer asks at its end.
_IN_PASSING = {
    "in_passing": "Say first, in a few words, that the way they took it is fine: they ask that in passing.",
    "in_passing_feedback": (
        "They ask in passing how they are doing. Say first, in half a sentence, that nothing is judged during"
        " the talk, and that the report will show it."
    ),
    in_passing.NERVOUS: "They are nervous. Say first, in half a sentence and kindly, that this is fine.",
}
# Of what questions_back.yaml says about the talk, what is not true where a model speaks.
_TRUE_OF_A_MODEL = {
    "what_are_you": "I'm a program with a language model, and my questions come from a bank.",
    "language": "this talk is held in {language}, and simple words are fine.",
}
_ASKS_ON = (MoveKind.QUESTION, MoveKind.FOLLOW_UP, MoveKind.MOVE_ON)


def messages_for(situation: Situation) -> list[dict[str, str]]:
    """Return the chat messages for one turn."""
    # The task stands in the same message as the talk: many chat templates allow one system message only.
    talk = [_brought(situation.tailoring), _talk(situation), f"<task>\n{_task(situation)}\n</task>"]
    return [
        {"role": "system", "content": _system(situation)},
        {"role": "user", "content": "\n\n".join(filter(None, talk))},
    ]


def language_name(code: str) -> str:
    """Return what a language is called in English; the code itself when nobody knows."""
    try:
        return Locale.parse(code, sep="-").get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def _system(situation: Situation) -> str:
    manner = _file("manner_coaching" if situation.coaching else "manner_interview").template
    return _file("system").substitute(
        domain=_label(Domain, situation.domain),
        seniority=_label(Seniority, situation.seniority),
        language=language_name(situation.language),
        manner=manner.strip(),
    )


def _label(choices: type[Domain] | type[Seniority], value: str) -> str:
    return str(choices(value).label) if value in choices.values else _data(value, 60)


def _brought(tailoring: Tailoring) -> str:
    names = [skill.name for slug in tailoring.skills[:25] if (skill := vocabulary().get(slug))]
    wanted = [skill.name for slug in tailoring.wanted[:25] if (skill := vocabulary().get(slug))]
    parts = []
    if names or tailoring.passages:
        passages = "\n".join(f"- {_data(passage, 300)}" for passage in tailoring.passages[:12])
        parts.append(f"<cv>\nskills: {', '.join(names)}\n{passages}\n</cv>")
    if wanted or tailoring.job_title:
        title = _data(tailoring.job_title, 120)
        parts.append(f"<job>\ntitle: {title}\nwanted: {', '.join(wanted)}\n</job>")
    return "\n".join(parts)


def _talk(situation: Situation) -> str:
    """Return the conversation so far, oldest first; mostly it only grows, so servers can cache its head."""
    over = max(0, len(situation.exchanges) - EXCHANGES_AT_MOST)
    kept = situation.exchanges[ceil(over / LEFT_OUT_TOGETHER) * LEFT_OUT_TOGETHER :]
    return "\n".join(_exchange(each, last=each is kept[-1]) for each in kept) or "(Nothing was said yet.)"


def _exchange(exchange: Exchange, *, last: bool) -> str:
    lines = [f"<said>{_data(exchange.said, OLDER_CHARACTERS)}</said>"]
    if exchange.code:
        lines.append(f"<code>\n{_data(exchange.code, CODE_CHARACTERS)}\n</code>")
    if exchange.skipped:
        lines.append("<answer>(skipped)</answer>")
    else:
        limit = ANSWER_CHARACTERS if last else OLDER_CHARACTERS
        lines.append(f"<answer>{_data(exchange.answer, limit) or '(silence)'}</answer>")
    return "\n".join(lines)


def _task(situation: Situation) -> str:
    move, question = situation.move, situation.move.question
    ask, reason = words_of(move).strip(), ""
    if question and move.kind is MoveKind.FOLLOW_UP:
        reason = _REASONS.get(move.reason, "One point may still be open; ask for it with this:")
    if move.kind is MoveKind.CLARIFY:
        reason = {FEEDBACK: _HOW_IT_GOES, NOT_UNDERSTOOD: _NOT_UNDERSTOOD}.get(move.reason, "")
    if move.kind is MoveKind.REPEAT:
        ask = asked_last(situation.exchanges, question)
    if question and move.kind is MoveKind.HINT:
        ask = probe_of(question, point_to_hint_at(move, situation.exchanges)) or question.follow_ups.vague
    task = _file(f"moves/{move.kind.value}").substitute(
        ask=ask,
        reason=reason,
        points="; ".join(point.point for point in question.key_points) if question else "",
        minutes=max(1, round(situation.length_ms / 60_000)),
        domain=_label(Domain, situation.domain),
        tailored=_tailored(situation),
        silence=_SILENCES.get(move.reason, "The candidate has been silent for a while."),
    )
    first = _in_passing(situation) if move.kind in _ASKS_ON and situation.exchanges else ""
    return f"{first} {task}".strip()


def _in_passing(situation: Situation) -> str:
    answer = situation.exchanges[-1].answer
    granted = intent_of(answer) is Intent.WANTS_TO_SKIP
    if not granted and in_passing.before_asking_about_the_talk(answer) is not None:
        asked = in_passing.last_sentence(answer)
        kind = found.kind if (found := first_kind("talk", asked)) else ""
        told = _TRUE_OF_A_MODEL.get(kind) or ways_to_talk(asked, left_ms=situation.left_ms)[0]
        told = told.format(language=language_name(situation.language))
        return f"They ask in passing about the interview itself. Say first, in one sentence: {told}"
    asked = in_passing.reply_to(answer)
    # In the coaching manner feedback is due anyway.
    return "" if situation.coaching and asked == "in_passing_feedback" else _IN_PASSING.get(asked, "")


_SILENCES = {
    "moment": "They asked for a moment to think.",
    BROKE_OFF: "They stopped in mid-sentence: let them know that they may go on.",
    OFFERED: "They offer to say more: say yes in two or three words, and nothing else.",
}


def _tailored(situation: Situation) -> str:
    """Say how to use the CV for this question, when it has something to do with it."""
    question, brought = situation.move.question, situation.tailoring
    if question is None or not (set(question.skills) & set(brought.skills)) or not brought.passages:
        return ""
    return "If a line of the CV bears on the question, refer to it in a few words (“you wrote that you …”)."


def _data(text: str, limit: int) -> str:
    """Return a text as data: bounded, and without the signs that could open or close a delimiter."""
    text = text.strip().replace("<", "‹").replace(">", "›")
    return text if len(text) <= limit else f"{text[:limit]} …"


@cache
def _file(name: str) -> Template:
    return Template((FOLDER / f"{name}.md").read_text(encoding="utf-8").strip())
