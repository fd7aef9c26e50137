"""Her own page in earnest: a real browser, the size of a phone, without scripts."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.ballots import Candidate
from shopfans.domain.roles import Staff
from shopfans.services.joining import applying, balloting, correcting, linking
from shopfans.services.members import finding
from shopfans.web import own_page
from shopfans.web.server import SignUpServer
from tests.web import everything

WIDE, TALL = 390, 844


@pytest.fixture
def home(server: SignUpServer) -> str:
    return server.url


@pytest.fixture
def me(shop: Shop, home: str, owner: Staff, mei: int) -> str:
    balloting.open_ballot(
        shop, by=owner, title="三月新品", last=date(2026, 3, 20), request="open",
        candidates=[Candidate("芋圆"), Candidate("Mango pudding with pearls and jelly")],
    )  # fmt: skip
    return f"{home}/me/{linking.give(shop, by=owner, member=mei, request='link')}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": WIDE, "height": TALL},
        is_mobile=True,
        has_touch=True,
        locale="en-GB",
        java_script_enabled=False,
    ) as phone:
        yield phone.new_page()


def test_from_the_sign_up_to_her_own_page(
    shop: Shop, home: str, page: Page, cashier: Staff
) -> None:
    page.goto(home)
    page.get_by_role("textbox", name="Name").fill("王小美")
    page.get_by_role("textbox", name="Phone number").fill("13812345678")
    page.get_by_label("and agree").check()
    page.get_by_role("button", name="Join").tap()
    expect(page.get_by_text("turns into your own page")).to_be_visible()
    (form,) = applying.pending(shop)
    applying.accept(shop, by=cashier, sign_up=form.id)
    expect(page.get_by_role("heading", name="Hello, 王小美")).to_be_visible(timeout=15_000)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("img", name="My member code")).to_be_visible()
    assert "13812345678" not in page.url


def test_she_votes_and_changes_her_mind(shop: Shop, me: str, page: Page) -> None:
    page.goto(me)
    for name, counts in (("芋圆", [1, 0]), ("Mango pudding", [0, 1])):
        page.get_by_role("button", name=name).tap()
        expect(page.get_by_role("button", pressed=True)).to_contain_text(name)
        row = balloting.running(shop)
        assert row
        assert [one.votes for one in row.tallies] == counts


def test_she_corrects_her_data_and_her_consent(shop: Shop, mei: int, me: str, page: Page) -> None:
    page.goto(me)
    page.get_by_role("link", name="My data").tap()
    page.get_by_role("textbox", name="Name").fill("")
    page.get_by_role("textbox", name="Birthday").fill("the 15th")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("alert")).to_contain_text(["enter a name", "Write it like 08-15"])
    page.get_by_role("textbox", name="Name").fill("王大美")
    page.get_by_role("textbox", name="Birthday").fill("05-06")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert finding.card(shop, mei).name == "王大美"
    page.get_by_role("button", name="Yes").tap()
    expect(page.get_by_role("button", name="No more messages")).to_be_visible()
    assert correcting.consents(shop, mei).messages
    page.get_by_role("button", name="No more messages").tap()
    expect(page.get_by_role("button", name="Yes")).to_be_visible()
    assert not correcting.consents(shop, mei).messages


def test_forget_me_asks_twice(shop: Shop, me: str, page: Page) -> None:
    page.goto(f"{me}/data")
    page.get_by_role("link", name="Forget me").tap()
    page.get_by_role("textbox").fill("0000")
    page.get_by_role("button", name="Forget me now").tap()
    expect(page.get_by_role("alert")).to_contain_text("not the last four digits of your phone")
    page.get_by_role("textbox").fill("5678")
    page.get_by_role("button", name="Forget me now").tap()
    expect(page.get_by_role("heading", name="You are forgotten")).to_be_visible()
    page.goto(me)
    expect(page.get_by_text("scan the code at the counter once more")).to_be_visible()


def test_her_code_changes_while_the_rest_keeps_still(
    me: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_page, "FRESH", 1)
    page.goto(me)
    friend = page.locator("details")
    friend.locator("summary").tap()
    friend.get_by_role("link").scroll_into_view_if_needed()
    place = friend.bounding_box()
    part = page.frames[1]
    for _time in range(2):
        with page.expect_event("framenavigated", lambda frame: frame == part):
            pass
    expect(friend.get_by_role("link")).to_be_in_viewport()
    assert friend.bounding_box() == place


def test_three_languages_to_choose_from(me: str, page: Page) -> None:
    page.goto(me)
    for language, points in (("简体中文", "积分"), ("繁體中文", "點數"), ("English", "Points")):
        page.get_by_role("link", name=language).tap()
        expect(page.get_by_role("heading", name=points, exact=True)).to_be_visible()


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_large_text_and_thumbs_have_room(
    shop: Shop, server: SignUpServer, cashier: Staff, mei: int, browser: Browser, language: str
) -> None:
    everything.give(shop, cashier, mei, language)
    me = f"{server.url}/me/{linking.give(shop, by=cashier, member=mei, request='link')}"
    for zoom in (1, 2):  # at 200 % a phone has half the room
        size = ViewportSize(width=WIDE // zoom, height=TALL // zoom)
        with browser.new_context(viewport=size, is_mobile=True) as phone:
            page = phone.new_page()
            for part in ("", "/code", "/data", "/forget"):
                page.goto(f"{me}{part}?lang={language}")
                look_over(page, WIDE // zoom)


def look_over(page: Page, room: int) -> None:
    for closed in page.locator("summary").all():
        closed.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= room
    for target in page.locator("main a, button, summary, input:not([type=hidden])").all():
        assert _height(target) >= (48 if target.get_attribute("type") != "checkbox" else 22)
    for day in page.locator(".whole").all():
        assert day.evaluate("day => day.getClientRects().length") == 1, day.inner_text()


def _height(target: Locator) -> float:
    box = target.bounding_box()
    assert box
    return box["height"]
