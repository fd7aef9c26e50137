"""Who is forgotten stays forgotten: in the file, beside it, and when an older copy comes back."""

import logging
import shutil
from pathlib import Path

import pytest

from shopfans.database.erasures import Erasures
from shopfans.database.shop import Shop
from shopfans.domain.errors import CannotWrite, MemberErased, MemberForgotten
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate
from shopfans.domain.touches import TouchKind
from shopfans.services.books import auditing
from shopfans.services.joining import applying
from shopfans.services.members import enrolling, finding, forgetting
from shopfans.services.members.enrolling import Applicant
from shopfans.services.reminders import touching
from shopfans.services.sales import listing
from tests.conftest import Clock, join
from tests.services.past_sales import bring
from tests.services.test_selling import sell
from ui.crashes import Watch

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
OLD_LOG = "member,date,amount\n王阿姨-77,2026-01-05,20\n王阿姨-77,2026-01-25,30\nB-2,2026-01-06,5\n"


def traces_of(name: str, number: str) -> list[bytes]:
    return [name.encode(), name[1:].encode(), number.encode(), name.encode("utf-16-le")]


def everywhere(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_of_the_forgotten_is_left_anywhere(
    shop: Shop, cashier: Staff, owner: Staff, tmp_path: Path
) -> None:
    """Half of a crowd is forgotten, so that SQLite moves what is left of its pages about."""
    with Watch(tmp_path / "logs") as watch:
        watch.keep_log()
        people = [
            (f"{SURNAMES[at % 20]}{chr(0x5000 + at)}{chr(0x6000 + at)}", f"1391{at:03}6{at:03}")
            for at in range(100)
        ]
        members = [
            enrolling.enroll(
                shop, by=cashier, applicant=Applicant(name, f"+86{number}", None, False),
                request=f"j{at}",
            )
            for at, (name, number) in enumerate(people)
        ]  # fmt: skip
        for at, member in enumerate(members):
            touching.touch(
                shop, by=cashier, member=member, kind=TouchKind.DONE, reason=Reason.BIRTHDAY,
                occasion="2026-07-23",
                note=f"{people[at][0]}的姐姐住二楼", request=f"t{at}",
            )  # fmt: skip
        applying.apply(
            shop, applicant=Applicant("冯疯疯", f"+86{people[0][1]}", None, False), request="form"
        )
        shop.checkpoint()
        gone = range(0, len(people), 2)
        traces = [trace for at in gone for trace in traces_of(*people[at])[:3]]
        assert all(trace in everywhere(tmp_path) for trace in traces)
        for at in gone:
            forgetting.erase(shop, by=owner, member_id=members[at], request=f"e{at}")
        logging.getLogger().info("the day is over")
    shop.rows("VACUUM INTO ?", str(tmp_path / "backup.shop"))
    left = everywhere(tmp_path)
    assert people[1][0].encode() in left
    assert b"the day is over" in left
    traces += [traces_of(*people[at])[3] for at in gone] + ["冯疯疯".encode()]
    assert [trace for trace in traces if trace in left] == []


def test_an_older_copy_forgets_her_again_as_it_is_opened(
    shop: Shop, cashier: Staff, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    ana = join(shop, cashier, "Ana", "13911112222")
    form = Applicant("欧阳锋锋", "+8613987651234", None, False)
    mei = enrolling.enroll(shop, by=cashier, applicant=form, request="j")
    sell(shop, cashier, 20, "s", member=mei)
    shop.checkpoint()
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(shop.path, restored)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    shutil.copy(tmp_path / "our.shop.forgotten", restored)
    again = forgetting.open_shop(restored / "our.shop", now=clock)
    with pytest.raises(MemberErased):
        finding.card(again, mei)
    assert finding.card(again, ana).name == "Ana"
    assert listing.day_total(again, clock.at.date()) == (1, 0, Money(2000))
    assert auditing.problems(again) == []
    again.checkpoint()
    assert not [one for one in traces_of("欧阳锋锋", "13987651234") if one in written(again)]
    assert forgetting.replay(again) == 0
    again.close()


def written(shop: Shop) -> bytes:
    return b"".join(
        path.read_bytes() for path in shop.path.parent.glob("our.shop*") if path.is_file()
    )


def test_another_shop_with_the_same_numbers_forgets_nobody(
    shop: Shop, cashier: Staff, owner: Staff, clock: Clock, mei: int, tmp_path: Path,
    blank_shop: Path,
) -> None:  # fmt: skip
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(blank_shop, elsewhere / "our.shop")
    shutil.copy(tmp_path / "our.shop.forgotten", elsewhere)
    other = forgetting.open_shop(elsewhere / "our.shop", now=clock)
    theirs = join(other, cashier, "Ana", "13911112222")
    assert theirs == mei
    other.close()
    other = forgetting.open_shop(elsewhere / "our.shop", now=clock)
    assert finding.card(other, theirs).name == "Ana"
    other.close()


def test_the_list_tells_nobody_who_was_forgotten(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    code = finding.card(shop, mei).code
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    kept = tmp_path / "our.shop.forgotten"
    said = kept.read_bytes()
    assert not [one for one in (*traces_of("王小美", "13812345678"), code.encode()) if one in said]
    assert kept.stat().st_mode & 0o077 == 0


def test_without_the_list_nobody_is_forgotten_by_halves(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    (tmp_path / "our.shop.forgotten").mkdir()
    with pytest.raises(CannotWrite):
        forgetting.erase(shop, by=owner, member_id=mei, request="e")
    assert finding.card(shop, mei).name == "王小美"


def test_a_line_cut_off_by_a_power_cut_spoils_no_other(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, tmp_path: Path
) -> None:
    ana, eve = join(shop, cashier, "Ana", "13911112222"), join(shop, cashier, "Eve", "13911112223")
    codes = {one: finding.card(shop, one).code for one in (mei, ana, eve)}
    for number, member in enumerate((mei, ana)):
        forgetting.erase(shop, by=owner, member_id=member, request=f"e{number}")
    kept = tmp_path / "our.shop.forgotten"
    said = kept.read_bytes()
    kept.write_bytes(said[: said.rindex(b"code") + 9])
    forgetting.erase(shop, by=owner, member_id=eve, request="e")
    erasures = Erasures(shop.path)
    assert [erasures.names(one, codes[one]) for one in (mei, ana, eve)] == [True, False, True]


def test_who_was_forgotten_before_there_was_a_list_is_put_on_it(
    shop: Shop, owner: Staff, clock: Clock, mei: int, tmp_path: Path
) -> None:
    code = finding.card(shop, mei).code
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    (tmp_path / "our.shop.forgotten").unlink()
    assert forgetting.replay(shop) == 0
    assert Erasures(shop.path).names(mei, code)


def test_a_large_file_is_written_anew_when_it_is_next_opened(
    shop: Shop, owner: Staff, clock: Clock, mei: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 0)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    assert Erasures(shop.path).leaves_traces
    forgetting.open_shop(shop.path, now=clock).close()
    assert not Erasures(shop.path).leaves_traces


def test_the_whole_old_log_brings_nobody_back_who_was_forgotten(
    shop: Shop, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    path.write_text(OLD_LOG)
    bring(shop, owner, path)
    (hers,) = finding.find(shop, "王阿姨")
    forgetting.erase(shop, by=owner, member_id=hers.id, request="e")
    path.write_text(OLD_LOG + "王阿姨-77,2026-02-20,40\nB-2,2026-02-21,7\n")
    added = bring(shop, owner, path)
    assert (added.new_members(), added.counts()) == (
        0,
        {Fate.NEW: 1, Fate.SAME: 1, Fate.REFUSED: 3},
    )
    assert {type(row.why) for row in added.left_out()} == {MemberForgotten}
    assert finding.find(shop, "王阿姨") == []
    path.unlink()
    shop.checkpoint()
    assert "王阿姨".encode() not in written(shop)
