"""Whether it sounds finished."""

import numpy as np
import pytest

from interviews.speech import smart_turn
from interviews.speech.smart_turn import WINDOW, SmartTurn, TurnModelMissing, normalised


def test_shorter_audio_stands_at_the_end_of_the_window():
    window = normalised(np.full(16_000, 1_000, np.int16))

    assert len(window) == WINDOW
    assert window[:1_000].std() == 0
    assert abs(window.mean()) < 1e-3
    assert abs(window.std() - 1) < 1e-2


def test_longer_audio_keeps_its_end():
    samples = np.concatenate((np.full(WINDOW, 5_000), np.arange(WINDOW) % 100)).astype(np.int16)

    assert np.allclose(normalised(samples), normalised(samples[WINDOW:]))


def test_features_are_those_the_model_was_trained_with():
    random = np.random.default_rng(0)
    samples = random.normal(0, 3_000, WINDOW).astype(np.int16)

    mel = SmartTurn()._features(normalised(samples), padding=0)

    assert mel.shape == (80, 800)
    assert mel.max() - mel.min() <= 2.0 + 1e-5  # 8 decades over 4


@pytest.mark.parametrize("samples", [np.zeros(100), np.zeros(WINDOW * 2), np.arange(WINDOW) % 3_000])
def test_the_answer_is_a_probability(samples):
    assert 0 <= SmartTurn().finished(samples.astype(np.int16)) <= 1


def test_a_missing_model_is_said_in_words(monkeypatch):
    monkeypatch.setattr(smart_turn, "MODEL_FILE", "not-there.onnx")

    with pytest.raises(TurnModelMissing, match=r"install requirements\.txt"):
        SmartTurn().finished(np.zeros(100, np.int16))
