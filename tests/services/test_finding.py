"""Finding a member while the guest waits."""

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import MemberErased, UnknownCode, UnknownMember
from shopfans.domain.money import Money
from shopfans.domain.names import name_keys
from shopfans.domain.roles import Staff
from shopfans.services.books import auditing
from shopfans.services.members import finding, forgetting, matches
from shopfans.services.members.matches import MOST_HITS
from tests.conftest import Clock, join
from tests.services import older_files
from tests.services.test_refunding import FILE_OF_RELEASE_1
from tests.services.test_selling import sell

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def names(shop: Shop, text: str) -> list[str]:
    return [row.name for row in finding.find(shop, text)]


@pytest.mark.parametrize(
    "typed",
    ["5678", "345678", "13812345678", "138 1234 5678", "+86 138 1234 5678", "+8613812345678",
     "王小美", "小美", "美", "wangxiaomei", "xiaom", "wxm", "WXM", "５６７８"],
)  # fmt: skip
def test_she_is_found_by_number_name_pinyin_and_initials(shop: Shop, mei: int, typed: str) -> None:
    (row,) = finding.find(shop, typed)
    assert (row.id, row.name, row.phone) == (mei, "王小美", "13812345678")
    assert (row.joined, row.visits, row.spent, row.last_visit) == (
        date(2026, 3, 10), 0, Money(0), None,
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["", "  ", "678", "王美", "李", "wm", "+", "-"])
def test_nobody_is_found_by_what_is_no_piece(shop: Shop, mei: int, typed: str) -> None:
    assert finding.find(shop, typed) == []


def test_a_number_from_abroad_is_found_as_it_is_shown(shop: Shop, cashier: Staff) -> None:
    ana = join(shop, cashier, "Ana", "+852 9123 4567")
    for typed in ("+852 9123 4567", finding.card(shop, ana).phone, "4567", "91234567"):
        assert names(shop, typed) == ["Ana"]


def test_her_code_is_found_typed_scanned_or_full_width(shop: Shop, mei: int) -> None:
    code = finding.card(shop, mei).code
    for typed in (code, f" {code}\n", code.translate(FULL_WIDTH)):
        assert names(shop, typed) == ["王小美"]
        assert finding.by_code(shop, typed) == mei
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert finding.find(shop, wrong) == []
    with pytest.raises(UnknownCode):
        finding.by_code(shop, wrong)


@pytest.mark.parametrize(
    "typed",
    ["%", "_", "*", "?", "'", '"', "'; DROP TABLE member; --", "<b>", "\\", "[a-z]", "🍰", "\0",
     "\ud83c", "\U0010ffff", "王" * 10_000, "1" * 10_000, " " * 10_000],
)  # fmt: skip
def test_hostile_text_finds_nobody_and_harms_nothing(shop: Shop, mei: int, typed: str) -> None:
    assert finding.find(shop, typed) == []
    with pytest.raises(UnknownCode):
        finding.by_code(shop, typed)
    assert names(shop, "王") == ["王小美"]


def test_a_hostile_name_is_found_as_it_stands(shop: Shop, cashier: Staff) -> None:
    hostile = ["100%", "a_b", "O'Brien", 'q"q', "<b>x</b>", "'; DROP TABLE member", "🍰", "\\"]
    for number, name in enumerate(hostile):
        join(shop, cashier, name, f"138111122{number:02}")
    for name in hostile:
        assert names(shop, name) == [name]
    assert names(shop, "%") == ["100%"]
    assert names(shop, "_") == ["a_b"]


