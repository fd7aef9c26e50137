"""A picture of each place, taken from the running program: for the README, and where there is no
screen."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from PySide6.QtCore import QEventLoop, QSettings, QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from shopfans.domain.periods import Span
from shopfans.domain.sales import Tender
from shopfans.services.backups import backing_up, rehearsing, second_place
from shopfans.services.belonging import referring
from shopfans.services.members import finding
from shopfans.services.reminders import reminding
from shopfans.services.staff import staffing
from ui import theme
from ui.books.choices import EVERYTHING
from ui.books.place import Books
from ui.closing.place import CLOSED, Closing
from ui.counter.place import Counter
from ui.coupons.place import FRIENDS, SESSIONS, Coupons
from ui.customer_screen import CustomerScreen
from ui.members.history import FRIENDS as HER_FRIENDS
from ui.members.place import Members
from ui.preferences import Joining, Preferences
from ui.program import Program
from ui.settings.place import BACKUPS, JOINING, LOG, MEMBERSHIP, SHOP, STORED_VALUE, Settings
from ui.today.place import Today
from ui.workspace import (
    BOOKS,
    CLOSING,
    COUNTER,
    COUPONS,
    GOODS,
    MEMBERS,
    SETTINGS,
    TODAY,
    Workspace,
)

Picture = tuple[str, QWidget]


def take_pictures(app: QApplication, folder: Path, size: QSize) -> int:
    """Save a PNG of each place in the folder, of a demo shop made for it."""
    folder.mkdir(parents=True, exist_ok=True)
    theme.put_on(app)
    with TemporaryDirectory() as own:
        # what is chosen for the pictures is not what the user chose
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, own)
        _first_start(app, Path(own) / "new.shop", folder, size)
        program = Program(app, Preferences(), Path(own) / "demo.shop", is_demo=True)
        program.window.resize(size)
        _begin(program)
        try:
            for name, widget in _places(program):
                _settle(app)
                widget.grab().save(str(folder / f"{name}.png"))
        finally:
            program.end()
    return 0


def _first_start(app: QApplication, path: Path, folder: Path, size: QSize) -> None:
    program = Program(app, Preferences(), path, is_demo=False)
    program.window.resize(size)
    _begin(program)
    _settle(app)
    program.window.grab().save(str(folder / "first-start.png"))
    program.window.close()
    program.end()


def _begin(program: Program) -> None:
    loop = QEventLoop()
    program.ready.connect(loop.quit)
    program.begin()
    loop.exec()
    program.window.activateWindow()


def _places(program: Program) -> Iterator[Picture]:
    window, shop = program.window, program.shop
    assert shop is not None
    yield "sign-in", window
    space = program.work(staffing.staff(shop)[0])
    yield "counter-empty", window
    yield from _counter(space, window)
    for name in (GOODS, COUPONS, TODAY, MEMBERS, BOOKS, SETTINGS):
        space.go(name)
        yield name, window
    coupons = cast("Coupons", space.go(COUPONS))
    coupons.show_section(SESSIONS)
    yield "coupons-sessions", window
    coupons.show_section(FRIENDS)
    yield "coupons-friends", window
    members = cast("Members", space.go(MEMBERS))
    members.profile.show_member(referring.referrers(shop)[0].member)
    members.profile.history.show_page(HER_FRIENDS)
    yield "members-friends", window
    yield from _day_close(space, window)
    yield from _old_list(cast("Members", space.go(MEMBERS)), window)
    today = cast("Today", space.go(TODAY))
    for page in ("care", "rests", "words"):
        today.turn_to(page)
        yield f"today-{page}", window
    today.turn_to("list")
    settings = cast("Settings", space.go(SETTINGS))
    settings.turn_to(STORED_VALUE)
    yield "settings-stored-value", window
    settings.turn_to(MEMBERSHIP)
    yield "settings-membership", window
    settings.turn_to(JOINING)
    yield "settings-sign-up", window
    space.go(MEMBERS)
    members.profile.statement_wanted.emit()
    yield "members-statement", window
    yield from _by_hand(members, window)
    books = cast("Books", space.go(BOOKS))
    books.chooser.spans.button(Span.YEAR).click()
    books.saving.choices.what.button(EVERYTHING).click()
    yield "books-everything", window
    yield "customer-screen", _second_screen(space, window)
    yield from _money_back(space, window)
    space.go(SETTINGS)
    yield from _staff(settings, window)
    yield from _backups(space, settings, window)


def _by_hand(members: Members, window: QWidget) -> Iterator[Picture]:
    form = members.statement.adjusting
    members.statement.by_hand.click()
    form.change.edit.setText("50")
    form.change.edit.textEdited.emit("50")
    form.go_on.click()
    yield "members-points-by-hand", window
    form.leave()


def _second_screen(space: Workspace, window: QWidget) -> CustomerScreen:
    screen = CustomerScreen(space.desk.shop, space.desk.door, lambda: None)
    screen.resize(window.size())
    screen.retranslate()
    return screen


def _day_close(space: Workspace, window: QWidget) -> Iterator[Picture]:
    """After the day's sales of the pictures before."""
    place = cast("Closing", space.go(CLOSING))
    yield "closing", window
    fields = list(place.counting.count.fields.values())
    for field, number in zip(fields, ("1", "0", "", "3", "", "12", "5"), strict=False):
        field.setText(number)
        field.textEdited.emit(number)
    place.counting.drawer.stays.edit.setText("100")
    yield "closing-counted", window
    place.counting.ask_who()
    yield "closing-hand-over", window
    place.step_back()
    place.counting.drawer.reason.edit.setText("找零")
    place.counting.go_on()
    yield "closing-closed", window
    place.turn_to(CLOSED)
    yield "closing-days", window
    space.go(COUNTER)
    yield "counter-closed", window


