"""Speech cut into chunks without its silences, and where the words of a chunk were said."""

import numpy as np
import pytest

from interviews.speech.chunks import MARGIN, cut
from interviews.speech.port import SAMPLE_RATE
from interviews.speech.vad import Run

MS = SAMPLE_RATE // 1000
MARGIN_MS = MARGIN // MS

# Speech from 1,000 to 2,000 ms, and from 4,000 to 5,000 ms: 1,300 ms of a chunk each.
CHUNK = cut(
    np.zeros(6_000 * MS, np.int16),
    [Run(1_000 * MS, 2_000 * MS), Run(4_000 * MS, 5_000 * MS)],
    longest=30 * SAMPLE_RATE,
)[0]


@pytest.mark.parametrize(
    "heard, said",
    [
        ((200, 600), (1_050, 1_450)),
        ((1_500, 1_900), (4_050, 4_450)),
        # The last word before the pause reaches beyond it, or the first one behind it begins before.
        ((1_000, 1_450), (1_850, 2_150)),
        ((1_100, 1_450), (1_950, 2_150)),
        ((1_200, 1_700), (3_850, 4_250)),
        # None of the speech: where it was written.
        ((1_310, 1_310), (3_860, 3_860)),
        ((1_200, 1_350), (2_050, 2_150)),
        ((1_250, 1_400), (3_850, 3_950)),
    ],
    ids=[
        "first stretch",
        "second stretch",
        "reaches beyond",
        "hardly begun",
        "begins before",
        "silence",
        "margin before",
        "margin behind",
    ],
)
def test_a_word_stands_on_one_side_of_a_pause(heard, said):
    first, last = (edge * MS for edge in heard)

    assert CHUNK.word(first, last) == tuple(edge * MS for edge in said)


def test_speech_is_counted_without_the_silence_around_it():
    assert CHUNK.speech_in(0, len(CHUNK.samples)) == 2_000 * MS
    assert CHUNK.speech_in(0, MARGIN) == 0
    assert CHUNK.speech_in((1_300 - MARGIN_MS - 40) * MS, (1_300 + MARGIN_MS) * MS) == 40 * MS
