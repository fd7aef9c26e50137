"""Every page of a phone through axe-core: what a screen reader, or who sees poorly, would stumble
over."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.joining import linking
from shopfans.web.server import SignUpServer
from tests.web import everything

ONLY = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": []}


@pytest.fixture
def home(shop: Shop, server: SignUpServer, cashier: Staff, mei: int) -> str:
    """A shop in which every page has all that it can show."""
    everything.give(shop, cashier, mei)
    return server.url


@pytest.fixture
def me(shop: Shop, home: str, owner: Staff, mei: int) -> str:
    return f"{home}/me/{linking.give(shop, by=owner, member=mei, request='link')}"


def complaints(page: Page) -> list[str]:
    """What axe-core calls serious or critical on the page as it stands, all that is folded open."""
    closed = page.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.tap()
    found = Axe().run(page, options=ONLY).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def send(page: Page) -> None:
    """Press the button of the first form."""
    with page.expect_navigation():
        page.locator("form button").first.tap()


def keep_still(page: Route) -> None:
    """A page that comes anew by itself must not do so while it is looked at."""
    answer = page.fetch()
    headers = {name: said for name, said in answer.headers.items() if name != "refresh"}
    page.fulfill(response=answer, headers=headers)


@pytest.mark.parametrize(
    ("locale", "look"), [("zh-CN", "light"), ("zh-TW", "dark"), ("en-GB", "light")]
)
def test_nothing_on_any_page_stops_anybody(
    browser: Browser, home: str, me: str, locale: str, look: Literal["light", "dark"]
) -> None:
    found: dict[str, list[str]] = {}
    with browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale=locale,
        color_scheme=look,
    ) as phone:  # fmt: skip
        page = phone.new_page()
        for address in ("**/thanks/*", "**/code*"):
            page.route(address, keep_still)
        page.goto(home)
        found["form"] = complaints(page)
        send(page)
        found["form with errors"] = complaints(page)
        page.locator("#younger").check()
        send(page)
        found["too young"] = complaints(page)
        page.goto(home)
        page.locator("#phone").fill("13987654321")
        page.locator("#name").fill("Ana")
        page.locator("#consents").check()
        send(page)
        found["thanks"] = complaints(page)
        for part in ("", "/code", "/data", "/forget", "/nothing"):
            page.goto(me + part)
            found[f"her page {part}"] = complaints(page)
        page.goto(me)
        with page.expect_navigation():
            page.locator("button.choice").first.tap()
        found["her vote"] = complaints(page)
        page.goto(f"{me}/data")
        page.locator("#name").fill("")
        page.locator("#birthday").fill("x")
        send(page)
        found["data with errors"] = complaints(page)
        page.goto(f"{me}/forget")
        page.locator("#digits").fill("0000")
        send(page)
        found["forget with an error"] = complaints(page)
        page.locator("#digits").fill("5678")
        send(page)
        found["forget while she is owed something"] = complaints(page)
        page.goto(f"{home}/forgotten")
        found["forgotten"] = complaints(page)
    assert {page: said for page, said in found.items() if said} == {}


def test_what_is_wrong_is_found(browser: Browser) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as phone:
        page = phone.new_page()
        page.set_content("<title>x</title><input><p style='color: #eee'>grey on grey</p>")
        said = " ".join(complaints(page))
    assert "color-contrast (serious)" in said
    assert "label (critical)" in said
