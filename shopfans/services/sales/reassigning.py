"""A sale that was rung for the wrong guest, moved to the right one on the same day."""

from shopfans.database import sales_book
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import SaleUsedHers
from shopfans.domain.kinds import Act, Discount
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Line, Tender
from shopfans.services import settings
from shopfans.services.sales import refunding, selling
from shopfans.services.sales.selling import CHANGES, Receipt


def reassign_sale(shop: Shop, *, by: Staff, sale: int, member: int | None, request: str) -> Receipt:
    """Void the sale and record it again for this member, or for nobody, as one command.

    Points are earned anew, by the rules for her; the price stays. Returns the new receipt.
    Raises SaleUsedHers if the wrong guest's points, stamps, tier discount, stored value or coupon
    were used or her change was kept, and what void_sale or a member refuses.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (sale, member)
        back = begin(shop, Act.VOID, terms=terms, by=by, request=f"{request} back", asked=asked)
        done = begin(shop, Act.REASSIGN, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            head = refunding.voidable(sale, back.day)
            lines, payments = _lines(sale), sales_book.payments_left(sale)
            if Tender.STORED_VALUE in payments or _keeps_change(head.operation):
                raise SaleUsedHers()
            received = sales_book.received_by(sale)
            refunding.void(back, terms, head)
            selling.store(
                done, terms, lines, payments, received=received, member=member, replaces=sale,
                with_tier=False,
            )  # fmt: skip
        return selling.receipt_of(done.id)


def _lines(sale: int) -> list[Line]:
    """The lines as they were rung, with what the operator took off."""
    discounts = {one.position: one for one in sales_book.discounts_of(sale)}
    if any(one.kind is not Discount.LINE for one in discounts.values()):
        raise SaleUsedHers()
    shares = {piece.position: piece.shares for piece in sales_book.left_of(sale)}
    return [
        Line(
            row.unit_price, row.quantity, row.name, row.good, row.category, row.list_price,
            off=Money.total(share.amount for share in shares[row.position]),
            reason=" ".join(discounts[share.discount].reason for share in shares[row.position]),
            earns=row.good is None or _earns(row.good),
        )
        for row in sales_book.lines_of(sale)
    ]  # fmt: skip


def _keeps_change(operation: int) -> bool:
    query = "SELECT 1 FROM prepayment WHERE operation_id = ?"
    return OPEN_SHOP.execute_sql(query, (operation,)).fetchone() is not None


def _earns(good: int) -> bool:
    return bool(OPEN_SHOP.execute_sql("SELECT earns FROM good WHERE id = ?", (good,)).fetchone()[0])
