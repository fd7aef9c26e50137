"""What the owner of the demo salon does now and then, for the first guest who gives cause."""

from collections.abc import Sequence

from shopfans.domain.errors import FeeOwed, SessionsOwed, ValueOwed
from shopfans.domain.roles import Right
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.belonging import adjusting
from shopfans.services.demo.salon import menu
from shopfans.services.demo.salon.desk import Desk
from shopfans.services.members import finding, forgetting, merging
from shopfans.services.memberships import ending, usage
from shopfans.services.prepaid import paying_out
from shopfans.services.sales import refunding
from shopfans.services.sessions import giving_back, held, transferring


def take_back(desk: Desk, sale: int) -> None:
    """The first thing of a sale comes back."""
    request = desk.request()
    by = desk.owner_for(Right.REFUND_MUCH, menu.NOT_HAPPY, request)
    refunding.refund_sale(desk.shop, by=by, sale=sale, quantities={1: 1}, request=request)


def pay_out(desk: Desk, members: Sequence[int]) -> None:
    """Somebody wants the money of a top-up back."""
    for member in desk.someone(members):
        rows = [one for one in paying_out.sheet(desk.shop, member=member).rows if one.returnable]
        if rows:
            paying_out.pay_out(
                desk.shop, by=desk.owner, member=member, top_ups=[rows[0].top_up],
                returned=rows[0].returnable, tender=Tender.WECHAT, request=desk.request(),
            )  # fmt: skip
            return


def take_card_back(desk: Desk, members: Sequence[int]) -> None:
    """Somebody gives a card back."""
    for member in desk.someone(members):
        for card in held.usable(desk.shop, member):
            due, request = giving_back.due(desk.shop, card=card.id), desk.request()
            if due.returned:
                giving_back.give_back(
                    desk.shop, by=desk.owner_for(Right.CARD_BACK, menu.MOVES_AWAY, request),
                    card=card.id, returned=due.returned, tender=Tender.WECHAT, request=request,
                )  # fmt: skip
                return


def end_membership(desk: Desk, members: Sequence[int]) -> None:
    """Somebody gives her membership back."""
    today = settings.today(desk.shop)
    for member in desk.someone(members):
        hers = [one.membership for one in usage.statement(desk.shop, member)]
        if hers and hers[0].returned is None and hers[0].run.holds_on(today):
            due, request = ending.due(desk.shop, membership=hers[0].id), desk.request()
            if due.returned:
                ending.end(
                    desk.shop, by=desk.owner_for(Right.CARD_BACK, menu.MOVES_AWAY, request),
                    membership=hers[0].id, returned=due.returned, tender=Tender.WECHAT,
                    request=request,
                )  # fmt: skip
                return


def pass_on(desk: Desk, members: Sequence[int]) -> None:
    """Somebody gives her card to a friend."""
    for member in desk.someone(members):
        for card in held.usable(desk.shop, member):
            to = desk.random.choice(members)
            if card.is_shared and to != member:
                transferring.transfer(
                    desk.shop, by=desk.by, card=card.id, to=to, request=desk.request()
                )
                return


def adjust(desk: Desk, members: Sequence[int]) -> None:
    """Points by hand."""
    request = desk.request()
    adjusting.adjust_points(
        desk.shop, by=desk.owner_for(Right.ADJUST, menu.WAITED, request),
        member=desk.random.choice(members), change=50, request=request,
    )  # fmt: skip


def merge(desk: Desk, kept: int, gone: int) -> None:
    """Two records are one person."""
    merging.merge(desk.shop, by=desk.owner, kept=kept, gone=gone, request=desk.request())


def forget(desk: Desk, members: Sequence[int]) -> None:
    """Somebody to whom nothing is owed wants to be forgotten."""
    for member in sorted(members, key=lambda one: finding.card(desk.shop, one).spent):
        try:
            forgetting.erase(desk.shop, by=desk.owner, member_id=member, request=desk.request())
        except (FeeOwed, SessionsOwed, ValueOwed):
            continue
        return
