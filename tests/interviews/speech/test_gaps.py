"""What is missing of a track, by its own time."""

from fractions import Fraction

import av
import pytest

from interviews.speech.gaps import WRAP, Gaps

PACKET = 960  # 20 ms at 48 kHz


def frame(pts: int | None, *, rate: int = 48_000) -> av.AudioFrame:
    made = av.AudioFrame(format="s16", layout="mono", samples=rate // 50)
    made.sample_rate, made.pts, made.time_base = rate, pts, Fraction(1, rate)
    return made


@pytest.mark.parametrize("begins", [0, 77, WRAP - PACKET, WRAP - PACKET // 2, WRAP - 3 * PACKET])
@pytest.mark.parametrize("lost", [0, 1, 75])
def test_packets_that_were_lost_or_never_sent_are_missing_wherever_the_time_began(begins: int, lost: int):
    gaps = Gaps()

    gaps.before_ms(frame(begins))

    assert gaps.before_ms(frame((begins + PACKET * (1 + lost)) % WRAP)) == lost * 20


def test_a_track_at_another_rate_tells_its_gaps_too():
    gaps = Gaps()

    gaps.before_ms(frame(0, rate=8_000))

    assert gaps.before_ms(frame(3 * 160, rate=8_000)) == 40


@pytest.mark.parametrize("pts", [None, 0, 90_000])
def test_a_time_that_does_not_follow_tells_nothing_and_the_next_is_counted_from_it(pts: int | None):
    gaps = Gaps()
    first = gaps.before_ms(frame(100_000))

    jumped = gaps.before_ms(frame(pts))

    assert (first, jumped) == (None, None)
    if pts is not None:
        assert gaps.before_ms(frame(pts + PACKET)) == 0
