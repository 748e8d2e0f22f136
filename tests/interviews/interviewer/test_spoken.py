"""What a model writes that nobody can speak, and what only looks like it."""

import pytest

from interviews.interviewer.spoken import Spoken

SAID = "You'd keep a key. For how long?"


def spoken(text: str, *, piece: int) -> str:
    words = Spoken()
    return "".join(words.take(text[at : at + piece]) for at in range(0, len(text), piece)) + words.finish()


@pytest.mark.parametrize("piece", [1, 3, 1000])
@pytest.mark.parametrize(
    "reply",
    [
        f"<think>\nThey said (a key). I should ask [how long].\n</think>\n\n{SAID}",
        f"(smiles warmly) {SAID}",
        f"*nods* {SAID}",
        f"{SAID} [Waits for the candidate's response]",
        f"{SAID} (waits for the response)",
        f"[your name] {SAID}",
        f"👍🏽 {SAID} 🙂",
        "- You'd keep a key.\n- For how long?",
        "1. You'd keep a key.\n2. For how long?",
    ],
)
def test_what_nobody_can_speak_is_left_out(reply: str, piece: int):
    assert " ".join(spoken(reply, piece=piece).split()) == SAID


@pytest.mark.parametrize("piece", [1, 3, 1000])
@pytest.mark.parametrize(
    "reply",
    [
        "You'd wait (say, ten seconds) and look. At what?",
        "You have [1, 2, 3] and take items[n]. What is left?",
        "It takes O(n) steps – or 90° more – to get there → where?",
        "You'd **cache** it, and *only* it. Why?",
        "Ten minus 3 - is that all of 7. And then?",
        "It went (as you told me, at a length that nobody would take for what stands in a script) wrong.",
        "It opens (and never closes. Why?",
        "How would you bound latency (response time) at p99?",
        "Is the thread *waiting* or running?",
        "What does [weak self] change there?",
        "Would the pauses (pauses of a second) matter?",
        "Is a failure (silent or not) told? (Turn it off, or pausing it, what helps?)",
        "It takes n*m steps. Is that, for a list so long that nobody has seen it, 2*n of them?",
    ],
)
def test_what_can_be_spoken_is_kept(reply: str, piece: int):
    assert spoken(reply, piece=piece) == reply


def test_an_ordinary_reply_is_not_held_back():
    words = Spoken()

    assert [words.take(delta) for delta in ("You", "'d", " keep", " a", " key.")] == [
        "You", "'d", " keep", " a", " key.",
    ]  # fmt: skip


def test_thoughts_that_never_end_are_no_words():
    words = Spoken()

    assert words.take("<think>Well, this is hard.") + words.finish() == ""
    assert words.thinks