def _staff(settings: Settings, window: QWidget) -> Iterator[Picture]:
    settings.turn_to(SHOP)
    people = settings.staff
    people.staff.view.selectRow(1)
    yield "settings-staff", window
    people.show_rights()
    yield "settings-rights", window
    people.show_recovery()
    people.recovery.make.click()
    yield "settings-recovery", window
    people.show_staff()
    settings.turn_to(LOG)
    assert settings.log is not None
    settings.log.intact.check.click()
    yield "settings-log", window


def _backups(space: Workspace, settings: Settings, window: QWidget) -> Iterator[Picture]:
    shop, page = space.desk.shop, settings.backups
    settings.turn_to(BACKUPS)
    yield "settings-second-place", window
    stick = shop.path.with_name("stick")
    stick.mkdir()
    words = "three cups of milk tea"
    second_place.choose(shop, by=space.desk.by, folder=stick, passphrase=words, hint="what I like")
    backing_up.keep_up(shop)
    rehearsing.rehearse_if_due(shop)
    backing_up.back_up(shop, by=space.desk.by)
    page.refresh()
    yield "settings-backups", window
    page.list.restore.click()
    yield "settings-restore", window
    page.restoring.leave()
    space.go(TODAY)
    yield "today-backups", window


def _old_list(members: Members, window: QWidget) -> Iterator[Picture]:
    """A list of all sorts comes in; each picture waits for the work before it."""
    path = members.desk.shop.path.with_name("members.csv")
    path.write_text(_OLD_LIST, "utf-8")
    page = members.bringing
    members.fetch.click()
    yield "members-excel-file", window
    page.read(path)
    yield "members-excel-columns", window
    page.go_on.click()
    yield "members-excel-trial", window
    page.trial.agreed.click()
    page.go_on.click()
    yield "members-excel-done", window


_OLD_LIST = """手机号,姓名,生日,标签,入会日期,剩余积分,备注,门店
13900000001,王晓梅,1990-8-15,少糖、猫派,5/3/2023,120,靠窗的位子,总店
13900000002,李丽,农历八月十五,,2023年6月2日,0,,总店
13900000003,陈怡君,8月3日,少糖,20230701,"1,500",怕冷,二店
1.39E+10,张敏,8月3日,,2023/7/1,45,,二店
13900000004.0,Amy Wong,12/24,,2022-11-30,260,likes the window,二店
+86 139 0000 0005,欧阳娜娜,1988-2-30,,2021.3.8,80,,总店
１３９０００００００６,周杰,1988-02-29,猫派,2021-03-08,75,,总店
13900000001,王晓美,,,,,,总店
"""


