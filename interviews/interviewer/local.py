"""The interviewer without a language model: the bank's questions, tied to what it heard."""

import re
from collections.abc import AsyncIterator

from ..analysis.content import polarity
from ..analysis.judgement import Verdict
from ..bank.schema import Question
from ..content_words import content_words
from ..costs.usage import UsageSink
from ..enums import Domain, QuestionKind
from . import clarifying
from .asking import asked_last, point_to_hint_at, without_nod, words_of
from .bridge import Bridge
from .echo import clause_to_echo
from .feedback import HAS_LEAD, Feedback, lower_first
from .follow_up import STRONG, THREAD, VAGUE, may_have_been_said
from .hint import word_towards
from .judgements import best_judgements
from .phrasing import Phrasing
from .port import Exchange, Move, MoveKind, Situation
from .questions_back import replies
from .said_already import words_near
from .sequence import ANSWER, BROKE_OFF, FEEDBACK, GO_AHEAD, NOT_UNDERSTOOD, OFFERED, THROUGH, about_question
from .threads import threads
from .understanding import in_passing
from .understanding.asking_back import questions_at_end
from .understanding.intent import Intent, intent_of
from .understanding.remarks import says_again

_CHUNK = re.compile(r"\s*\S+(?:\s+\S+)?")
_STOP = re.compile(r"[.?!]")
_ASKS = re.compile(r"^(?:how|what|which|who|whose|where|when|why)\b", re.IGNORECASE)


class LocalInterviewer:
    """Speaks English and costs nothing."""

    name = "local"
    remote = False

    def supports(self, language: str) -> bool:
        """Tell whether this language is English, in which the bank is written."""
        return language.lower().startswith("en")

    async def say(self, situation: Situation, *, usage: UsageSink | None = None) -> AsyncIterator[str]:
        """Yield what to say, two words at a time."""
        for chunk in _CHUNK.findall(words_for(situation)):
            yield chunk


def words_for(situation: Situation) -> str:
    """Return what to say. Pure: the same situation gives the same words."""
    return _Turn(situation).words()


