"""Depth and structure are seen in what is said, never in how long it is."""

from interviews.analysis.depth import depth, strength, structure
from interviews.transcript import words_of_typed


def kinds(text: str, signs) -> set[str]:
    return {sign.kind for sign in signs(words_of_typed(text, start_ms=0, end_ms=1))}


def test_signs_of_depth_are_named_with_their_words():
    text = (
        "The downside is memory. At my last job we had two million rows. If the primary dies the "
        "write is lost,"
        " and instead of retrying I'd alert."
    )
    assert kinds(text, depth) == {"trade_off", "number", "example", "failure_case", "alternative"}


def test_signs_of_structure_are_named():
    text = (
        "The main point is isolation, because writers collide. First I'd lock. For example a seat. So "
        "overall it's a queue."
    )
    assert kinds(text, structure) == {"claim", "reason", "sequence", "example", "summary"}


def test_a_long_recital_has_no_depth():
    words = words_of_typed(
        " ".join(["a cache keeps data near and a queue keeps jobs in order"] * 40), start_ms=0, end_ms=1
    )

    assert depth(words) == ()
    assert strength(depth(words)) == 0


def test_variety_tells_more_than_repetition():
    varied = depth(words_of_typed("The downside is memory. For example a seat.", start_ms=0, end_ms=1))
    repeated = depth(words_of_typed("The downside is memory. The downside is time.", start_ms=0, end_ms=1))

    assert strength(varied) > strength(repeated)
