import random
import sys
import threading
from collections.abc import Iterator

import pytest
import snowballstemmer

from intervision.skills import vocabulary
from intervision.stemming import stem


@pytest.fixture
def impatient_threads() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_threads_that_ask_at_once_get_the_stems_of_their_own_words(impatient_threads: None) -> None:
    words = [
        word
        for skill in vocabulary()
        for name in (skill.name, *skill.aliases)
        for word in name.lower().split()
    ]
    alone = snowballstemmer.stemmer("english")
    right = {word: alone.stemWord(word) for word in words}
    stem.cache_clear()
    found: list[tuple[str, str]] = []

    def ask(seed: int) -> None:
        for word in random.Random(seed).sample(words, len(words)):
            found.append((word, stem(word)))

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4 * len(words)
    assert not [(word, got) for word, got in found if got != right[word]]
