"""The pictures are taken, one after the other, and saved."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from PySide6.QtCore import QEventLoop, QSettings, QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from shopfans.domain.periods import Span
from shopfans.services.staff import staffing
from ui import theme
from ui.books.choices import EVERYTHING
from ui.books.place import Books
from ui.coupons.audience_fields import AMONG
from ui.coupons.place import FRIENDS, SESSIONS, Coupons
from ui.customer_screen import CustomerScreen
from ui.demo import make_demo
from ui.pictures.closing import day_close
from ui.pictures.counter import at_the_counter
from ui.pictures.goods import goods_list
from ui.pictures.members import friends, money_back, old_list, past_sales, statement
from ui.pictures.picture import Picture
from ui.pictures.settings import backup_pages, rule_pages, staff_pages
from ui.preferences import Preferences
from ui.program import Program
from ui.today.place import Today
from ui.workspace import BOOKS, COUPONS, GOODS, MEMBERS, SETTINGS, TODAY, Workspace


def take_pictures(app: QApplication, folder: Path, size: QSize) -> int:
    """Save a PNG of each place in the folder, of a demo shop made for it."""
    folder.mkdir(parents=True, exist_ok=True)
    theme.put_on(app)
    with TemporaryDirectory() as own:
        # what is chosen for the pictures is not what the user chose
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, own)
        _first_start(app, Path(own) / "new.shop", folder, size)
        path = Path(own) / "demo.shop"
        make_demo(path, "dessert")(lambda done, total: None)
        program = Program(app, Preferences(), path, demo="dessert")
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
    program = Program(app, Preferences(), path)
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
    yield from at_the_counter(space, window)
    for name in (GOODS, COUPONS, TODAY, MEMBERS, BOOKS, SETTINGS):
        space.go(name)
        yield name, window
    yield from goods_list(space, window)
    yield from _coupons(space, window)
    yield from friends(space, window)
    yield from day_close(space, window)
    yield from old_list(space, window)
    yield from past_sales(space, window)
    yield from _today(space, window)
    yield from rule_pages(space, window)
    yield from statement(space, window)
    yield from _books(space, window)
    yield "customer-screen", _second_screen(space, window)
    yield from money_back(space, window)
    yield from staff_pages(space, window)
    yield from backup_pages(space, window)


def _coupons(space: Workspace, window: QWidget) -> Iterator[Picture]:
    coupons = cast("Coupons", space.go(COUPONS))
    coupons.templates.chosen.issue.click()
    coupons.templates.issue.audience.kind.button(AMONG).click()
    yield "coupons-issue", window
    coupons.templates.issue.leave.click()
    coupons.show_section(SESSIONS)
    yield "coupons-sessions", window
    coupons.show_section(FRIENDS)
    yield "coupons-friends", window


def _today(space: Workspace, window: QWidget) -> Iterator[Picture]:
    today = cast("Today", space.go(TODAY))
    for page in ("care", "rests", "words"):
        today.turn_to(page)
        yield f"today-{page}", window
    today.turn_to("list")


def _books(space: Workspace, window: QWidget) -> Iterator[Picture]:
    books = cast("Books", space.go(BOOKS))
    books.chooser.spans.button(Span.YEAR).click()
    books.saving.choices.what.button(EVERYTHING).click()
    yield "books-everything", window


def _second_screen(space: Workspace, window: QWidget) -> CustomerScreen:
    screen = CustomerScreen(space.desk.shop, space.desk.door, lambda: None)
    screen.resize(window.size())
    screen.retranslate()
    return screen


def _settle(app: QApplication) -> None:
    """Let everything that is on its way arrive and be painted."""
    QThreadPool.globalInstance().waitForDone()
    loop = QEventLoop()
    QTimer.singleShot(250, loop.quit)
    loop.exec()
    app.processEvents()
