"""What a judgement says of an answer as a whole."""

import pytest

from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.transcript import span, words_of_typed

WORDS = words_of_typed("I'd load all images lazily. The server sends the tag.", start_ms=0, end_ms=0)


@pytest.mark.parametrize(
    ("first", "last", "belief", "contradicted"),
    [
        (0, 4, "Delays the image that matters", True),
        (3, 9, "Delays the image that matters", True),
        (5, 9, "Delays the image that matters", False),
        (0, 4, "", False),
    ],
)
def test_a_point_is_contradicted_by_a_wrong_belief_in_its_own_words(first, last, belief, contradicted):
    heard = PointJudgement("priority", Verdict.HEARD, (span(WORDS, first, last),), 0.9)
    other = PointJudgement("early", Verdict.CANNOT_TELL, (span(WORDS, 0, 4),), misconception=belief)

    assert ContentJudgement((heard, other)).is_contradicted(heard) is contradicted
