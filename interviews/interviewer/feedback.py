"""Two sentences on an answer, in the coaching manner: what landed, and what would make it stronger.

What the analyst is sure of is said plainly; of the rest nothing is praised, and nothing is called missing.
"""

import re

from ..analysis.judgement import (
    SURE_OF_OMISSION,
    SURE_OF_PART,
    SURE_OF_STRENGTH,
    ContentJudgement,
    PointJudgement,
    Verdict,
)
from ..bank.advice import as_advice
from ..bank.schema import KeyPoint, Question
from ..content_words import content_words
from .asking import words_of
from .clauses import clauses
from .echo import clause_to_echo
from .follow_up import VAGUE_WORDS, may_have_been_said
from .judgements import best_judgements
from .phrasing import Phrasing
from .port import Exchange, MoveKind, Situation
from .second_person import to_you
from .sequence import about_question
from .understanding.intent import Intent, intent_of

# Questions that come with a lead of their own want no second one.
HAS_LEAD = re.compile(
    r"^(?:let's|let me|take|imagine|suppose|say|picture|think|walk|number|trace|and|so|but|good|nice|fine|"
    r"okay|right|now|tell|could you|can you|for|if|once|while|after|before|halfway)\b",
    re.IGNORECASE,
)
_OWN_DEED = re.compile(
    r"^you(?:'d|'ve)? (?!(?:are|were|had|have|got|thought|could|can|must|should|need\w*|never|not|\w+n't)\b)",
    re.IGNORECASE,
)
WORTH_SAYING = 2  # the weight from which on a point that nobody could tell leaves an answer incomplete
SHOWN = 2  # words that a clause shares with one way of saying a point, so that a listener sees it there