def test_who_was_here_last_stands_first(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    for number in range(3):
        member = join(shop, cashier, f"王{number}", f"1381111222{number}")
        clock.pass_days(1)
        sell(shop, cashier, 20, f"s{number}", member=member)
    assert names(shop, "王") == ["王2", "王1", "王0", "王小美"]
    clock.pass_days(1)
    sell(shop, cashier, 20, "s", member=mei)
    assert names(shop, "王") == ["王小美", "王2", "王1", "王0"]


PEOPLE = {
    "黄月": "13900001381", "黄玉兰": "13813810001", "张海燕": "13800005678",
    "韩海燕": "13900002222", "王小美": "13700003333", "小美": "13700004444",
    "小美丽": "13700005555", "李": "13700006666",
    "李娜": "13700007777", "王丽": "13700008888", "王芳": "13700009999", "王芳华": "13700001111",
    "欧王芳": "13700001212", "单雄": "13700001313", "Anna Lee": "13700001414",
    "Leena": "13700001515",
}  # fmt: skip
"""Each joined after those who stand below her."""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hy", ["黄月", "黄玉兰", "张海燕", "韩海燕"]),
        ("hhy", ["韩海燕"]),
        ("xm", ["小美", "小美丽", "王小美"]),
        ("小美", ["小美", "小美丽", "王小美"]),
        ("xiaomei", ["小美", "小美丽", "王小美"]),
        ("li", ["李", "李娜", "小美丽", "王丽"]),
        ("wf", ["王芳", "王芳华", "欧王芳"]),
        ("wangfang", ["王芳", "王芳华", "欧王芳"]),
        ("danx", ["单雄"]),
        ("shanxiong", ["单雄"]),
        ("lee", ["Leena", "Anna Lee"]),
        ("1381", ["黄月", "黄玉兰"]),
        ("13800005678", ["张海燕"]),
        ("5678", ["张海燕"]),
    ],
)
def test_who_is_called_just_that_stands_first(
    shop: Shop, cashier: Staff, clock: Clock, typed: str, found: list[str]
) -> None:
    for name, number in reversed(PEOPLE.items()):
        join(shop, cashier, name, number)
    assert names(shop, typed) == found


def test_who_is_forgotten_is_not_found_and_her_code_says_so(
    shop: Shop, owner: Staff, mei: int
) -> None:
    code = finding.card(shop, mei).code
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    for typed in ("王小美", "美", "wxm", "5678", "13812345678", code):
        assert finding.find(shop, typed) == []
    with pytest.raises(MemberErased):
        finding.by_code(shop, code)
    with pytest.raises(MemberErased):
        finding.card(shop, mei)
    with pytest.raises(UnknownMember):
        finding.card(shop, 999)


@pytest.mark.parametrize("number", ["13900001234", "+886912345678", "+4915112345678"])
def test_every_piece_of_a_number_but_its_last_three_digits_finds_her(
    shop: Shop, cashier: Staff, number: str
) -> None:
    ana = join(shop, cashier, "Ana", number)
    digits = number.removeprefix("+")
    last = len(digits) - 3
    starts = [0, *range(max(1, last - 9), last)]
    pieces = {digits[start:end] for start in starts for end in range(start + 1, len(digits) + 1)}
    assert [one for one in pieces if [hit.id for hit in finding.find(shop, one)] != [ana]] == []
    with shop.reading():  # in a crowd one looks the other way round
        for are_few in (True, False):
            assert {matches.newest(shop, one, None, are_few=are_few)[0] for one in pieces} == {ana}
            assert matches.newest(shop, digits[-3:], None, are_few=are_few) == []
    for one in {digits[-3:], digits[-2:], f"{digits}0", f"0{digits[-4:]}"} - pieces:
        assert finding.find(shop, one) == []


def test_who_joined_in_the_first_release_is_found_like_a_newcomer(
    tmp_path: Path, clock: Clock
) -> None:
    path = Path(shutil.copy(FILE_OF_RELEASE_1, tmp_path / "old.shop"))
    shop = opening.open_shop(path, now=clock)
    with shop.reading():
        people = shop.rows("SELECT id, name, substr(phone, 4) FROM member WHERE phone IS NOT NULL")
        keys, numbers = (
            shop.rows(f"SELECT * FROM {one}") for one in ("member_key", "member_number")
        )
    assert len(people) > 5
    assert numbers == [(member, number) for member, _name, number in people]
    assert not [key for key, _member in keys if key.isdigit()]
    assert set(keys) >= {
        (key, member) for member, name, _number in people for key in name_keys(name)
    }
    shop.close()