def _counter(space: Workspace, window: QWidget) -> Iterator[Picture]:
    counter = space.counter()
    shop = space.desk.shop
    counter.finder.setFocus()
    counter.finder.setText("w")
    counter.finder.textEdited.emit("w")
    yield "counter-finding", window
    cards = [
        finding.card(shop, one.member) for one in reminding.today_list(shop, most=40).reminders
    ]
    best = max(cards, key=lambda card: (len(card.coupons), card.points), default=None)
    if best is not None:
        counter.guests.serve(best.id)
        yield "counter-member", window
        yield from _top_up(counter, window)
        yield from _session_card(counter, window)
        yield from _membership(counter, window)
        counter.pages.show_statement()
        yield "counter-points", window
        counter.step_back()
    _fill_basket(counter.goods.picked.emit, counter.goods.goods[:4])
    counter.basket.amount.edit.setText("18.50")
    counter.basket.amount_entered.emit()
    yield "counter-basket", window
    counter.checkout.take_proposal()
    counter.basket.take_all.click()
    yield "counter-discounts", window
    counter.checkout.edit_line()
    yield "counter-line", window
    counter.step_back()
    counter.basket.paying.open_given()
    counter.basket.paying.given.setText("20")
    counter.checkout.pay(Tender.WECHAT)
    counter.basket.paying.given.setText("200")
    counter.basket.paying.given.textEdited.emit("200")
    yield "counter-split", window
    counter.checkout.pay(Tender.CASH)
    yield "counter-sold", window
    counter.last_sale.void()
    yield "counter-void", window
    counter.step_back()
    counter.pages.show_last_sale()
    yield "counter-sale", window
    counter.side.sale.step(1)
    yield "counter-refund", window
    counter.side.sale.give()
    yield "counter-refunded", window
    yield from _more_of_the_counter(counter, window)
    yield from _friend(counter, window)
    space.go(COUNTER)


def _friend(counter: Counter, window: QWidget) -> Iterator[Picture]:
    """Somebody who was brought pays for the first time."""
    shop = counter.desk.shop
    unseen = finding.members_in_order(shop, "visits", descending=False)[:5]
    brought = [member for member in unseen if finding.card(shop, member).thanks is not None]
    if brought:
        counter.clear()
        counter.guests.serve(brought[0])
        _fill_basket(counter.goods.picked.emit, counter.goods.goods[:3])
        yield "counter-friend", window
        counter.checkout.pay(Tender.WECHAT)
        yield "counter-friend-sold", window


def _money_back(space: Workspace, window: QWidget) -> Iterator[Picture]:
    members = cast("Members", space.go(MEMBERS))
    members.profile.stored.click()
    yield "members-stored-value", window
    members.value.money_back.click()
    yield "members-refund-sheet", window
    members.sheet.closed.emit()
    members.view.selectRow(0)  # who was here last, and bought one
    members.profile.membership.click()
    yield "members-membership", window


def _top_up(counter: Counter, window: QWidget) -> Iterator[Picture]:
    counter.pages.show_top_up()
    counter.side.top_up.offers.buttons()[2].click()
    yield "counter-top-up", window
    counter.side.top_up.pay(Tender.WECHAT)
    yield "counter-topped-up", window


def _session_card(counter: Counter, window: QWidget) -> Iterator[Picture]:
    counter.pages.show_sell_card()
    counter.side.sell_card.list.selectRow(1)
    yield "counter-sell-card", window
    counter.side.sell_card.pay(Tender.WECHAT)
    yield "counter-card-sold", window
    counter.pages.show_use_session()
    yield "counter-session", window
    counter.side.use_session.note.edit.setText("少糖")
    counter.side.use_session.use()
    yield "counter-session-used", window
    counter.pages.show_use_session()
    yield "counter-session-again", window
    counter.pages.show_her_cards()
    yield "counter-her-cards", window
    counter.step_back()


def _membership(counter: Counter, window: QWidget) -> Iterator[Picture]:
    """The first plan stands below the session cards."""
    page = counter.side.sell_card
    counter.pages.show_sell_card()
    page.list.selectRow(page.model.rowCount() - 2)
    yield "counter-membership", window
    page.pay(Tender.WECHAT)
    yield "counter-member-of-plan", window


def _more_of_the_counter(counter: Counter, window: QWidget) -> Iterator[Picture]:
    counter.clear()
    _fill_basket(counter.goods.picked.emit, counter.goods.goods[4:6])
    counter.park()
    yield "counter-parked", window
    counter.pages.show_keys()
    yield "counter-keys", window
    counter.step_back()
    counter.pages.toggle_pad()
    yield "counter-touch", window
    counter.pages.toggle_pad()
    counter.pages.show_form()
    yield "new-member", window
    door = counter.desk.door
    door.choose(Joining(is_on=True, wifi_name="Sweet-Guests"))
    counter.pages.show_sign_up()
    yield "sign-up", window
    counter.step_back()


def _fill_basket(pick: Callable[[object], object], goods: Sequence[object]) -> None:
    for number, good in enumerate(goods):
        for _time in range(2 if number == 0 else 1):
            pick(good)


def _settle(app: QApplication) -> None:
    """Let everything that is on its way arrive and be painted."""
    QThreadPool.globalInstance().waitForDone()
    loop = QEventLoop()
    QTimer.singleShot(250, loop.quit)
    loop.exec()
    app.processEvents()