class Feedback:
    """Finds the words for one turn. `said` is all that the interviewer has said in this interview."""

    def __init__(self, situation: Situation, phrase: Phrasing, *, said: str) -> None:
        self._move, self._phrase, self._said = situation.move, phrase, said
        self._exchanges, self._coaching = situation.exchanges, situation.coaching
        self._last = self._exchanges[-1] if self._exchanges else None

    def sentences(self) -> list[str]:
        """Return the feedback on the last answer; none in the other manner, or where nothing was answered."""
        last = self._last
        if not self._coaching or last is None or last.skipped or last.question is None:
            return []
        if intent_of(last.answer) is not Intent.ANSWER or last.content is None:
            return []
        judged = best_judgements(about_question(self._exchanges))
        points = {point.slug: point for point in last.question.key_points}
        # What was heard before this answer was told then.
        heard = [
            judged
            for judged in last.content.points
            if judged.verdict is Verdict.HEARD and judged.key_point in points
        ]
        sure = [
            judged
            for judged in heard
            if judged.certainty >= SURE_OF_STRENGTH and not last.content.is_contradicted(judged)
        ]
        landed = self._landed(last, sure, points)
        if self._move.kind is MoveKind.FOLLOW_UP:
            central = {point.slug for point in points.values() if point.weight >= WORTH_SAYING}
            then = self._before_asking_on(judged, central)
        else:
            then = self._to_add(last.question, judged, new=bool(heard))
        return [part for part in (landed, then) if part]

    def clause_of(self, exchange: Exchange, heard: list[PointJudgement]) -> str:
        """Return a clause from the very words that the heard points rest on."""
        words = ". ".join(span.quote for judged in heard for span in judged.evidence)
        only = ContentJudgement(points=tuple(heard))
        return clause_to_echo(words, question=exchange.question, content=only, said=self._said)

    def clause_showing(self, exchange: Exchange, found: PointJudgement, point: KeyPoint) -> str:
        """Return a clause of the words that a point rests on in which a listener sees the point."""
        clause = self.clause_of(exchange, [found])
        return clause if clause and _shows(clause, point) else ""

    def tested(self, judged: PointJudgement) -> list[str]:
        """Say that a wrong belief is about to be tested, and in which words it was said; nothing where that
        can't be told, as 'Let me push on that' would be about something else."""
        clause = self._clause_voicing(judged)
        return [self._phrase.one("echo", clause=clause), self._phrase.one("wrong_turn")] if clause else []

    def _clause_voicing(self, judged: PointJudgement) -> str:
        """Return the clause that has most words of a wrong belief, of those in which it was said."""
        points = self._move.question.key_points if self._move.question else ()
        beliefs = (belief for point in points for belief in point.misconceptions)
        says = next((b.says for b in beliefs if b.reveals == judged.misconception), judged.misconception)
        own = content_words(says)

        def shared(clause: str) -> int:
            return len(content_words(clause) & own)

        said = clauses(". ".join(span.quote for span in judged.evidence))
        best = max(said, key=shared, default="")
        told = to_you(best)
        return told if shared(best) >= SHOWN and told.casefold() not in self._said.casefold() else ""

    def hedged(self, ask: str) -> str:
        """Lead to a question about what may have been said; once in a rehearsal by saying so."""
        return self.dig(ask) if self._phrase.used("dig_unsure") else self._phrase.one("dig_unsure")

    def dig(self, ask: str) -> str:
        """Lead to a question that goes on, unless it has a lead of its own."""
        return "" if HAS_LEAD.match(ask) else self._phrase.one("dig")

    def _landed(self, last: Exchange, heard: list[PointJudgement], points: dict[str, KeyPoint]) -> str:
        for judged in heard:
            if clause := self.clause_showing(last, judged, points[judged.key_point]):
                return self._phrase.one("coach_landed", clause=clause)
        for judged in heard:
            point = points[judged.key_point].point
            if not as_advice(point) and point.casefold() not in self._said.casefold():
                return self._phrase.one("coach_landed_point", point=lower_first(point).rstrip("."))
        return ""

    def _before_asking_on(self, judged: dict[str, PointJudgement], central: set[str]) -> str:
        """Say why the question goes on: what is about to be asked is not told, nor that it was left out where
        nobody can be sure."""
        asked_for = judged.get(self._move.key_point)
        if asked_for is not None and asked_for.misconception and (tested := self.tested(asked_for)):
            return " ".join(tested)
        nothing = not any(found.verdict is Verdict.HEARD for found in judged.values())
        if (
            nothing
            and sum(len(each.answer.split()) for each in about_question(self._exchanges)) < VAGUE_WORDS
        ):
            return self._phrase.one("coach_short")
        if asked_for is not None and not _is_surely_open(asked_for):
            ask = words_of(self._move)
            return self.hedged(ask) if may_have_been_said(asked_for) else self.dig(ask)
        if judged and all(_is_surely_left_out(judged[slug]) for slug in central & judged.keys()):
            return self._phrase.one("coach_nothing_yet")
        return self._phrase.one("coach_open_point") if asked_for is not None else ""

    def _answered_when_asked(self) -> set[str]:
        """Return the points that were asked for or hinted at, and answered to: who is told to add them was
        not listened to, and how well they did is for the report."""
        return {
            each.key_point
            for each in about_question(self._exchanges)
            if each.kind in (MoveKind.FOLLOW_UP, MoveKind.HINT) and intent_of(each.answer) is Intent.ANSWER
        }

    def _to_add(self, question: Question, judged: dict[str, PointJudgement], *, new: bool) -> str:
        answered = self._answered_when_asked()
        open_points = [
            point
            for point in question.key_points
            if point.slug in judged
            and judged[point.slug].verdict in (Verdict.NOT_HEARD, Verdict.PARTLY)
            and (point.slug not in answered or judged[point.slug].misconception)
        ]
        point = max(open_points, key=lambda p: (_is_surely_open(judged[p.slug]), p.weight), default=None)
        if point is None:
            heard = {slug for slug, found in judged.items() if found.verdict is Verdict.HEARD}
            complete = all(p.slug in heard for p in question.key_points if p.weight >= WORTH_SAYING)
            return self._phrase.one("coach_complete") if complete and new else ""
        if do := as_advice(point.point):
            return self._phrase.one("coach_add_account", do=do)
        any_heard = any(found.verdict in (Verdict.HEARD, Verdict.PARTLY) for found in judged.values())
        way = "coach_add" if any_heard else "coach_add_first"
        if not _is_surely_open(judged[point.slug]):
            way = "coach_add_unsure"
        return self._phrase.one(way, point=lower_first(point.point).rstrip("."))


def _is_surely_open(found: PointJudgement) -> bool:
    """Tell whether it may be said of a point that it, or the rest of it, was not heard."""
    if found.verdict is Verdict.PARTLY:
        return found.certainty >= SURE_OF_PART
    return _is_surely_left_out(found)


def _is_surely_left_out(found: PointJudgement) -> bool:
    return found.verdict is Verdict.NOT_HEARD and found.certainty >= SURE_OF_OMISSION


def _shows(clause: str, point: KeyPoint) -> bool:
    """Tell whether a listener sees the point in a clause. Everybody tells another story of their own work: of
    that, what they did themselves is the point, and no 'your mum runs a small choir'."""
    if as_advice(point.point):
        return _OWN_DEED.match(clause) is not None
    said = content_words(clause)
    return any(len(said & content_words(way)) >= SHOWN for way in (point.point, *point.paraphrases))


def lower_first(text: str) -> str:
    """Return a sentence as it stands inside another: I, SQL, HttpOnly and QA keep their capitals."""
    first = text.split(" ", 1)[0]
    if first.rstrip(",.'") in ("I", "I'd", "I'm") or any(letter.isupper() for letter in first[1:]):
        return text
    return text[:1].lower() + text[1:]
