"""All that the shop knows of one member, for her to read and take home."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO

from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Entry, Purpose, Unit
from shopfans.domain.knowledge import (
    ConsentSaid,
    CouponKnown,
    Known,
    OwedLine,
    SaleKnown,
    Section,
    SessionKnown,
    TouchKnown,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.services import settings
from shopfans.services.members.records import birthday_in, live_member
from shopfans.services.reminders import touching
from shopfans.services.sessions.statement import statement


def known(shop: Shop, *, by: Staff, member: int) -> Known:
    """Everything about her, of one moment. Raises UnknownMember or MemberErased."""
    require(by, Right.ENROLL)
    region = settings.load(shop).region
    with shop.reading():
        row = live_member(member)
        records = shop.rows(_RECORDS, member, member)
        cards = shop.rows("SELECT code FROM printed_card WHERE member_id = ? ORDER BY id", member)
        return Known(
            at=shop.now(),
            id=member,
            name=row.name,
            phone=local_number(row.phone or "", region),
            birthday=birthday_in(row),
            note=row.note,
            joined=row.joined,
            visits=row.visits,
            spent=row.spent,
            usual_gap=row.usual_gap,
            codes=(*(code for code, _ in records), *(code for (code,) in cards)),
            foreign_ids=tuple(key for _, key in records if key),
            consents=tuple(
                ConsentSaid(datetime.fromisoformat(at), Purpose(purpose), bool(given), version)
                for at, purpose, given, version in shop.rows(_CONSENTS, member)
            ),
            sales=tuple(_sales(shop, member)),
            owed=tuple(
                OwedLine(
                    datetime.fromisoformat(at), Unit(unit), Entry(kind), change,
                    date.fromisoformat(lapses) if lapses else None,
                )
                for at, unit, kind, change, lapses in shop.rows(_OWED, member)
            ),
            sessions=tuple(
                SessionKnown(one.at, one.card, one.service, one.change, one.note)
                for one in statement(shop, member)
            ),
            coupons=tuple(
                CouponKnown(
                    name, code, date.fromisoformat(issued), date.fromisoformat(lapses), used,
                    withdrawn is not None,
                )
                for name, code, issued, lapses, used, withdrawn in shop.rows(_COUPONS, member)
            ),
            touches=tuple(
                TouchKnown(one.at, one.kind, one.reason, one.note)
                for one in reversed(touching.history(shop, member, _ALL))
            ),
        )  # fmt: skip


def write_file(file: BinaryIO, sections: Sequence[Section]) -> None:
    """What the page says as JSON, for people and programs: each part a list of named values."""
    said = {
        one.title: [dict(zip(one.headings, row, strict=True)) for row in one.rows]
        for one in sections
    }
    file.write(json.dumps(said, ensure_ascii=False, indent=2).encode() + b"\n")


def _sales(shop: Shop, member: int) -> list[SaleKnown]:
    goods: dict[int, list[tuple[str, int]]] = {}
    for sale, name, quantity in shop.rows(_LINES, member):
        goods.setdefault(sale, []).append((name, quantity))
    return [
        SaleKnown(
            sale, datetime.fromisoformat(at), tuple(goods.get(sale, ())), Money(paid), reverses
        )
        for sale, at, paid, reverses in shop.rows(_SALES, member)
    ]


_ALL = 1_000_000
_RECORDS = """
    SELECT code, foreign_id FROM member
    WHERE id = ? OR id IN (SELECT member_id FROM merged_member WHERE into_id = ?) ORDER BY id"""
_CONSENTS = """
    SELECT o.at, c.purpose, c.given, c.text_version
    FROM consent c JOIN operation o ON o.id = c.operation_id WHERE c.member_id = ? ORDER BY c.id"""
_SALES = """
    SELECT s.id, o.at, s.paid, s.reverses_id
    FROM sale s JOIN operation o ON o.id = s.operation_id WHERE s.member_id = ?
    ORDER BY s.day, s.id"""
_LINES = """
    SELECT l.sale_id, l.name, l.quantity FROM sale_line l JOIN sale s ON s.id = l.sale_id
    WHERE s.member_id = ? ORDER BY l.sale_id, l.position"""
_OWED = """
    SELECT o.at, e.unit, e.kind, e.change, e.lapses
    FROM ledger_entry e JOIN operation o ON o.id = e.operation_id
    WHERE e.member_id = ? ORDER BY e.id"""
_COUPONS = """
    SELECT t.name, c.code, c.issued, c.lapses, c.used_by_id, c.withdrawn_id
    FROM coupon c JOIN coupon_template t ON t.id = c.template_id
    WHERE c.member_id = ? ORDER BY c.id"""
