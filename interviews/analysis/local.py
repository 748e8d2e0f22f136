"""The analyst without a model: an answer beside the bank's own examples of each key point."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec

from intervision.priorities import give_way

from ..bank.schema import Question
from ..costs.usage import UsageSink
from ..enums import QuestionKind
from ..transcript import Word, span, text_of, words_of_typed
from . import comparing, objections
from .content import cross_encoder, depth, features, order, reading
from .content.combiner import combiner
from .content.connected import Connection
from .judgement import MADE, UNREAD, ContentJudgement, PointJudgement, Verdict
from .port import Answer

# One thread for all interviews of the process: however many answers end at once, they leave a core free.
JUDGING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="judging", initializer=give_way)
NOT_ENGLISH = "Only answers in English can be compared without a language model."
NO_CODE = "Code can't be read without a language model."
TOO_LITTLE = "Too little was said to compare."
ENOUGH_TO_READ = 12  # words
LEAST_WORDS = 4  # of a quote that says something by itself
# Words that come no nearer to a point than this bear no sure verdict, however the answer is told. No point of
# the tuning half that was heard for sure rests on such words. Nor does a scrap ("That's CSRF.") bear one.
FAR, UNSURE = 0.1, 0.5


class LocalAnalyst:
    """Judge answers by the question bank. Thread-safe; blocking work is `judge_now`."""

    name = "local"
    remote = False

    async def judge(
        self, answer: Answer, question: Question, *, usage: UsageSink | None = None
    ) -> ContentJudgement:
        """Judge the answer in a thread. Costs nothing, so `usage` is never called."""
        return await asyncio.get_running_loop().run_in_executor(JUDGING, self.judge_now, answer, question)

    def judge_now(self, answer: Answer, question: Question) -> ContentJudgement:
        """Judge the answer; whatever was said, this returns a judgement."""
        if not answer.language.startswith("en"):
            return _cannot_tell(question, NOT_ENGLISH)
        judgement = self._judged(self._look(answer, question), answer, question)
        if answer.follow_up_to:
            judgement = self._with_earlier(judgement, answer, question)
        return _without_code(judgement) if answer.code.strip() else judgement

    def glance(self, answer: Answer, question: Question) -> ContentJudgement:
        """Judge the answer without reading closely, in a third of the time: for the next question, which
        waits for it. Words that turn a point round may pass for it here."""
        if not answer.language.startswith("en"):
            return _cannot_tell(question, NOT_ENGLISH)
        return self._judged(self._look(answer, question), answer, question, closely=False)

    def glance_twice(self, answer: Answer, question: Question) -> ContentJudgement:
        """Glance at the answer and read closely only what it makes, so that it may be praised: what may well
        say the opposite of a point makes none. Takes half as long again as a glance."""
        looked = self._look(answer, question)
        if looked is None or not answer.language.startswith("en"):
            return self.glance(answer, question)
        judgement = self._judged(looked, answer, question, closely=False)
        made = [number for number, point in enumerate(judgement.points) if point.verdict == Verdict.HEARD]
        if not made:
            return judgement
        turned = combiner().turned_round([*looked.signs(made, looked.read(made))])
        opposite = {
            judgement.points[number].key_point for number, is_so in zip(made, turned, strict=True) if is_so
        }
        points = (
            PointJudgement(point.key_point, Verdict.CANNOT_TELL) if point.key_point in opposite else point
            for point in judgement.points
        )
        return msgspec.structs.replace(judgement, points=tuple(points))

    def judge_and_doubt(self, answer: Answer, question: Question) -> tuple[ContentJudgement, frozenset[str]]:
        """Judge an answer in English; return as well the key points of which it may well say the opposite,
        whoever heard them."""
        looked = self._look(answer, question)
        judgement = self._judged(looked, answer, question)
        if looked is None:
            return judgement, frozenset()
        doubted = objections.turned_round(
            looked, looked.read(range(len(question.key_points))), answer, question
        )
        return judgement, frozenset(question.key_points[number].slug for number in doubted)

    def _with_earlier(self, alone: ContentJudgement, answer: Answer, question: Question) -> ContentJudgement:
        """Judge the answer together with those before it as well: a point may be made in two goes."""
        earlier = words_of_typed(" ".join(answer.follow_up_to), start_ms=0, end_ms=0)
        words = (*earlier, *answer.words)
        whole = msgspec.structs.replace(answer, text=text_of(words), words=words)
        together = self._judged(self._look(whole, question), whole, question)
        points = tuple(
            _in_two_goes(
                mine,
                both,
                answer.words,
                after=len(earlier),
                asked=bool(point.probe) and point.probe.casefold() in answer.asked.casefold(),
            )
            for point, mine, both in zip(question.key_points, alone.points, together.points, strict=True)
        )
        return msgspec.structs.replace(alone, points=points)

    def _judged(
        self, looked: features.Looked | None, answer: Answer, question: Question, *, closely: bool = True
    ) -> ContentJudgement:
        words = answer.words
        if looked is None:
            spoken = [word.text for word in words]
            unread = len(words) >= ENOUGH_TO_READ and Connection(spoken, typed=answer.typed).is_nowhere
            return ContentJudgement(
                points=_all(question, Verdict.CANNOT_TELL if unread else Verdict.NOT_HEARD),
                depth=depth.depth(words, question=f"{question.ask} {answer.asked}"),
                structure=depth.structure(words),
                note=UNREAD if unread else TOO_LITTLE,
            )
        points: list[PointJudgement] = []
        read = comparing.read_closely(looked, answer, question) if closely else None
        weigh = combiner().of(question.kind, closely=closely)
        verdicts = [weigh.verdict(*chances) for chances in comparing.chances(looked, read, answer, question)]
        # Who answers a follow-up tells of what it asked for.
        in_turn = question.kind == QuestionKind.EXPERIENCE and not answer.follow_up_to
        doubted = frozenset[int]()
        if read is not None and any(verdict == Verdict.HEARD for verdict, _ in verdicts):
            doubted = objections.turned_round(looked, read, answer, question)
        for number, (verdict, _certainty) in enumerate(verdicts):
            if verdict == Verdict.HEARD and number in doubted:
                verdicts[number] = Verdict.CANNOT_TELL, 0.0
        wrongs = objections.beliefs_voiced(looked, verdicts, closely=closely, in_turn=in_turn)
        for number, (verdict, _certainty) in enumerate(verdicts):
            if wrongs[number] and verdict in MADE:  # who says both has not settled it
                verdicts[number] = Verdict.CANNOT_TELL, 0.0
        made_ones = [number for number, (verdict, _certainty) in enumerate(verdicts) if verdict in MADE]
        told = looked.told_in(made_ones, in_turn=in_turn)
        for number, (point, seen) in enumerate(zip(question.key_points, looked.points, strict=True)):
            (verdict, certainty), wrong, made = verdicts[number], wrongs[number], number in told
            relied_on = looked.reading.with_its_lead(told[number]) if made else wrong and wrong.window
            # How sure a point is goes by the words that suit it best, whichever tell it.
            best = looked.told_in([number], in_turn=in_turn)[number] if made else None
            if best and not (_bears(seen, best) and _bears(seen, told[number])):
                certainty = min(certainty, UNSURE)
            evidence = (span(words, relied_on.first, relied_on.last),) if relied_on else ()
            points.append(
                PointJudgement(
                    key_point=point.slug,
                    verdict=verdict,
                    evidence=evidence,
                    certainty=certainty,
                    misconception=wrong.reveals if wrong else "",
                )
            )
        return ContentJudgement(
            points=tuple(points),
            depth=depth.depth(words, question=f"{question.ask} {answer.asked}"),
            structure=depth.structure(words),
        )

    def may_make(self, answer: Answer, question: Question, key_point: str) -> bool:
        """Tell whether an answer in English is likelier to make a key point than not, in part at least.

        Reads closely what was said of this point alone; quick after a glance at the same answer.
        """
        looked = self._look(answer, question)
        if looked is None:
            return False
        number = [point.slug for point in question.key_points].index(key_point)
        return bool(looked.read([number])[0][cross_encoder.TOUCHED] > 0)

    def chances(self, answer: Answer, question: Question) -> tuple[float, ...]:
        """Return how likely each key point was made, 0 to 1, in the question's order; shown to nobody."""
        if (looked := self._look(answer, question)) is None:
            return (0.0,) * len(question.key_points)
        read = looked.read(range(len(question.key_points)))
        return tuple(full for full, _ in comparing.chances(looked, read, answer, question))

    def turns_round(self, quote: str, question: Question, key_point: str, *, typed: bool = False) -> bool:
        """Tell whether a run of words may well say the opposite of a key point."""
        words = words_of_typed(quote, start_ms=0, end_ms=0)
        looked = self._look(Answer(text=quote, words=words, typed=typed), question)
        if looked is None:
            return False
        number = [point.slug for point in question.key_points].index(key_point)
        if order.is_reversed(quote, question.key_points[number].point):
            return True
        return combiner().turns_round(looked.signs([number], looked.read([number]))[0])

    def _look(self, answer: Answer, question: Question) -> features.Looked | None:
        """Return what is known of each key point; None when no word can carry a point."""
        return comparing.compare(tuple(word.text for word in answer.words), question, typed=answer.typed)

    def prepare(self, question: Question) -> None:
        """Encode the question's rubric ahead, so that its first answer is judged as fast as any other."""
        comparing.prepared(question)
        cross_encoder.prepare()