class _Turn:
    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.move: Move = situation.move
        self.question: Question | None = situation.move.question
        self.exchanges = situation.exchanges
        self.last: Exchange | None = self.exchanges[-1] if self.exchanges else None
        self.said = " ".join(exchange.said for exchange in self.exchanges)
        self.phrase = Phrasing(seed=situation.seed, turn=len(self.exchanges), said=self.said)
        self.bridge = Bridge(situation, self.phrase, said=self.said)
        self.feedback = Feedback(situation, self.phrase, said=self.said)

    def words(self) -> str:
        match self.move.kind:
            case MoveKind.OPEN:
                parts = self._open()
            case MoveKind.QUESTION | MoveKind.MOVE_ON:
                parts = self._question()
            case MoveKind.FOLLOW_UP:
                parts = self._follow_up()
            case MoveKind.CLARIFY:
                parts = self._clarify()
            case MoveKind.REPEAT:
                parts = [self.phrase.one("repeat", ask=asked_last(self.exchanges, self.question))]
            case MoveKind.CHECK_IN:
                way = self.move.reason if self.move.reason in ("moment", BROKE_OFF, OFFERED) else "check_in"
                parts = [self.phrase.one(way)]
            case MoveKind.HINT:
                parts = self._hint()
            case MoveKind.INVITE_QUESTIONS:
                parts = [*self.feedback.sentences(), self._invite()]
            case MoveKind.ANSWER_CANDIDATE:
                parts = [*self._replies(), self._way(replies("reply")["anything_else"].say)]
            case MoveKind.CLOSE:
                parts = self._close()
        return " ".join(part.strip() for part in parts if part.strip())

    # --- the moves ---------------------------------------------------------------------------------------

    def _open(self) -> list[str]:
        minutes = str(max(1, round(self.situation.length_ms / 60_000)))
        domain = self.situation.domain
        label = str(Domain(domain).label) if domain in Domain.values else domain
        greeting = self.phrase.one("open", minutes=minutes, domain=lower_first(label))
        if not self.situation.language.startswith("en"):
            greeting += " I only speak English, so we'll keep to that."
        if self.question is None:
            return [greeting, self.phrase.one("invite_early")]
        own_work = self.question.kind is QuestionKind.EXPERIENCE
        lead = self.bridge.passage("open_tailored", self.question) or self.phrase.fill(
            "Let's start with your own work." if own_work else self.phrase.pick("open_into")
        )
        return [greeting, lead, self.question.ask]

    def _question(self) -> list[str]:
        if self.question is None:
            return [self.phrase.one("invite_early")]
        reply, coaching = self._in_passing(), self.feedback.sentences()
        if self.move.kind is MoveKind.MOVE_ON:
            return [reply, self.phrase.one(self._why_moved_on()), self.bridge.time(), self.question.ask]
        quiet = self.phrase.chance.random() < 0.3 and not self._was_said_before()
        # A line of the CV fits few questions, an echo every one.
        receipt = (
            "" if reply or coaching or quiet or self.bridge.takes_up_cv(self.question) else self._receipt()
        )
        lead = self.bridge.to(self.question, refers=not (reply or receipt))
        if not (reply or coaching or receipt):
            receipt = self.phrase.one("noted")
        return [reply, *coaching, receipt, lead, self.question.ask]

    def _follow_up(self) -> list[str]:
        if self.question is None:
            return [self.phrase.one("vague")]
        reason = self.move.reason
        content = self.last.content if self.last else None
        if reason == THREAD and (names := threads(self._answer(), self.question, content)):
            fresh = [name for name in names if name.casefold() not in self.said.casefold()] or names
            return [self._in_passing(), *self.feedback.sentences(), self.phrase.one("thread", thing=fresh[0])]
        ask = words_of(self.move)
        if before := [part for part in (self._in_passing(), *self.feedback.sentences()) if part]:
            return [*before, without_nod(ask)]
        if reason == STRONG:
            return [ask if HAS_LEAD.match(ask) else f"{self._receipt()} {ask}"]
        if reason == VAGUE:
            return [ask if HAS_LEAD.match(ask) else f"{self.phrase.one('vague')} {ask}"]
        return self._tied(ask)

    def _tied(self, ask: str) -> list[str]:
        """Tie a probe to the words of the answer, in one sentence or two."""
        judged = best_judgements(about_question(self.exchanges)).get(self.move.key_point)
        relied_on = self.feedback.clause_of(self.last, [judged]) if self.last and judged else ""
        if judged is not None and judged.misconception and (tested := self.feedback.tested(judged)):
            return [*tested, ask]
        if relied_on:
            return [self._echo("echo_stay", relied_on), ask]
        if near := self._near():
            return [self.phrase.one("dig_near", words=near), ask]
        if judged is not None and may_have_been_said(judged):
            return [self.feedback.hedged(ask), ask]
        clause = self._clause()
        single = ask.count("?") == 1 and not re.search(r"[.!]\s", ask)
        joins = single and _ASKS.match(ask) and content_words(clause) & content_words(ask)
        if joins and self.phrase.chance.random() < 0.4:
            return [self.phrase.one("echo_into", clause=clause, ask=lower_first(ask))]
        if clause and self.phrase.chance.random() < 0.75:
            return [self._receipt(), ask]
        return [self.feedback.dig(ask), ask]

    def _near(self) -> str:
        """Return what was said already of the point that is to be asked for."""
        points = self.question.key_points if self.question else ()
        point = next((point for point in points if point.slug == self.move.key_point), None)
        if point is None or self.question is None:
            return ""
        told = ". ".join(exchange.answer for exchange in about_question(self.exchanges))
        return lower_first(words_near(told, point=point, question=self.question, said=self.said))

    def _echo(self, way: str, clause: str) -> str:
        return self.phrase.one(way, clause=clause) if clause else ""

    def _in_passing(self) -> str:
        """Answer what an answer asked at its end, so that it was not asked of nobody."""
        granted = intent_of(self._answer()) is Intent.WANTS_TO_SKIP
        if not granted and in_passing.before_asking_about_the_talk(self._answer()) is not None:
            return self._about_the_talk(in_passing.last_sentence(self._answer()))
        phrases = in_passing.reply_to(self._answer())
        told = phrases == in_passing.NERVOUS and self.phrase.used(phrases)
        return self.phrase.one(phrases) if phrases and not told else ""

    def _about_the_talk(self, asks: str) -> str:
        """Answer what is asked about the talk itself, '' when nothing is."""
        ways = clarifying.ways_to_talk(asks, left_ms=self.situation.left_ms)
        return self._way(ways) if ways else ""

    def _clarify(self) -> list[str]:
        question = self.question
        if self.move.reason == NOT_UNDERSTOOD:
            return [self.phrase.one("not_understood")]
        asks = questions_at_end(self._answer())
        asked = asked_last(self.exchanges, question)
        if self.move.reason == FEEDBACK:
            about_the_talk = self._way(replies("reply")["how_it_went"].say)
        else:
            about_the_talk = self._about_the_talk(asks)
        if about_the_talk:
            return [about_the_talk, self.phrase.one("back_to", ask=asked)]
        following = question is not None and asked != question.ask
        closer = question.follow_ups.vague if question is not None and not following else asked
        ways = clarifying.ways_to_clarify(asks, question, closer=closer, following=following)
        if clarifying.does_not_follow(self._answer()):
            ways = clarifying.ways_to_explain(closer) or ways
        reply = self._way(ways)
        hand_back = "" if reply.endswith("?") else self._way(replies("clarify")["hand_back"].say)
        return [reply, hand_back]

    def _hint(self) -> list[str]:
        if self.question is None:
            return [self.phrase.one("check_in")]
        slug = point_to_hint_at(self.move, self.exchanges)
        point = next((point for point in self.question.key_points if point.slug == slug), None)
        if point is None:
            return [self.phrase.one("hint_none", probe=self.question.follow_ups.vague)]
        said = self.said.casefold()
        if point.probe.casefold() not in said:
            return [self.phrase.one("hint", probe=point.probe)]
        about = " ".join(f"{each.said} {each.answer}" for each in about_question(self.exchanges))
        if word := word_towards(point, self.question, said=about):
            return [self.phrase.one("hint_word", word=word)]
        if (closer := self.question.follow_ups.vague).casefold() not in said:
            return [self.phrase.one("hint_closer", ask=closer)]
        return [self.phrase.one("hint_try", probe=point.probe)]

    def _invite(self) -> str:
        if self.move.reason == GO_AHEAD:
            return self.phrase.one("go_ahead")
        if self.move.reason == THROUGH:
            left = round(self.situation.left_ms / 60_000)
            return self.phrase.one("invite_through", minutes=str(left))
        return self.phrase.one("invite" if self._answered() else "invite_early")

    def _close(self) -> list[str]:
        if self.move.reason == "asked_to_stop":
            parts = [self.phrase.one("close_stop")]
        elif self.move.reason == ANSWER:
            parts = [*self._replies(), self.phrase.one("close")]
        else:
            parts = [self.phrase.one("close")]
        clause = self._best_moment()
        parts.append(self.phrase.one("close_echo", clause=clause) if clause else "")
        if not clause and self._answered():
            parts.append(self.phrase.one("close_plain"))
        return [*parts, self.phrase.one("close_report") if self._answered() else ""]

    # --- their parts -------------------------------------------------------------------------------------

    def _answer(self) -> str:
        return self.last.answer if self.last else ""

    def _answered(self) -> bool:
        return any(exchange.answer and not exchange.skipped for exchange in self.exchanges)

    def _clause(self) -> str:
        if self.last is None or self.last.skipped:
            return ""
        return clause_to_echo(
            self.last.answer, question=self.last.question, content=self.last.content, said=self.said
        )

    def _receipt(self) -> str:
        """Say what was heard, as a fact; nothing when there is nothing worth handing back."""
        if self._was_said_before():
            return self.phrase.one("said_before")
        return self._echo("echo", self._clause())

    def _was_said_before(self) -> bool:
        answer = self._answer()
        return intent_of(answer) is Intent.SAID_BEFORE or says_again(answer)

    def _replies(self) -> list[str]:
        return [self._way(ways) for ways in clarifying.replies_to(self._answer())]

    def _why_moved_on(self) -> str:
        if self.last is None or self.last.skipped:
            # Who was asked whether they are still thinking, and said nothing, asked for nothing either.
            silent = self.last is not None and self.last.kind is MoveKind.CHECK_IN
            return "left_open" if silent else "skipped"
        intent = intent_of(self.last.answer)
        if intent is Intent.UPSET:
            return "upset"
        return "skipped" if intent is Intent.WANTS_TO_SKIP else "gave_up"

    def _best_moment(self) -> str:
        """Return the clause of the interview that rests on the most central point that was heard."""
        best, worth = "", 0.0
        corrected = {
            each.question.slug
            for each in self.exchanges
            if each.question and polarity.takes_back(each.answer)
        }
        for exchange in self.exchanges:
            if exchange.question is None or exchange.skipped or exchange.content is None:
                continue
            if exchange.question.slug in corrected:  # what of it still holds, nobody knows
                continue
            points = {point.slug: point for point in exchange.question.key_points}
            for judged in exchange.content.points:
                point = points.get(judged.key_point)
                if point is None or judged.verdict is not Verdict.HEARD:
                    continue
                here = point.weight + judged.certainty
                if here <= worth or exchange.content.is_contradicted(judged):
                    continue
                if clause := self.feedback.clause_showing(exchange, judged, point):
                    best, worth = clause, here
        return best

    def _way(self, ways: tuple[str, ...]) -> str:
        """Take one of some ways to say the same, not one that was said before if there is another."""
        # What is filled in comes after the first sentence.
        fresh = [way for way in ways if _STOP.split(way)[0] not in self.said] or list(ways)
        return fresh[self.phrase.chance.randrange(len(fresh))]
