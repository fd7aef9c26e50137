"""The receipt of a sale or a refund, read from the books whenever it is wanted."""

from datetime import date, datetime

from shopfans.database import ledger_lots, referrals, sales_book
from shopfans.database.operations import followed
from shopfans.database.sales_book import DiscountRow, LineRow, SaleHead
from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number, masked, masked_name
from shopfans.domain.errors import NothingToRefund
from shopfans.domain.kinds import STORED_VALUE, Act, Discount, Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.receipts import (
    Paper,
    PaperCard,
    PaperCoupon,
    PaperDiscount,
    PaperKind,
    PaperLine,
    PaperPayment,
    PaperPoints,
    PaperStamps,
    PaperStored,
)
from shopfans.domain.referral import Thanks
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.goods import pricing
from shopfans.services.sales import listing
from shopfans.services.sessions import held
from shopfans.texts.coupons import gift_text
from shopfans.texts.labels import discount_label

_USED = (Discount.POINTS, Discount.GIFT)
_FOLLOWING = (Act.REFERRAL, Act.REFERRAL_BACK)
"""What changes her points within the same command."""


def paper(shop: Shop, sale: int, *, is_copy: bool = False) -> Paper:
    """All that the receipt says, in the language spoken. Raises NothingToRefund for no sale."""
    terms = settings.load(shop)
    with shop.reading():
        head = sales_book.head(sale)
        if head is None:
            raise NothingToRefund()
        [(act, at, staff, name, phone)] = shop.rows(_WHO, sale)
        discounts, lines = sales_book.discounts_of(sale), sales_book.lines_of(sale)
        received, change = _cash(shop, sale)
        return Paper(
            shop_name=terms.shop_name,
            currency=terms.currency,
            zone=terms.zone,
            number=str(sale),
            code=listing.receipt_code(shop, head.reverses or sale),
            at=datetime.fromisoformat(at),
            staff=staff or "",
            gross=head.gross,
            paid=head.paid,
            kind=_kind(head, act),
            original="" if head.reverses is None else str(head.reverses),
            is_copy=is_copy,
            member_name=name or "",
            member_phone=masked(local_number(phone or "", terms.region)),
            lines=tuple(_line(line, _gift_points(shop, sale, line)) for line in lines),
            discounts=_discounts(shop, discounts),
            payments=_payments(sale),
            cash_received=received,
            change=change,
            kept_change=_kept_change(shop, head),
            stored=_stored(shop, head),
            cards=_cards(shop, head),
            points=_points(shop, head, lines, discounts),
            stamps=_stamps(terms, head),
            coupons=_coupons(shop, terms, head),
            thanks=_thanks(head),
            ends_thanks=followed(head.operation, Act.REFERRAL_BACK) is not None,
        )


def _kind(head: SaleHead, act: str) -> PaperKind:
    if head.reverses is None:
        return PaperKind.SALE
    return PaperKind.REFUND if act == Act.REFUND.value else PaperKind.VOID


def _line(line: LineRow, points: Points) -> PaperLine:
    is_repriced = line.list_price is not None and line.list_price != line.unit_price
    listed = line.list_price if is_repriced else None
    return PaperLine(line.name, line.quantity, line.unit_price, line.amount, listed, points)


def _gift_points(shop: Shop, sale: int, line: LineRow) -> Points:
    if line.gift is None:
        return Points(0)
    rows = shop.rows(
        "SELECT SUM(cost) FROM sale_share WHERE sale_id = ? AND line = ?", sale, line.position
    )
    return Points(rows[0][0] or 0)


def _discounts(shop: Shop, discounts: list[DiscountRow]) -> tuple[PaperDiscount, ...]:
    names = dict(
        shop.rows(
            "SELECT c.id, t.name FROM coupon c JOIN coupon_template t ON t.id = c.template_id "
            f"WHERE c.id IN ({', '.join(str(one.coupon) for one in discounts if one.coupon)})"
        )
    )
    return tuple(
        PaperDiscount(names.get(one.coupon) or discount_label(one.kind), one.amount, one.reason)
        for one in discounts
        if one.amount
    )


