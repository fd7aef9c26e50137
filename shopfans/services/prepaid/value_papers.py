"""The receipt of a top-up, of one that was taken back, or of a payout, read from the books."""

from datetime import datetime

from shopfans.database import prepayments
from shopfans.database.prepayments import Head
from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number, masked
from shopfans.domain.errors import NothingToVoid
from shopfans.domain.kinds import STORED_VALUE, Prepaid
from shopfans.domain.money import Money
from shopfans.domain.prepaid_papers import ValuePaper
from shopfans.domain.receipts import PaperCoupon, PaperPayment, PaperStored
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.goods import pricing
from shopfans.texts.coupons import gift_text


def paper(shop: Shop, prepayment: int, *, is_copy: bool = False) -> ValuePaper:
    """All that it says, in the language spoken. Raises NothingToVoid where there is none."""
    terms = settings.load(shop)
    with shop.reading():
        head = prepayments.head(prepayment)
        if head is None:
            raise NothingToVoid()
        [(at, staff, name, phone)] = shop.rows(_WHO, prepayment)
        came = prepayments.tenders(prepayment)
        handed = Money.total(handed for _amount, handed in came.values())
        left = dict(shop.rows(_LEFT, head.member, head.operation))
        return ValuePaper(
            shop_name=terms.shop_name,
            currency=terms.currency,
            zone=terms.zone,
            number=str(head.id),
            at=datetime.fromisoformat(at),
            staff=staff or "",
            kind=head.kind,
            member_name=name or "",
            member_phone=masked(local_number(phone or "", terms.region)),
            paid=head.paid,
            bonus=head.bonus,
            later=prepayments.to_come(head.id),
            payments=tuple(PaperPayment(way, amount) for way, (amount, _handed) in came.items()),
            stored=PaperStored(*(Money(left.get(unit.value, 0)) for unit in STORED_VALUE)),
            cash_received=handed if handed > head.paid else None,
            change=handed - head.paid if handed > head.paid else None,
            earned=head.earned,
            coupons=_coupons(shop, terms, head),
            original="" if head.reverses is None else str(head.reverses),
            is_copy=is_copy,
        )


def _coupons(shop: Shop, terms: Terms, head: Head) -> tuple[PaperCoupon, ...]:
    """Those that came with it and can be used."""
    if head.kind is not Prepaid.TOP_UP or head.reverses is not None:
        return ()
    came = {
        code
        for (code,) in shop.rows("SELECT code FROM coupon WHERE operation_id = ?", head.operation)
    }
    names = {good.id: good.name for good in pricing.goods(shop)}
    return tuple(
        PaperCoupon(
            one.name, one.code, one.lapses,
            gift_text(one.terms, terms.currency, lambda good: names.get(good, "")),
        )
        for one in couponing.in_hand(head.member, head.day)
        if one.code in came
    )  # fmt: skip


_WHO = """
    SELECT o.at, t.name, m.name, m.phone FROM prepayment p
    JOIN operation o ON o.id = p.operation_id JOIN member m ON m.id = p.member_id
    LEFT JOIN staff t ON t.id = o.staff_id WHERE p.id = ?"""
_LEFT = """
    SELECT unit, SUM(change) FROM ledger_entry
    WHERE member_id = ? AND unit IN ('principal', 'bonus') AND operation_id <= ? GROUP BY unit"""
