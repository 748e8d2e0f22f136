"""The line of the pace, which a silence breaks and does not bend."""

from types import SimpleNamespace

from interviews.history import Word
from reports.answers.misheard import without_misheard_swearing
from reports.letter.timeline import WINDOW_MS, windows


def spoken(start_ms: int, count: int = 60) -> list[Word]:
    return [Word("word", start_ms + n * 500, start_ms + n * 500 + 400, 0.9) for n in range(count)]


def turn(*words: Word, typed: bool = False):
    return SimpleNamespace(words=words, typed=typed)


def test_a_silence_at_the_code_pad_is_no_slow_pace():
    before = spoken(0)
    after = spoken(before[-1].end_ms + 90_000)

    lines = windows(turn(*before, *after))

    assert len(lines) == 2
    assert all(100 < pace < 140 for line in lines for _, pace in line)
    assert all(
        not before[-1].end_ms + WINDOW_MS < middle < after[0].start_ms for line in lines for middle, _ in line
    )


def test_thinking_for_a_moment_leaves_one_line():
    before = spoken(0)

    assert len(windows(turn(*before, *spoken(before[-1].end_ms + 4_000)))) == 1


def test_what_is_typed_or_short_has_no_pace():
    assert windows(turn(*spoken(0), typed=True)) == []
    assert windows(turn(*spoken(0, count=5))) == []


def test_a_label_leaves_out_a_swear_word_that_nobody_said():
    heard = (("to", 0.9), ("shit", 0.2), ("hub,", 0.9), ("damn", 0.95), ("it.", 0.9))

    label = without_misheard_swearing([Word(text, 0, 1, sure) for text, sure in heard])

    assert label == "to … hub, damn it."
