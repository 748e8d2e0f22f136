"""A question of which nothing surely landed: what the answers seem to hold, as no more than that."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from interviews.history import KeyPoint, PointJudgement, TurnRecord, Verdict

from ..answers.admission import MADE
from ..answers.asked import Asked
from ..answers.probed import asked_about, is_denied, judged
from ..evidence import Quote, overlap
from ..findings.quoting import quotes_for, reads_clearly
from .local import point_in_sentence, short

MOST_POINTS = 2
# How sure it has to be that half of a point was said. Of the tuning half's points below it four in ten were
# not said at all, of those heard with any certainty one in seven (in sample).
SURE_OF_HALF = 0.7
LEAST_WORDS = 6  # 'there is this watermark thing' would do for any point


def in_words(asked: Asked, *, besides: Collection[str] = ()) -> str:
    """Return what the surest points of a question are, but for those `besides`, each with its words; '' where
    there is none."""
    points = [
        # Translators: {point} is a statement of the question bank, {quote} the candidate's own words.
        _("{point} (“{quote}”)").format(
            point=point_in_sentence(point.point), quote=short(quote, about=point.point)
        )
        for point, quote in _surest(asked, besides)
    ]
    if not points:
        return ""
    if len(points) == 1:
        return _("It seems that this is in it, at least in part: %s.") % points[0]
    return _("It seems that these are in it, at least in part: %s.") % "; ".join(points)


def _surest(asked: Asked, besides: Collection[str]) -> list[tuple[KeyPoint, Quote]]:
    """Return the points most likely made, each with its clearest words, the surest first."""
    found: list[tuple[tuple[bool, float], KeyPoint, Quote]] = []
    about = asked_about(asked)
    for point in asked.question.key_points:
        answers = judged(asked.answered, point.slug)
        made = [(*item, quote) for item in answers if (quote := _words(*item, point))]
        if point.slug in besides or not made or is_denied(answers, of=point.slug, about=about, after=0):
            continue
        _turn, judgement, quote = max(made, key=lambda item: _certainty(item[1]))
        found.append((_certainty(judgement), point, quote))
    found.sort(key=lambda item: item[0], reverse=True)
    told: list[tuple[KeyPoint, Quote]] = []
    for _certain, point, quote in found:
        if not any(overlap(quote, other) for _point, other in told):
            told.append((point, quote))
    return told[:MOST_POINTS]


def _words(turn: TurnRecord, judgement: PointJudgement, point: KeyPoint) -> Quote | None:
    if judgement.verdict not in MADE or (turn.content and turn.content.is_contradicted(judgement)):
        return None
    if judgement.verdict is Verdict.PARTLY and judgement.certainty < SURE_OF_HALF:
        return None
    return next(
        (
            quote
            for quote in quotes_for(turn, judgement, point)
            if len(short(quote, about=point.point).split()) >= LEAST_WORDS
            and reads_clearly(quote, turn, about=point.point)
        ),
        None,
    )


def _certainty(judgement: PointJudgement) -> tuple[bool, float]:
    return (judgement.verdict is Verdict.HEARD, judgement.certainty)
