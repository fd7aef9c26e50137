"""A guest's phone in earnest: a real browser, the size of a phone, with and without scripts."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.services import applying
from shopfans.texts import pairs
from shopfans.web.server import SignUpServer


@pytest.fixture
def server(shop: Shop) -> Iterator[SignUpServer]:
    with closing(SignUpServer(shop, address="127.0.0.1")) as server:
        yield server


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="en-GB",
        java_script_enabled=request.param,
    ) as phone:
        yield phone.new_page()


def test_a_guest_signs_up(shop: Shop, server: SignUpServer, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text))
    page.goto(server.url)
    expect(page.get_by_text("甜甜").first).to_be_visible()
    expect(page.get_by_text(pairs.pair(server.secret), exact=True)).to_be_visible()

    page.get_by_role("textbox", name="Name").fill("王小美")
    page.get_by_role("textbox", name="Phone number").fill("1381234")
    page.get_by_label("Month").select_option("3")
    page.get_by_label("Day", exact=True).select_option("15")
    assert complaints == []
    page.get_by_role("button", name="Join").tap()

    expect(page.get_by_text("This is not a phone number.")).to_be_visible()
    expect(page.get_by_text("without your consent")).to_be_visible()
    expect(page.get_by_role("textbox", name="Phone number")).to_be_focused()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("王小美")
    assert applying.pending(shop) == []

    page.get_by_role("textbox", name="Phone number").fill("13812345678")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Join").tap()

    expect(page.get_by_text("Thank you!")).to_be_visible()
    page.reload()
    [form] = applying.pending(shop)
    assert (form.name, form.phone, form.birthday) == ("王小美", "13812345678", Birthday(3, 15))
    for told in ("1381234", "王小美"):
        assert told not in page.url


def test_who_goes_back_to_correct_herself_sends_a_form_of_its_own(
    shop: Shop, server: SignUpServer, page: Page
) -> None:
    page.goto(server.url)
    page.get_by_role("textbox", name="Phone number").fill("13812345678")
    page.get_by_label("I agree").check()
    for name in ("Mai", "Mei"):
        page.get_by_role("textbox", name="Name").fill(name)
        page.get_by_role("button", name="Join").tap()
        expect(page.get_by_text("Thank you!")).to_be_visible()
        page.go_back()
    assert [form.name for form in applying.pending(shop)] == ["Mai", "Mei"]


def test_every_target_is_large_enough_for_a_thumb(server: SignUpServer, page: Page) -> None:
    page.goto(server.url)
    targets = page.locator("a, button, select, input:not([type=hidden], [type=checkbox]), .tick")
    boxes = [target.bounding_box() for target in targets.all()]
    assert len(boxes) == 3 + 1 + 2 + 2 + 2
    for box in boxes:
        assert box
        assert box["height"] >= 48
        assert box["width"] >= 48
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
