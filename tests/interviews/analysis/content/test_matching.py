"""How near each window comes to each exemplar."""

import numpy as np
import pytest

from interviews.analysis.content.matching import _most_in
from interviews.analysis.content.reading import Window

TOKENS = np.random.default_rng(7).normal(size=(5, 60)).astype(np.float32)


@pytest.mark.parametrize("pieces", [1, 2, 3, 4, 5, 8, 10, 16, 21])
def test_the_nearest_word_of_a_window_is_found_however_many_others_share_it(pieces):
    edges = [0, *sorted(np.random.default_rng(pieces).choice(range(1, 60), pieces - 1, replace=False)), 60]
    windows = [
        Window(0, 0, int(start), int(stop), ()) for at, start in enumerate(edges) for stop in edges[at + 1 :]
    ]

    most = _most_in(windows, TOKENS)

    wanted = np.stack([TOKENS[:, window.start : window.stop].max(axis=1) for window in windows], axis=1)
    assert np.array_equal(most, wanted)
