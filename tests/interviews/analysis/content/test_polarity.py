import pytest

from interviews.analysis.content import polarity


@pytest.mark.parametrize(
    ("said", "stated", "count"),
    [
        ("delete it before the commit", "delete it after the commit", 1),
        ("from the oldest to the newest", "from the newest to the oldest", 0),
        ("we always keep it", "we always keep it", 0),
        ("never retry with more threads", "always retry with fewer threads", 2),
        ("something else altogether", "before and after", 0),
    ],
)
def test_an_opposite_counts_where_it_stands_in_a_words_place(said, stated, count):
    assert polarity.opposites(said.split(), stated.split()) == count


def test_waving_away_is_counted():
    waved = "a tie-breaker isn't needed and the order doesn't matter"
    stated = "the order matters because a tie would be unstable"

    assert polarity.dismissals(waved.split()) == 2
    assert polarity.dismissals(stated.split()) == 0


def test_a_correction_is_told_from_an_answer():
    assert polarity.takes_back("Well, I said three times right away, but now that you ask, that is bad.")
    assert polarity.takes_back("No, wait, the lock comes first.")
    assert not polarity.takes_back("A slow query is bad for everybody, so I'd wait.")
