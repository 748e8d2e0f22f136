"""What speaks against points that seem made: the answer says their opposite, or voices a wrong belief."""

from collections.abc import Sequence

from intervision.embedding import Floats

from ..bank.schema import Question
from ..enums import QuestionKind
from .content import features, order, telling
from .content.combiner import combiner
from .content.misconceptions import SURELY_MADE, Misconception
from .judgement import MADE, Verdict
from .port import Answer


def turned_round(looked: features.Looked, read: Floats, answer: Answer, question: Question) -> frozenset[int]:
    """Return the numbers of the key points of which the answer may well say the opposite. An account of one's
    own work that nobody is in is none, though a writer's notes leave that word out, nor is one in which
    nothing has happened, but for what is said to a follow-up: 'I'd call them first'."""
    nobody = not answer.typed and not telling.is_first_hand(answer.words)
    nothing = not answer.follow_up_to and not telling.tells_what_happened(answer.words)
    if question.kind == QuestionKind.EXPERIENCE and (nobody or nothing):
        return frozenset(range(len(read)))
    turned = combiner().turned_round([*looked.signs(range(len(read)), read)])
    return frozenset(
        number
        for number, (point, seen) in enumerate(zip(question.key_points, looked.points, strict=True))
        if turned[number] or order.is_reversed(seen.said, point.point)
    )


def beliefs_voiced(
    looked: features.Looked, verdicts: Sequence[tuple[Verdict, float]], *, closely: bool, in_turn: bool
) -> list[Misconception | None]:
    """Return the wrong belief that was voiced about each key point, in its place or beside it. Who surely
    made the point has none about it, and words that surely make another point voice none."""
    surely = [
        number
        for number, (verdict, certainty) in enumerate(verdicts)
        if verdict == Verdict.HEARD and certainty >= SURELY_MADE
    ]
    wrongs: list[Misconception | None] = []
    for number, (verdict, _certainty) in enumerate(verdicts):
        look = looked.misconception_beside if verdict in MADE else looked.misconception
        wrongs.append(None if number in surely else look(number, closely=closely))
    if not any(wrongs):
        return wrongs
    told = looked.told_in(surely, in_turn=in_turn).values()
    return [None if wrong and any(map(wrong.is_within, told)) else wrong for wrong in wrongs]
