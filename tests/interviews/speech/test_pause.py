"""Smart Turn in a pause: when it is asked, and which of its answers count."""

import numpy as np

from interviews.speech.pause import Pause
from interviews.speech.port import SAMPLE_RATE
from interviews.speech.tape import Tape
from interviews.speech.vad import FRAME, FRAME_MS
from tests.interviews.speech.simulation import SimulatedWorkshop


class Growing:
    """Finds the turn the more finished the more silence it is given."""

    def finished(self, samples: np.ndarray) -> float:
        return len(samples) / SAMPLE_RATE


class Broken:
    def finished(self, samples: np.ndarray) -> float:
        raise RuntimeError("no model")


def a_pause(model) -> tuple[Pause, Tape, SimulatedWorkshop, list[str]]:
    tape, workshop, news = Tape(longest=60 * SAMPLE_RATE), SimulatedWorkshop(cost_ms=50), []
    pause = Pause(
        tape, model, workshop, since=0, answer_start=0, ask_ms=(96, 320), known=lambda: news.append("known")
    )
    return pause, tape, workshop, news


def wait(pause: Pause, tape: Tape, workshop: SimulatedWorkshop, ms: int) -> None:
    for _ in range(ms // FRAME_MS):
        tape.append(np.zeros(FRAME, np.int16))
        pause.listen()
        workshop.advance(workshop.now_ms + FRAME_MS)


def test_it_is_asked_once_at_each_silence():
    pause, tape, workshop, news = a_pause(Growing())

    wait(pause, tape, workshop, 2_000)

    assert pause.sounds == (0.096, 0.32)
    assert news == ["known", "known"]


def test_it_is_asked_once_when_it_is_late():
    pause, tape, workshop, _ = a_pause(Growing())
    for _ in range(15):
        tape.append(np.zeros(FRAME, np.int16))

    wait(pause, tape, workshop, 200)

    assert pause.sounds == (0.512,)


def test_what_it_says_after_the_pause_does_not_count():
    pause, tape, workshop, news = a_pause(Growing())

    wait(pause, tape, workshop, 96)
    pause.end()
    workshop.advance(workshop.now_ms + 500)

    assert pause.sounds == ()
    assert news == []


def test_a_failure_is_no_answer():
    pause, tape, workshop, news = a_pause(Broken())

    wait(pause, tape, workshop, 1_000)

    assert pause.sounds == ()
    assert news == []
