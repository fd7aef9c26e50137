"""A person who types normally signs up on her phone: how long it takes her."""

import shutil
import time
from collections.abc import Iterator
from contextlib import closing

from playwright.sync_api import Page, sync_playwright

from shopfans.database.shop import Shop
from shopfans.web.server import SignUpServer
from tests.benchmarks.measuring import Line
from tests.web.conftest import QUIET

KEY = 0.3
"""Seconds a key: 40 words of five letters a minute."""
TAP = 0.8
"""Seconds to find the next thing to touch."""
READS = 6.5
"""Chinese characters a second, read in silence (Brysbaert 2019: 260 words a minute)."""
MOST = 20.0


def sign_up(shop: Shop) -> Iterator[Line]:
    """From the scanned code to the thanks; a hand's own pauses are waited for, as it would. Once
    she sees at a glance what she agrees to, once she reads every word."""
    with (
        closing(SignUpServer(shop, address="127.0.0.1")) as server,
        sync_playwright() as play,
        play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET) as browser,
    ):
        for number, reads in enumerate((False, True)):
            phone = browser.new_context(
                viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True,
                locale="zh-CN",
            )  # fmt: skip
            page = phone.new_page()
            start = time.perf_counter()
            page.goto(server.url)
            _fill_in(page, f"1370013700{number}", reads=reads)
            page.locator(".thanks").wait_for()
            took = time.perf_counter() - start
            size = "reads every word" if reads else "sees at a glance"
            yield Line("a person signs up, 40 words a minute", size, took, most=MOST)


def _fill_in(page: Page, number: str, *, reads: bool) -> None:
    _touch(page, "#phone")
    page.keyboard.type(number, delay=KEY * 1000)
    _touch(page, "#name")
    time.sleep(KEY * len("wangxiaomei") + TAP)  # typed in pinyin and chosen
    page.keyboard.insert_text("王小美")
    if reads:
        seen = page.locator("label.tick").first, page.locator(".told summary")
        time.sleep(sum(len(one.inner_text()) for one in seen) / READS)
    _touch(page, "#consents")
    _touch(page, "form > button")


def _touch(page: Page, what: str) -> None:
    time.sleep(TAP)
    page.locator(what).tap()
