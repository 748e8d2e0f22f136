import random

import pytest

from interviews.analysis.content import fluency, terms

SPOKEN = (
    "so I'd first look at the plan with the slow values and compare what it expected with what it really "
    "did and then I'd build an index with the customer first because otherwise it walks back through "
    "everyone's orders"
)


def flows(text):
    steps = fluency.bank_fluency().steps(terms.word_parts(text))
    return fluency.flows(steps, 5, 12)


def test_speech_flows():
    assert flows(SPOKEN)


@pytest.mark.parametrize("seed", range(5))
def test_the_same_words_thrown_together_do_not(seed):
    words = SPOKEN.split()
    random.Random(seed).shuffle(words)

    assert not flows(" ".join(words))


def test_too_few_words_to_tell_are_let_through():
    assert flows("index customer date composite walk order")
