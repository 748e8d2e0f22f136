"""A real Chromium with a voice file for a microphone, against the whole product."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.servers import product

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    # Nothing of Chromium's own may go to the network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]

OpenBrowser = Callable[..., AbstractContextManager[Browser]]


def chrome() -> str:
    """Return the browser that `make test` found (scripts/with-tools)."""
    path = os.environ.get("CHROME") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.fail("No Chrome or Chromium: run the tests with 'make test', which finds or installs one.")
    return path


@pytest.fixture(scope="package")
def url() -> Iterator[str]:
    """The whole product, as `make run` serves it."""
    with product() as address:
        yield address


@contextmanager
def browsers() -> Iterator[OpenBrowser]:
    """Yield what opens a browser: one Chromium for each set of flags, and what a test opened in it is closed
    with the test. Starting one takes longer than most tests.

    Playwright's synchronous API runs a loop in this thread for as long. No asynchronous test can run beside
    it, so it lasts for a package or a module and not for the session. Django takes it for asynchronous code.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        running: dict[tuple[str, ...], Browser] = {}

        @contextmanager
        def open_with(
            microphone: Path | None = None, *, refuse_microphone: bool = False
        ) -> Iterator[Browser]:
            flags = [flag for flag in FLAGS if not (refuse_microphone and flag.startswith("--use-fake-ui"))]
            if microphone is not None:
                flags.append(f"--use-file-for-fake-audio-capture={microphone}%noloop")
            browser = running.get(tuple(flags))
            if browser is None or not browser.is_connected():
                browser = playwright.chromium.launch(executable_path=chrome(), args=flags)
                running[tuple(flags)] = browser
            try:
                yield browser
            finally:
                for context in browser.contexts:
                    context.close()

        yield open_with
        for browser in running.values():
            browser.close()


@pytest.fixture(scope="package")
def open_browser() -> Iterator[OpenBrowser]:
    with browsers() as open_browser:
        yield open_browser


@pytest.fixture
def page(open_browser: OpenBrowser) -> Iterator[Page]:
    """A page of its own, on which nothing is thrown."""
    with open_browser() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        assert faults == []