def write_people(
    shop: Shop, people: Sequence[tuple[int, str, str, str | None]],
    keys: Sequence[tuple[str, int]], numbers: Sequence[tuple[int, str]] = (),
) -> None:  # fmt: skip
    """Each with key, code, name and last visit, and by what they are found."""
    with shop.changing():
        shop.write_many(
            "INSERT INTO member (id, code, name, note, joined, operation_id, erased, visits, "
            "spent, last_visit, birth_lunar, birth_leap) "
            "VALUES (?, ?, ?, '', '2026-01-01', 1, 0, 0, 0, ?, 0, 0)",
            iter(people),
        )
        shop.write_many("INSERT INTO member_key VALUES (?, ?)", iter(keys))
        shop.write_many("INSERT INTO member_number VALUES (?, ?)", iter(numbers))


@pytest.fixture(scope="module")
def crowded(blank_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,500 called 王, of whom 900 are called 王1…, in a file that is not audited."""
    path = tmp_path_factory.mktemp("crowded") / "crowded.shop"
    shutil.copy(blank_shop, path)
    shop = opening.open_shop(path)
    first = date(2026, 1, 1)
    visits = [
        None if number % 7 == 0 else (first + timedelta(days=number * 37 % 60)).isoformat()
        for number in range(2500)
    ]
    people = [
        (number + 1, str(number), f"王{1 if number % 25 < 9 else 2}号{number}", day)
        for number, day in enumerate(visits)
    ]
    keys = [(key, number) for number, _, name, _ in people for key in name_keys(name)]
    write_people(shop, people, keys)
    shop.close()
    return path


@pytest.mark.parametrize(("typed", "count"), [("王", 2500), ("王1", 900), ("w2", 1600)])
def test_few_matches_or_many_the_fifty_newest_are_the_same(
    crowded: Path, typed: str, count: int
) -> None:
    shop = opening.open_shop(crowded)
    with shop.reading():
        people = shop.rows("SELECT id, name, last_visit FROM member")
    wanted = [
        (day or "", number)
        for number, name, day in people
        if typed in ("王", name[:2]) or (typed == "w2" and name.startswith("王2"))
    ]
    assert len(wanted) == count
    newest = [number for _, number in sorted(wanted, reverse=True)[:MOST_HITS]]
    assert [row.id for row in finding.find(shop, typed)] == newest
    shop.close()


@pytest.mark.parametrize("others", [700, 2300])
@pytest.mark.parametrize(
    ("name", "number", "typed", "crowd"),
    [("王月", "13900000000", "wy", "张王艳"), ("王月", "13900000000", "王月", "王月华"),
     ("王月", "13900004321", "4321", "张三"), ("王", "13900000000", "王", "王月华")],
)  # fmt: skip
def test_who_is_called_just_that_is_seen_though_many_others_were_here_since(
    blank_shop: Path, tmp_path: Path, others: int, name: str, number: str, typed: str, crowd: str
) -> None:
    shop = opening.open_shop(Path(shutil.copy(blank_shop, tmp_path / "crowded.shop")))
    people = [(1, "1", name, "2026-01-01")]
    people += [(2 + at, str(2 + at), crowd, "2026-02-01") for at in range(others)]
    keys = [(key, 1) for key in name_keys(name)]
    keys += [(key, 2 + at) for at in range(others) for key in {*name_keys(crowd), typed + "0"}]
    numbers = [(1, number), *((2 + at, f"139{typed}0{at:03}") for at in range(others))]
    write_people(shop, people, keys, numbers if typed.isdecimal() else numbers[:1])
    assert finding.find(shop, typed)[0].name == name
    shop.close()


def test_a_crowd_that_never_came_is_found_too(crowded: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(crowded, tmp_path / "quiet.shop"))
    shop = opening.open_shop(path)
    with shop.changing():
        shop.rows("UPDATE member SET last_visit = NULL")
    assert [row.id for row in finding.find(shop, "王")] == list(range(2500, 2450, -1))
    shop.close()


@pytest.mark.parametrize("typed", ["王", "王1"])
@pytest.mark.parametrize("every", [1, 700])
def test_in_a_crowd_those_who_chose_a_tag_are_found(
    crowded: Path, tmp_path: Path, typed: str, every: int
) -> None:
    shop = opening.open_shop(Path(shutil.copy(crowded, tmp_path / "tagged.shop")))
    with shop.changing():
        shop.rows("UPDATE member SET last_visit = NULL")
        shop.rows("INSERT INTO tag (id, name, active) VALUES (1, '猫', 1)")
        shop.write_many(
            "INSERT INTO member_tag (member_id, tag_id) VALUES (?, 1)",
            [(number,) for number in range(1, 2501, every)],
        )
    found = [row.id for row in finding.find(shop, typed, tag=1)]
    chosen = [number for number in range(2500, 0, -1) if (number - 1) % every == 0]
    if typed == "王1":
        chosen = [number for number in chosen if (number - 1) % 25 < 9]
    assert found == chosen[:MOST_HITS]
    shop.close()


def test_her_card_shows_all_the_counter_needs(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    clock.pass_days(10)
    sell(shop, cashier, 50, "s2", member=mei)
    card = finding.card(shop, mei)
    assert (card.name, card.birthday) == ("王小美", Birthday(3, 15, 1990))
    assert (card.visits, card.spent, card.points) == (2, Money(15000), 150)
    assert card.last_visit == date(2026, 3, 20)
    assert card.next_lapse is not None
    assert (card.next_lapse.left, card.next_lapse.lapses) == (100, date(2027, 3, 10))
    (coupon,) = card.coupons
    assert (coupon.terms.off, coupon.terms.minimum) == (Money(500), Money(0))
    assert (coupon.starts, coupon.lapses) == (date(2026, 3, 10), date(2026, 4, 8))
    clock.pass_days(20)
    assert finding.card(shop, mei).coupons == ()


def test_members_stand_in_any_order_and_who_never_came_stands_last(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    ana, zoe, gone = (
        join(shop, cashier, name, f"1381111222{number}")
        for number, name in enumerate(["Ana", "Zoe", "Gone"])
    )
    sell(shop, cashier, 20, "s1", member=zoe)
    sell(shop, cashier, 50, "s2", member=ana)
    forgetting.erase(shop, by=owner, member_id=gone, request="e")
    in_order = finding.members_in_order
    assert in_order(shop, "name", descending=False) == [ana, zoe, mei]
    assert in_order(shop, "spent", descending=True) == [ana, zoe, mei]
    assert in_order(shop, "last_visit", descending=False) == [zoe, ana, mei]
    assert in_order(shop, "last_visit", descending=True) == [zoe, ana, mei]
    rows = finding.member_rows(shop, [mei, 999, ana, gone])
    assert [row.id for row in rows] == [mei, ana, gone]


@pytest.mark.parametrize("version", [25, 26])
def test_who_is_found_in_an_older_file_is_found_by_the_same_once_it_is_upgraded(
    shop: Shop, cashier: Staff, mei: int, clock: Clock, tmp_path: Path, version: int
) -> None:
    for name, phone in (
        ("曾单", "13900000001"),
        ("Ana Lin", "13900000002"),
        ("欧阳娜", "13900000003"),
    ):
        join(shop, cashier, name, phone)
    path = tmp_path / "older.shop"
    older_files.write(shop, path, version)
    upgraded = opening.open_shop(path, now=clock)
    for table in ("member_key", "member_number"):
        with shop.reading(), upgraded.reading():
            kept = upgraded.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            assert kept == shop.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            assert kept
    assert auditing.problems(upgraded) == []
    upgraded.close()
