"""A guest's phone in earnest: a real browser, the size of a phone, with and without scripts."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.roles import Staff
from shopfans.services.belonging import referring
from shopfans.services.joining import applying
from shopfans.services.members import finding, tagging
from shopfans.texts import pairs
from shopfans.web.server import SignUpServer
from tests.web.conftest import Launch

LONG_WORDS = "secretSecretSecret0166"
"""A secret whose two words are as long as any: friendly · umbrella."""


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
    page.get_by_text("Birthday, wishes").tap()
    page.get_by_label("Month").select_option("3")
    page.get_by_label("Day", exact=True).select_option("15")
    assert complaints == []
    page.get_by_role("button", name="Join").tap()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(page.locator("#phone-problem")).to_have_text("This is not a phone number.")
    expect(page.locator("#consents-problem")).to_contain_text("without your consent")
    summary.get_by_role("link").first.tap()
    expect(page.get_by_role("textbox", name="Phone number")).to_be_in_viewport()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("王小美")
    assert applying.pending(shop) == []

    page.get_by_role("textbox", name="Phone number").fill("13812345678")
    page.get_by_label("and agree").check()
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
    page.get_by_label("and agree").check()
    for name in ("Mai", "Mei"):
        page.get_by_role("textbox", name="Name").fill(name)
        page.get_by_role("button", name="Join").tap()
        expect(page.get_by_text("Thank you!")).to_be_visible()
        page.go_back()
    assert [form.name for form in applying.pending(shop)] == ["Mai", "Mei"]


def test_every_target_is_large_enough_for_a_thumb(
    shop: Shop, owner: Staff, server: SignUpServer, page: Page
) -> None:
    for name in ("less sugar", "cat"):
        tagging.add_tag(shop, by=owner, name=name, request=name)
    page.goto(server.url)
    page.get_by_text("Birthday, wishes").tap()
    targets = page.locator(
        "a, button, summary, select, input:not([type=hidden], [type=checkbox]), .tick, .tag"
    )
    boxes = [target.bounding_box() for target in targets.all()]
    assert len(boxes) == 3 + 2 + 1 + 4 + 2 + 1 + 3 + 1 + 1
    for box in boxes:
        assert box
        assert box["height"] >= 48
        assert box["width"] >= 48
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def phone_of(browser: Browser, locale: str) -> BrowserContext:
    return browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale=locale,
        java_script_enabled=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh-CN", {"phone": "手机号", "name": "姓名", "moon": "农历", "keep": "，同意“",
                   "join": "入会", "wrong": "请勾选", "done": "谢谢"}),
        ("zh-TW", {"phone": "手機號碼", "name": "姓名", "moon": "農曆", "keep": "，同意「",
                   "join": "入會", "wrong": "請勾選", "done": "謝謝"}),
        ("en-GB", {"phone": "Phone number", "name": "Name", "moon": "Lunar calendar",
                   "keep": "and agree", "join": "Join", "wrong": "Please tick",
                   "done": "Thank you"}),
    ],
)  # fmt: skip
def test_all_of_it_in_her_language_without_scripts(
    browser: Browser, shop: Shop, owner: Staff, mei: int, server: SignUpServer,
    locale: str, words: dict[str, str],
) -> None:  # fmt: skip
    tagging.add_tag(shop, by=owner, name="<i>less sugar</i>", request="tag")
    code = referring.friend_code(shop, member=mei)
    with phone_of(browser, locale) as phone:
        page = phone.new_page()
        page.set_default_timeout(5_000)
        page.goto(f"{server.url}?from={code}")
        page.get_by_role("textbox", name=words["phone"]).fill("13987654321")
        page.get_by_role("textbox", name=words["name"], exact=True).fill('<b>Ana</b> & "co"')
        expect(page.get_by_label("<i>less sugar</i>")).to_be_visible()  # a friend's link opens it
        page.get_by_label("<i>less sugar</i>").check()
        page.locator("#birth_year").fill("2004")
        page.locator("#birth_month").select_option("8")
        page.locator("#birth_day").select_option("30")
        page.locator("#calendar").select_option(label=words["moon"])
        page.get_by_role("button", name=words["join"]).tap()

        expect(page.locator("#consents-problem")).to_contain_text(words["wrong"])
        expect(page.locator("#name")).to_have_value('<b>Ana</b> & "co"')
        expect(page.locator("#birth_day")).to_have_value("30")
        expect(page.get_by_label("<i>less sugar</i>")).to_be_checked()
        page.get_by_label(words["keep"]).check()
        page.get_by_role("button", name=words["join"]).tap()
        expect(page.get_by_text(words["done"]).first).to_be_visible()
    [form] = applying.pending(shop)
    assert (form.name, form.phone) == ('<b>Ana</b> & "co"', "13987654321")
    assert form.birthday == Birthday(8, 30, 2004, lunar=True)
    assert (form.tags, form.brought_by) == (("<i>less sugar</i>",), "王小美")


def test_the_two_words_stand_side_by_side_in_both_languages(browser: Browser, shop: Shop) -> None:
    with (
        closing(SignUpServer(shop, address="127.0.0.1", secret=LONG_WORDS)) as counter,
        phone_of(browser, "zh-CN") as phone,
    ):
        page = phone.new_page()
        page.goto(counter.url)
        said = page.locator(".check strong")
        expect(said).to_have_text("友好 · 雨伞 (friendly · umbrella)")
        for one in said.locator("span").all():
            box = one.bounding_box()
            assert box is not None
            assert box["height"] < 40  # one line


def test_a_child_is_stopped_kindly(browser: Browser, shop: Shop, server: SignUpServer) -> None:
    with phone_of(browser, "en-GB") as phone:
        page = phone.new_page()
        page.goto(server.url)
        page.locator("#phone").fill("13987654321")
        page.locator("#name").fill("Ana")
        page.get_by_label("and agree").check()
        page.get_by_label("I am younger than 14.").check()
        page.get_by_role("button", name="Join").tap()
        expect(page.get_by_text("with your mother or father")).to_be_visible()
        assert "Ana" not in page.content()
    assert applying.pending(shop) == []


def test_the_keyboards_are_the_right_ones(server: SignUpServer, page: Page) -> None:
    page.goto(server.url)
    for field, wanted in {
        "phone": {"type": "tel", "inputmode": "tel", "autocomplete": "tel"},
        "name": {"autocomplete": "name"},
        "birth_year": {"inputmode": "numeric", "autocomplete": "bday-year"},
        "birth_month": {"autocomplete": "bday-month"},
        "birth_day": {"autocomplete": "bday-day"},
        "from": {"inputmode": "numeric", "autocomplete": "off"},
    }.items():
        for name, value in wanted.items():
            expect(page.locator(f"#{field}")).to_have_attribute(name, value)


def test_what_is_needed_takes_two_fields_and_two_taps(
    shop: Shop, cashier: Staff, server: SignUpServer, page: Page
) -> None:
    page.goto(server.url)
    page.locator("#phone").fill("13987654321")
    page.locator("#name").fill("Ana")
    page.get_by_label("and agree").check()
    page.get_by_role("button", name="Join").tap()
    expect(page.get_by_text("Thank you!")).to_be_visible()
    member = applying.accept(shop, by=cashier, sign_up=applying.pending(shop)[0].id)
    assert finding.card(shop, member).birthday is None


def test_text_twice_as_large_still_fits_a_phone(
    launch: Launch, shop: Shop, owner: Staff, server: SignUpServer
) -> None:
    for name in ("less sugar", "sensitive skin", "cat person"):
        tagging.add_tag(shop, by=owner, name=name, request=name)
    browser = launch("--blink-settings=defaultFontSize=32")
    with phone_of(browser, "en-GB") as phone:
        page = phone.new_page()
        page.goto(server.url)
        page.get_by_role("button", name="Join").tap()
        page.get_by_text("Birthday, wishes").tap()
        problem = page.locator("#phone-problem")
        assert problem.evaluate("it => getComputedStyle(it).fontSize") == "32px"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for part in page.locator("label, input:not([type=hidden]), select, button, a, p").all():
            box = part.bounding_box()
            assert box is None or box["x"] + box["width"] <= 391
    browser.close()
