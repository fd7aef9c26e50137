"""Parts of papers of several kinds: what a guest has of stored value, and a coupon to scan."""

from collections.abc import Iterator

from shopfans.domain.money import Currency
from shopfans.domain.receipts import PaperCoupon, PaperStored
from shopfans.texts import _
from shopfans.texts.formats import day_text, money_text, number_text
from shopfans.texts.rows import Pair, Row, Voucher


def stored_rows(stored: PaperStored, currency: Currency) -> Iterator[Row]:
    """What she has of stored value, with principal and bonus apart."""
    both = money_text(stored.principal + stored.bonus, currency)
    yield Pair(_("Stored value left"), both, is_strong=True)
    yield Pair(f"  {_('Principal')}", number_text(stored.principal, currency))
    yield Pair(f"  {_('Bonus')}", number_text(stored.bonus, currency))


def voucher(coupon: PaperCoupon) -> Voucher:
    """A coupon in a frame of its own, to be scanned."""
    until = _("Until {day}").format(day=day_text(coupon.last_day))
    lines = (coupon.terms, until) if coupon.terms else (until,)
    return Voucher(coupon.name, lines, coupon.code)
