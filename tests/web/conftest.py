"""A real browser, for whoever wants to see the pages as a phone does."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


Launch = Callable[..., Browser]


@pytest.fixture(scope="session")
def launch() -> Iterator[Launch]:
    """Starts a browser, with more arguments if need be."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("no Chromium to test with: apt-get install chromium")
    with sync_playwright() as play:
        yield lambda *more: play.chromium.launch(executable_path=chromium, args=[*QUIET, *more])


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Iterator[Browser]:
    browser = launch()
    yield browser
    browser.close()
