import numpy as np

from intervision.embedding import Embedder

TEXTS = ("um", "a queue is first in, first out", "the server keeps the key so a repeat is known " * 12, "um")


def test_texts_get_the_same_states_together_as_alone():
    together = Embedder().encode_all(TEXTS)
    alone = [Embedder().encode(text) for text in TEXTS]

    for one, other in zip(together, alone, strict=True):
        assert one.offsets == other.offsets
        assert np.allclose(one.states, other.states, atol=1e-5)
        assert np.allclose(one.vector, other.vector, atol=1e-5)


def test_cache_keeps_what_was_asked_for_last():
    embedder = Embedder(cached_texts=2)
    first = embedder.encode(TEXTS[0])
    embedder.encode(TEXTS[1])

    assert embedder.encode(TEXTS[0]) is first

    embedder.encode_all(["one more", "and another"])
    assert embedder.encode(TEXTS[0]) is not first


def test_nothing_has_no_vectors():
    assert Embedder().vectors([]).shape == (0, 384)
