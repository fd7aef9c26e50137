"""Parts of papers of several kinds: how money moved, stored value, and a coupon to scan."""

from collections.abc import Iterable, Iterator

from shopfans.domain.money import Currency, Money
from shopfans.domain.receipts import PaperCoupon, PaperPayment, PaperStored
from shopfans.texts import _
from shopfans.texts.formats import day_text, money_text, number_text
from shopfans.texts.labels import tender_label
from shopfans.texts.rows import Pair, Row, Voucher


def stored_rows(stored: PaperStored, currency: Currency) -> Iterator[Row]:
    """What she has of stored value, with principal and bonus apart."""
    both = money_text(stored.principal + stored.bonus, currency)
    yield Pair(_("Stored value left"), both, is_strong=True)
    yield Pair(f"  {_('Principal')}", number_text(stored.principal, currency))
    yield Pair(f"  {_('Bonus')}", number_text(stored.bonus, currency))


def money_rows(
    payments: Iterable[PaperPayment],
    cash_received: Money | None,
    change: Money | None,
    currency: Currency,
) -> Iterator[Row]:
    """How money came in ahead or went back, and the change."""
    for payment in payments:
        yield Pair(
            tender_label(payment.tender), number_text(Money(abs(payment.amount.fen)), currency)
        )
    if cash_received is not None:
        yield Pair(_("Received in all"), number_text(cash_received, currency))
    if change is not None:
        yield Pair(_("Change given"), number_text(change, currency))


def voucher(coupon: PaperCoupon) -> Voucher:
    """A coupon in a frame of its own, to be scanned."""
    until = _("Until {day}").format(day=day_text(coupon.last_day))
    lines = (coupon.terms, until) if coupon.terms else (until,)
    return Voucher(coupon.name, lines, coupon.code)
