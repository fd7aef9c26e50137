"""The slip of a membership that was sold, taken back or ended, read from the books."""

from datetime import date, datetime

from shopfans.database import prepayments
from shopfans.database.prepayments import Head
from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number, masked
from shopfans.domain.kinds import Prepaid
from shopfans.domain.memberships import Run
from shopfans.domain.money import Money
from shopfans.domain.prepaid_papers import PlanEvent, PlanPaper
from shopfans.domain.receipts import PaperPayment
from shopfans.services import settings
from shopfans.services.coupons import designing
from shopfans.services.memberships.held import read_plan
from shopfans.texts.memberships import benefit_text


def of_money(shop: Shop, head: Head) -> PlanPaper:
    """All that it says, in the language spoken; inside a block."""
    terms = settings.load(shop)
    [(at, staff, name, phone)] = shop.rows(_WHO, head.id)
    [(body, starts, ends, last)] = shop.rows(_HELD, head.id, head.reverses)
    plan = read_plan(body)
    names = {one.id: one.name for one in designing.names(shop)}
    came = prepayments.tenders(head.id)
    handed = Money.total(handed for _amount, handed in came.values())
    change = handed - head.paid if handed > head.paid else None
    return PlanPaper(
        shop_name=terms.shop_name,
        currency=terms.currency,
        zone=terms.zone,
        number=str(head.id),
        at=datetime.fromisoformat(at),
        staff=staff or "",
        event=_event(head),
        member_name=name or "",
        member_phone=masked(local_number(phone or "", terms.region)),
        plan=plan.name,
        gives=benefit_text(plan, names),
        run=Run(date.fromisoformat(starts), date.fromisoformat(last or ends)),
        paid=head.paid,
        payments=tuple(PaperPayment(tender, amount) for tender, (amount, _) in came.items()),
        cash_received=None if change is None else handed,
        change=change,
        original="" if head.reverses is None else str(head.reverses),
    )


def _event(head: Head) -> PlanEvent:
    if head.kind is Prepaid.FEE_BACK:
        return PlanEvent.ENDED
    return PlanEvent.SOLD if head.reverses is None else PlanEvent.VOIDED


_WHO = """
    SELECT o.at, t.name, m.name, m.phone FROM prepayment p
    JOIN operation o ON o.id = p.operation_id JOIN member m ON m.id = p.member_id
    LEFT JOIN staff t ON t.id = o.staff_id WHERE p.id = ?"""

_HELD = """
    SELECT h.plan, h.starts, h.ends, x.last FROM membership h
    LEFT JOIN membership_end x ON x.membership_id = h.id AND x.prepayment_id = ?1
    WHERE h.prepayment_id IN (?1, ?2) OR x.prepayment_id IS NOT NULL"""
