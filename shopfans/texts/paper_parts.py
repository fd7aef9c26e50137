"""Parts of papers of several kinds: their head, how money moved, stored value, a coupon to scan."""

from collections.abc import Iterator

from shopfans.domain.money import Currency, Money
from shopfans.domain.prepaid_papers import PrepaidPaper
from shopfans.domain.receipts import PaperCoupon, PaperStored
from shopfans.texts import _
from shopfans.texts.formats import day_text, money_text, number_text, time_text
from shopfans.texts.labels import tender_label
from shopfans.texts.rows import Band, Gap, Heading, Pair, Row, Total, Voucher


def stored_rows(stored: PaperStored, currency: Currency) -> Iterator[Row]:
    """What she has of stored value, with principal and bonus apart."""
    both = money_text(stored.principal + stored.bonus, currency)
    yield Pair(_("Stored value left"), both, is_strong=True)
    yield Pair(f"  {_('Principal')}", number_text(stored.principal, currency))
    yield Pair(f"  {_('Bonus')}", number_text(stored.bonus, currency))


def head_rows(paper: PrepaidPaper, *titles: str, served_by: str) -> Iterator[Row]:
    """Whose paper it is, what it is about, when and for whom it was made."""
    yield Heading(paper.shop_name)
    yield Gap()
    for title in titles:
        yield Band(title)
    yield Pair(_("No."), paper.number)
    yield Pair(_("Time"), time_text(paper.at, paper.zone))
    yield Pair(_("Served by"), served_by)
    yield Pair(_("Member"), f"{paper.member_name} {paper.member_phone}".strip())


def money_rows(paper: PrepaidPaper, came: str) -> Iterator[Row]:
    """How much money came in ahead or went back, and how; `came` is the word for what came in."""
    title = _("Given back") if paper.paid < Money() else came
    yield Total(title, money_text(Money(abs(paper.paid.fen)), paper.currency))
    for payment in paper.payments:
        amount = number_text(Money(abs(payment.amount.fen)), paper.currency)
        yield Pair(tender_label(payment.tender), amount)
    if paper.cash_received is not None:
        yield Pair(_("Received in all"), number_text(paper.cash_received, paper.currency))
    if paper.change is not None:
        yield Pair(_("Change given"), number_text(paper.change, paper.currency))


def voucher(coupon: PaperCoupon) -> Voucher:
    """A coupon in a frame of its own, to be scanned."""
    until = _("Until {day}").format(day=day_text(coupon.last_day))
    lines = (coupon.terms, until) if coupon.terms else (until,)
    return Voucher(coupon.name, lines, coupon.code)