def _bears(seen: features.Seen, shown: reading.Window) -> bool:
    """Tell whether the words that a verdict rests on, and those that are shown for it, can make it sure."""
    return shown.last - shown.first + 1 >= LEAST_WORDS and combiner().nearness(seen.values) >= FAR


def _in_two_goes(
    mine: PointJudgement, both: PointJudgement, words: Sequence[Word], *, after: int, asked: bool
) -> PointJudgement:
    """Return what an answer makes of a point that it makes together with the ones before, `after` words.

    Where what was relied on stands in those, nobody can tell what this one added, unless it half says what
    it was `asked` for; nor is a point left out by this one of which nobody can tell whether they made it.
    """
    if mine.verdict == Verdict.NOT_HEARD and both.verdict == Verdict.CANNOT_TELL and not mine.misconception:
        return PointJudgement(mine.key_point, Verdict.CANNOT_TELL)
    if mine.verdict == Verdict.HEARD or both.verdict != Verdict.HEARD:
        return mine
    found = both.evidence[0]
    first, last = max(found.first, after) - after, found.last - after
    if last - first + 1 < LEAST_WORDS:
        if asked and mine.verdict == Verdict.PARTLY:
            return msgspec.structs.replace(both, evidence=mine.evidence)
        return PointJudgement(mine.key_point, Verdict.CANNOT_TELL)
    return msgspec.structs.replace(both, evidence=(span(words, first, last),))


def _without_code(judgement: ContentJudgement) -> ContentJudgement:
    """Leave open what was not said: it may stand in the code, which nobody reads here."""
    points = tuple(
        PointJudgement(point.key_point, Verdict.CANNOT_TELL)
        if point.verdict == Verdict.NOT_HEARD and not point.misconception
        else point
        for point in judgement.points
    )
    return msgspec.structs.replace(judgement, points=points, note=judgement.note or NO_CODE)


def _all(question: Question, verdict: Verdict) -> tuple[PointJudgement, ...]:
    return tuple(PointJudgement(key_point=point.slug, verdict=verdict) for point in question.key_points)


def _cannot_tell(question: Question, note: str) -> ContentJudgement:
    return ContentJudgement(points=_all(question, Verdict.CANNOT_TELL), note=note)
