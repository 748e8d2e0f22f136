"""The interviewer without a language model."""

from collections.abc import AsyncIterator

from .port import MoveKind, Situation, UsageSink


class LocalInterviewer:
    name = "local"

    async def say(self, situation: Situation, *, usage: UsageSink | None = None) -> AsyncIterator[str]:
        for word in _words(situation).split(" "):
            yield word + " "


def _words(situation: Situation) -> str:
    move, question = situation.move, situation.move.question
    ask = question.ask.strip() if question else ""
    match move.kind:
        case MoveKind.OPEN:
            return f"Hello, and welcome. I ask, you think aloud, and pausing is fine. {ask}"
        case MoveKind.FOLLOW_UP if question:
            probe = next((p.probe for p in question.key_points if p.slug == move.key_point), "")
            return probe or (
                question.follow_ups.strong if move.reason == "strong" else question.follow_ups.vague
            )
        case MoveKind.CLARIFY:
            return "Take whatever seems reasonable to you, and say what you assume."
        case MoveKind.CHECK_IN:
            return "Take your time. Would a hint help, or shall we go on?"
        case MoveKind.HINT if question:
            return question.follow_ups.vague
        case MoveKind.INVITE_QUESTIONS:
            return "That's it from my side. Is there anything you'd like to ask?"
        case MoveKind.ANSWER_CANDIDATE:
            return "I'm a program without a language model, so I can't answer that well. Anything else?"
        case MoveKind.CLOSE:
            return "Thank you for the conversation. Your report will be ready in a moment."
    return ask
