"""The browser speaks for the interviewer: it is let to, with a voice of its own or the candidate's choice."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.room import Room, enter

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

# Chromium without a desktop has no voices. As on an iPhone, nothing is spoken, and nothing is told, before
# something was spoken within a click.
VOICES = """
    let allowed = false;
    window.spoken = [];
    window.SpeechSynthesisUtterance = class extends EventTarget {
      constructor(text) { super(); this.text = text; }
    };
    speechSynthesis.getVoices = () => VOICES;
    speechSynthesis.speak = (utterance) => {
      allowed ||= window.event?.type === "click";
      if (!allowed || !utterance.text) return;
      const { text, voice, lang } = utterance;
      window.spoken.push([text, voice?.name ?? null, lang]);
      for (const type of ["start", "end"]) setTimeout(() => utterance.dispatchEvent(new Event(type)));
    };
"""
ALBERT, SAMANTHA = ({"name": name, "lang": "en-US", "localService": True} for name in ("Albert", "Samantha"))
ANNA = {"name": "Anna", "lang": "de-DE", "localService": True}
FAR = {"name": "Google UK English", "lang": "en-GB", "localService": False}


def with_voices(page: Page, url: str, *voices: object) -> Room:
    page.add_init_script(VOICES.replace("=> VOICES", f"=> {json.dumps(voices)}"))
    return enter(page, url)


def test_entering_lets_the_interviewer_speak_where_that_takes_a_click(page: Page, url: str) -> None:
    room = with_voices(page, url, SAMANTHA)

    room.ask(0, "Why? And how?")

    page.wait_for_function("() => spoken.length === 2", timeout=4_000)
    [*_, heard] = room.all("heard")
    assert (heard["characters"], heard["finished"]) == (len("Why? And how?"), True)


@pytest.mark.parametrize(
    ("voices", "spoken"),
    [
        ([ALBERT, SAMANTHA], [None, "en-US"]),
        ([FAR], [None, "en-GB"]),
        ([ANNA], [None, "en"]),
        ([FAR, SAMANTHA], ["Samantha", "en-US"]),
    ],
)
def test_voice_is_the_browsers_own_choice_but_none_that_sends_the_words_away(
    page: Page, url: str, voices: list[object], spoken: list[str | None]
) -> None:
    room = with_voices(page, url, *voices)

    room.ask(0, "Why?")

    page.wait_for_function("() => spoken.length === 1", timeout=4_000)
    assert page.evaluate("spoken[0].slice(1)") == spoken


def test_voice_that_was_chosen_speaks(page: Page, url: str) -> None:
    room = with_voices(page, url, ALBERT, SAMANTHA, FAR)
    page.locator("#more").click()
    page.locator("#voice-select").select_option("Google UK English")
    expect(page.locator("#voice-select")).to_have_value("Google UK English")

    room.ask(0, "Why?")

    page.wait_for_function("() => spoken.length === 1", timeout=4_000)
    assert page.evaluate("spoken[0].slice(1)") == ["Google UK English", "en-GB"]