def _payments(sale: int) -> tuple[PaperPayment, ...]:
    return tuple(PaperPayment(way, paid) for way, paid in sales_book.payments(sale).items())


def _cash(shop: Shop, sale: int) -> tuple[Money | None, Money | None]:
    """What was handed over and what went back, where that differs."""
    rows = shop.rows(
        "SELECT received, amount FROM payment WHERE sale_id = ? AND received > amount", sale
    )
    return (Money(rows[0][0]), Money(rows[0][0] - rows[0][1])) if rows else (None, None)


def _points(
    shop: Shop, head: SaleHead, lines: list[LineRow], discounts: list[DiscountRow]
) -> PaperPoints | None:
    """Where her points stood right after it."""
    if head.member is None:
        return None
    until = max(head.operation, *(followed(head.operation, act) or 0 for act in _FOLLOWING))
    [(left,)] = shop.rows(_BALANCE, head.member, Unit.POINTS.value, until)
    today = settings.today(shop)
    lapsing = [
        lot for lot in ledger_lots.left(head.member, Unit.POINTS) if lot.left > 0 and lot.lapses
    ]
    soonest = next((lot for lot in lapsing if lot.lapses and lot.lapses >= today), None)
    return PaperPoints(
        Points(sum(line.earned for line in lines)),
        Points(sum(one.cost for one in discounts if one.kind in _USED)),
        Points(left),
        Points(soonest.left if soonest else 0),
        soonest.lapses if soonest else None,
    )


def _stored(shop: Shop, head: SaleHead) -> PaperStored | None:
    """What she had right after it, if she ever had any."""
    if head.member is None:
        return None
    left = dict(shop.rows(_STORED, head.member, head.operation))
    if not left:
        return None
    return PaperStored(*(Money(left.get(unit.value, 0)) for unit in STORED_VALUE))


def _thanks(head: SaleHead) -> Thanks | None:
    thanks = referrals.thanks_of(head.id)
    return thanks and thanks._replace(name=masked_name(thanks.name))


def _cards(shop: Shop, head: SaleHead) -> tuple[PaperCard, ...]:
    """What is left of her session cards now."""
    if head.member is None:
        return ()
    hers = held.of_member(head.member, settings.today(shop))
    return tuple(
        PaperCard(one.name, one.left, sum(part.used for part in one.parts), one.worth, one.lapses)
        for one in hers
        if one.left
    )


def _kept_change(shop: Shop, head: SaleHead) -> Money | None:
    rows = shop.rows("SELECT paid FROM prepayment WHERE operation_id = ?", head.operation)
    return Money(rows[0][0]) if rows else None


def _stamps(terms: Terms, head: SaleHead) -> PaperStamps | None:
    if head.member is None or terms.stamps is None:
        return None
    return PaperStamps(ledger_lots.balance(head.member, Unit.STAMPS), terms.stamps.needed)


def _coupons(shop: Shop, terms: Terms, head: SaleHead) -> tuple[PaperCoupon, ...]:
    """Those she was given on this day and can use from now on."""
    if head.member is None or head.reverses is not None:
        return ()
    day = date.fromisoformat(head.day)
    rows = shop.rows(
        "SELECT code FROM coupon WHERE member_id = ? AND issued = ?", head.member, head.day
    )
    new = {code for (code,) in rows}
    names = {good.id: good.name for good in pricing.goods(shop)}
    return tuple(
        PaperCoupon(
            one.name, one.code, one.lapses,
            gift_text(one.terms, terms.currency, lambda good: names.get(good, "")),
        )
        for one in couponing.in_hand(head.member, day)
        if one.code in new
    )  # fmt: skip


_WHO = """
    SELECT o.act, o.at, t.name, m.name, m.phone FROM sale s
    JOIN operation o ON o.id = s.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id LEFT JOIN member m ON m.id = s.member_id
    WHERE s.id = ?"""

_STORED = """
    SELECT unit, SUM(change) FROM ledger_entry
    WHERE member_id = ? AND unit IN ('principal', 'bonus') AND operation_id <= ? GROUP BY unit"""

_BALANCE = (
    "SELECT COALESCE(SUM(change), 0) FROM ledger_entry "
    "WHERE member_id = ? AND unit = ? AND operation_id <= ?"
)
