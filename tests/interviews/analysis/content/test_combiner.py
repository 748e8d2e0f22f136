"""From numbers of a key point to how likely it was made."""

import numpy as np
import pytest

from interviews.analysis.content import combiner
from interviews.analysis.content.features import GLANCED
from interviews.enums import QuestionKind


def test_weights_fit_the_features():
    for name, weighing in combiner.combiner().weighings.items():
        features = GLANCED if "glanced" in name else combiner.NAMES
        for model in (weighing.heard, weighing.touched):
            assert model.coefficients.shape == (len(features),)

    with pytest.raises(combiner.WeightsDoNotFit):
        combiner.from_numbers({"features": ["other"]})


def test_between_terse_and_whole_answers_both_sets_of_weights_count():
    weighs = combiner.combiner()
    values = np.linspace(-1, 1, len(combiner.NAMES))

    def chance(words: int) -> float:
        return weighs.of(QuestionKind.CONCEPT, words=words).chances(values)[0]

    terse, whole = chance(combiner.TERSE), chance(combiner.WHOLE)
    assert chance(3) == terse != whole == chance(400)
    assert chance((combiner.TERSE + combiner.WHOLE) // 2) == pytest.approx((terse + whole) / 2)
