"""From numbers of a key point to how likely it was made."""

import pytest

from interviews.analysis.content import combiner


def test_weights_fit_the_features():
    weighs = combiner.combiner()
    for weighing in (weighs.knowledge, weighs.account):
        assert weighing.heard.coefficients.shape == weighing.touched.coefficients.shape
        assert weighing.heard.coefficients.shape == (len(combiner.NAMES),)

    with pytest.raises(combiner.WeightsDoNotFit):
        combiner.from_numbers({"features": ["other"]})
