import numpy as np
import pytest

from interviews.analysis.content import telling, terms
from interviews.transcript import words_of_typed

FIRST_HAND = (
    "I moved forty services in three weeks. The cutover took nine minutes, because I had rehearsed it twice. "
    "If it fails, we go back. Since then I measure the lag first."
)
IN_GENERAL = (
    "Migrations are always an important topic. You have to plan them well, and usually people think that "
    "everything goes well, but often something is somehow different, so communication is really very good."
)


def told(text: str) -> dict[str, float]:
    words = words_of_typed(text, start_ms=0, end_ms=1_000)
    return dict(zip(telling.NAMES, telling.manner(words, terms.bank_rarity()), strict=True))


def test_an_account_at_first_hand_is_told_from_one_in_general():
    particular, general = told(FIRST_HAND), told(IN_GENERAL)

    for name in ("amounts", "past", "own", "lessons", "failure_cases", "reasons"):
        assert particular[name] > general[name], name
    for name in ("vague", "general"):
        assert particular[name] < general[name], name


@pytest.mark.parametrize(
    ("text", "first_hand"),
    [
        ("I've moved it in March.", True),
        ("The nightly job died, and ours was the team on call.", True),
        ("We're a small shop, so nobody else was there.", True),
        ("A negative number is made by inverting all the bits and adding one.", False),
        ("Well, a team should measure first, and you then roll back.", False),
    ],
)
def test_an_account_has_somebody_in_it(text, first_hand):
    assert telling.is_first_hand(words_of_typed(text, start_ms=0, end_ms=1)) is first_hand


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        (FIRST_HAND, True),
        ("moved forty services, rehearsed it twice, nine minutes", True),
        (
            "I'll talk about DNS. Each lookup tries the search domains, and a lost packet costs a timeout.",
            False,
        ),
        ("I'd need speed, so I would use an index that is based on the date.", False),
    ],
)
def test_an_account_tells_what_happened(text, happened):
    assert telling.tells_what_happened(words_of_typed(text, start_ms=0, end_ms=1)) is happened


def test_manner_does_not_grow_with_repetition_but_for_signs():
    once, thrice = told(FIRST_HAND), told(" ".join([FIRST_HAND] * 3))

    for name in ("rarity", "content", "past", "own", "shared", "general", "vague"):
        assert np.isclose(once[name], thrice[name]), name


def test_manner_of_sounds_is_finite():
    assert np.isfinite(list(told("um 🙂 ...").values())).all()
