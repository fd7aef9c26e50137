"""The members: friends, points by hand, money back, and the list that the shop kept before."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from shopfans.services.belonging import referring
from shopfans.services.members import finding
from ui.members.history import FRIENDS
from ui.members.place import Members
from ui.pictures.picture import Picture
from ui.workspace import MEMBERS, Workspace


def friends(space: Workspace, window: QWidget) -> Iterator[Picture]:
    """Of whoever brought the most."""
    members = cast("Members", space.go(MEMBERS))
    members.profile.show_member(referring.referrers(space.desk.shop)[0].member)
    members.profile.history.show_page(FRIENDS)
    yield "members-friends", window


def statement(space: Workspace, window: QWidget) -> Iterator[Picture]:
    members = cast("Members", space.go(MEMBERS))
    members.profile.statement_wanted.emit()
    yield "members-statement", window
    form = members.statement.adjusting
    members.statement.by_hand.click()
    form.change.edit.setText("50")
    form.change.edit.textEdited.emit("50")
    form.go_on.click()
    yield "members-points-by-hand", window
    form.leave()


def old_list(space: Workspace, window: QWidget) -> Iterator[Picture]:
    """A list of all sorts comes in; each picture waits for the work before it."""
    members = cast("Members", space.go(MEMBERS))
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


def past_sales(space: Workspace, window: QWidget) -> Iterator[Picture]:
    """Those of the year before, some of them of nobody; nothing of it stays."""
    members = cast("Members", space.go(MEMBERS))
    page, shop = members.bringing, members.desk.shop
    hers = finding.card(shop, finding.members_in_order(shop, "last_visit", descending=True)[0])
    path = shop.path.with_name("sales.csv")
    path.write_text(_PAST_SALES.format(phone=hers.phone), "utf-8")
    members.fetch.click()
    page.start.kinds.buttons()[1].click()
    yield "members-past-sales-file", window
    page.read(path)
    yield "members-past-sales-columns", window
    page.go_on.click()
    yield "members-past-sales-trial", window
    page.go_on.click()
    yield "members-past-sales-done", window
    page.start.undo.click()
    yield "members-past-sales-taken-back", window
    page.start.kinds.buttons()[0].click()
    page.back.click()


def money_back(space: Workspace, window: QWidget) -> Iterator[Picture]:
    """Of whoever came last and has stored value left: the counter sold her a membership too."""
    members, shop = cast("Members", space.go(MEMBERS)), space.desk.shop
    latest = finding.members_in_order(shop, "last_visit", descending=True)  # as they are listed
    has_value = (bool(finding.card(shop, one).stored.both) for one in latest)
    members.view.selectRow(next(place for place, has in enumerate(has_value) if has))
    members.profile.stored.click()
    yield "members-stored-value", window
    members.value.money_back.click()
    yield "members-refund-sheet", window
    members.sheet.closed.emit()
    members.profile.membership.click()
    yield "members-membership", window


_PAST_SALES = """会员,消费时间,实付金额,门店
{phone},2023-03-08 14:20,38.00,总店
{phone},2023-04-02 19:05,￥52.50,总店
VIP0017,2023-04-02 19:40,18元,总店
VIP0017,2023-05-11 12:11,26.00,总店
VIP0032,2023-05-12 20:30,-12,总店
1.39E+10,2023-05-12 20:31,44.00,总店
,2023-05-13 16:00,9.90,总店
VIP0044,2031-05-13 16:00,60.00,总店
"""
_OLD_LIST = """手机号,姓名,生日,标签,入会日期,剩余积分,次卡,剩余次数,有效期至
13900000001,王晓梅,1990-8-15,少糖、猫派,5/3/2023,120,十杯珍珠奶茶,7,2027-06-30
13900000002,李丽,农历八月十五,,2023年6月2日,0,,,
13900000003,陈怡君,8月3日,少糖,20230701,"1,500",十杯珍珠奶茶,3,
1.39E+10,张敏,8月3日,,2023/7/1,45,,,
13900000004.0,Amy Wong,12/24,,2022-11-30,260,十次面部护理,4,
+86 139 0000 0005,欧阳娜娜,1988-2-30,,2021.3.8,80,,,
１３９０００００００６,周杰,1988-02-29,猫派,2021-03-08,75,,,
13900000001,王晓美,,,,,,,
13900000001,王晓梅,,,,,十杯珍珠奶茶,2,
"""
