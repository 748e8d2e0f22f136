"""What a candidate does in a rehearsal, for tests that drive a browser."""

import base64
import re
from pathlib import Path

from playwright.sync_api import Page

from tests.benchmarks import voices


def plan(
    page: Page,
    url: str,
    *,
    mode: str = "voice",
    domain: str = "backend",
    record: bool = False,
    camera: bool = False,
) -> None:
    """Fill in the form and stand before the room."""
    page.goto(f"{url}/rehearse/")
    wanted = {"domain": domain, "seniority": "senior", "mode": mode}
    for name, value in wanted.items():
        # No click at a place: what a choice shows moves the choices below it.
        page.locator(f"input[name={name}][value={value}]").dispatch_event("click")
    if record or camera:
        page.get_by_text("Recording and camera").click()
    if record:
        page.locator("input[name=keep_recording]").check(force=True)
    if camera:
        page.locator("input[name=camera]").check(force=True)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile("/check/"))
    page.goto(page.url.replace("check/", ""))


def answers_in_log(page: Page) -> list[str]:
    return page.locator("#log [data-who=candidate] p").all_inner_texts()


def end(page: Page) -> None:
    page.locator("#end").click()
    page.locator("#end-confirm").click()
    page.wait_for_url(re.compile("/reports/"), timeout=90_000)


class Mouth:
    """A microphone that a test speaks into: the page gets a stream of what `say` plays, in a quiet room."""

    SCRIPT = """
        const context = new AudioContext();
        const microphone = context.createMediaStreamDestination();
        // A stream with nothing in it sends nothing; a microphone always hears the room.
        const room = new AudioBufferSourceNode(context, { loop: true });
        room.buffer = context.createBuffer(1, 48000, 48000);
        const hiss = Float32Array.from({ length: 48000 }, () => (Math.random() - 0.5) / 2000);
        room.buffer.copyToChannel(hiss, 0);
        room.connect(microphone);
        room.start();
        navigator.mediaDevices.getUserMedia = async () => {
          await context.resume();
          return microphone.stream;
        };
        window.speak = async (wav) => {
          const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
          const buffer = await context.decodeAudioData(bytes.buffer);
          const source = new AudioBufferSourceNode(context, { buffer });
          source.connect(microphone);
          source.start();
          return new Promise((resolve) => source.addEventListener("ended", resolve));
        };
    """

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        page.add_init_script(self.SCRIPT)

    def say(self, text: str) -> None:
        """Speak and return when it was said; [700] in the text is a pause of so many milliseconds."""
        samples, _, _ = voices.speak_marked(text, lead_ms=200, tail_ms=300)
        path = self.folder / "sentence.wav"
        voices.save(samples, path)
        self.page.evaluate("wav => window.speak(wav)", base64.b64encode(path.read_bytes()).decode())
