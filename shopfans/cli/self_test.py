"""`self-test`: this computer and this copy of the program can do a day's work."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

import resources
from shopfans import texts
from shopfans.database.connection import is_safe_for_wal
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.roles import SYSTEM
from shopfans.domain.sales import Line, Tender
from shopfans.domain.terms import Terms
from shopfans.services import founding, settings
from shopfans.services.books import auditing
from shopfans.services.members import enrolling, finding
from shopfans.services.sales import refunding, selling
from shopfans.services.spreadsheets.reading import read_rows
from shopfans.services.staff import staffing
from shopfans.texts import _
from shopfans.texts.messages import message

SHIPPED = ("style.qss", "web/form.html")


def self_test_command() -> click.Command:
    return click.Command(
        "self-test",
        callback=_self_test,
        help=_("Try everything once. Exit code 0 if all of it works, else 1."),
    )


def _self_test() -> None:
    all_work = True
    with tempfile.TemporaryDirectory(prefix="shopfans-") as folder:
        try:
            for words, works in _checks(Path(folder)):
                click.echo(f"{_('works') if works else _('BROKEN')}  {words}")
                all_work = all_work and works
        except ShopError as problem:
            click.echo(message(problem, Terms(shop_name="")), err=True)
            all_work = False
    click.get_current_context().exit(0 if all_work else 1)


def _checks(folder: Path) -> Iterator[tuple[str, bool]]:
    """What is tried, and whether it worked."""
    yield _("files shipped with the program"), _are_here(SHIPPED)
    translated = [name for name in texts.LANGUAGES if name != "en"]
    yield _("translations"), _are_here(f"i18n/{name}.mo" for name in translated)
    shop = founding.found_shop(
        folder / "test.shop",
        name="Self-test",
        owner_name="Owner",
        owner_pin="246810",
        welcome_name="Welcome",
    )
    try:
        yield from _a_day(shop, folder)
    finally:
        shop.close()


def _are_here(names: Iterable[str]) -> bool:
    return all(resources.path(name).exists() for name in names)


def _a_day(shop: Shop, folder: Path) -> Iterator[tuple[str, bool]]:
    with shop.reading():
        version = shop.rows("SELECT sqlite_version()")[0][0]
    is_safe = is_safe_for_wal(tuple(map(int, version.split("."))))
    yield _("SQLite {version} keeps sales through a power cut").format(version=version), is_safe
    owner = staffing.sign_in(shop, staff_id=staffing.staff(shop)[0].id or 0, pin="246810")
    applicant = enrolling.understood(
        settings.load(shop),
        name="王小美",
        phone="13812345678",
        birthday="08-15",
        consents=True,
        wants_messages=False,
        today=settings.today(shop),
    )
    member = enrolling.enroll(shop, by=owner, applicant=applicant, request="join")
    yield _("sign-up and search"), [hit.id for hit in finding.find(shop, "wxm")] == [member]
    sold = selling.record_sale(
        shop,
        by=owner,
        request="sale",
        lines=[Line(Money(3200))],
        payments={Tender.CASH: Money(2700)},
        member=member,
        coupons=[finding.card(shop, member).coupons[0].code],
    )
    yield _("a sale with a coupon"), sold.balance == 27
    refunding.void_sale(shop, by=owner, sale=sold.sale, request="void")
    after = finding.card(shop, member)
    yield _("a void"), (after.points, len(after.coupons)) == (0, 1)
    yield _("a workbook"), _workbook(shop, folder / "month.xlsx")
    yield _("reading a workbook"), _is_read(folder / "month.xlsx")
    yield _("true books"), auditing.problems(shop) == []


def _is_read(path: Path) -> bool:
    """The process that reads can be started here."""
    return len(read_rows(path, known=(), progress=lambda done, total: None)) > 0


def _workbook(shop: Shop, path: Path) -> bool:
    from shopfans.services.exporting.workbook import write_workbook  # openpyxl: late

    period = Period.around(settings.today(shop))
    write_workbook(
        shop, path, by=SYSTEM, period=period, language="zh_CN", progress=lambda done, total: None
    )
    return path.stat().st_size > 0
