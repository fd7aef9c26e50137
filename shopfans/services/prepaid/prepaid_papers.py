"""The receipt of money received ahead, or given back of it, whatever it was for."""

from shopfans.database import prepayments
from shopfans.database.shop import Shop
from shopfans.domain.errors import NothingToVoid
from shopfans.domain.kinds import Prepaid
from shopfans.domain.prepaid_papers import CardPaper, PlanPaper, ValuePaper
from shopfans.services.memberships import papers as plan_papers
from shopfans.services.prepaid import value_papers
from shopfans.services.sessions import papers


def paper(shop: Shop, prepayment: int) -> ValuePaper | CardPaper | PlanPaper:
    """All that it says, in the language spoken. Raises NothingToVoid where there is none."""
    with shop.reading():
        head = prepayments.head(prepayment)
        if head is None:
            raise NothingToVoid()
        if head.kind in {Prepaid.SESSION_CARD, Prepaid.OPENING_CARD, Prepaid.CARD_BACK}:
            return papers.of_money(shop, head)
        if head.kind in {Prepaid.MEMBERSHIP, Prepaid.FEE_BACK}:
            return plan_papers.of_money(shop, head)
        return value_papers.paper(shop, prepayment)
