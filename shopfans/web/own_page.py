"""A member's own page, behind a private address: what she has, what she shows, what she votes for.

It works without scripts. Her code dies within 90 seconds, so it is a page of its own within hers,
which comes anew by itself before that: what she reads meanwhile keeps still.
"""

from base64 import b64encode
from typing import NamedTuple

from flask import redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from shopfans.domain.contacts import masked, masked_name
from shopfans.domain.errors import BallotOver, ShopError
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.belonging import referring, tiering
from shopfans.services.coupons import designing
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.joining import balloting
from shopfans.services.joining.balloting import BallotRow
from shopfans.services.members import finding, proving
from shopfans.services.memberships import benefits, usage
from shopfans.texts import _
from shopfans.texts.coupons import terms_text
from shopfans.texts.facts import lapse_text
from shopfans.texts.formats import count_text, day_text, money_text, time_text
from shopfans.texts.memberships import held_text
from shopfans.texts.receipts import MOST_CIRCLES
from shopfans.texts.referral import offer_text
from shopfans.texts.rows import grouped
from shopfans.texts.session_cards import of_all_text, until_text
from shopfans.texts.tiers import standing_text
from shopfans.web.entrance import ME, Entrance, Rule, status_of
from shopfans.web.guards import CODE
from shopfans.web.inked import drawn

FRESH = 40
"""Seconds after which her code comes anew: the old one has then 20 to 50 seconds left."""


class ShownCoupon(NamedTuple):
    name: str
    says: str
    lapses: str
    digits: str
    picture: Markup


class OwnPage:
    def __init__(self, at: Entrance) -> None:
        self._at = at

    def rules(self) -> list[Rule]:
        return [
            (ME, self.show, "GET"),
            (f"{ME}{CODE}", self.show_code, "GET"),
            (f"{ME}/vote", self.vote, "POST"),
        ]

    def show(self, token: str) -> Answer:
        return self._show(token, self._at.member(token))

    def show_code(self, token: str) -> Answer:
        """Her code alone, as it stands within her page."""
        member = self._at.member(token)
        code = proving.code_of(self._at.shop, member)
        shop_name = settings.load(self._at.shop).shop_name
        answer = self._at.page(
            "me_code.html", shop_name=shop_name, code=code, digits=grouped(code), drawn=drawn
        )
        return self._at.again(answer, FRESH)

    def vote(self, token: str) -> Answer:
        """The button she pressed is her vote."""
        member = self._at.member(token)
        problem = self._at.form_problem()
        candidate = request.form.get("candidate", "")
        if problem is None:
            try:
                if not (candidate.isascii() and candidate.isdigit() and len(candidate) < 10):
                    raise BallotOver()
                balloting.vote(self._at.shop, member=member, candidate=int(candidate))
            except BallotOver as over:
                problem = over
        if problem is not None:
            return self._show(token, member, problem)
        return redirect(f"{self._at.address(token)}{self._at.switch()}#ballot", 303)

    def _show(self, token: str, member: int, problem: ShopError | None = None) -> Answer:
        benefits.touch(self._at.shop, member)
        terms, card = settings.load(self._at.shop), finding.card(self._at.shop, member)
        has = usage.current(self._at.shop, member)
        names = designing.names_of_goods(self._at.shop)
        ballot = balloting.running(self._at.shop)
        place = tiering.place(self._at.shop, member)
        offer, brought = referring.offer(self._at.shop), referring.friends(self._at.shop, member)
        friend_code = referring.friend_code(self._at.shop, member=member)
        return self._at.page(
            "me.html",
            status_of(problem),
            shop_name=terms.shop_name,
            terms=terms,
            me=self._at.address(token),
            card=card,
            phone=masked(card.phone),
            points=Points(max(0, card.points)),
            count=count_text,
            day=day_text,
            money=lambda amount: money_text(amount, terms.currency),
            of_all=of_all_text,
            until=until_text,
            lapses=lambda: lapse_text(card.next_lapse),
            standing=lambda: (
                standing_text(place, terms.tiers, terms.currency) if terms.tiers else ""
            ),
            membership=lambda: (
                held_text(has.plan, has.until, has.saved, terms.currency) if has else ""
            ),
            friend_code=friend_code,
            friend_link=f"http://{request.host}{self._at.home}?from={friend_code}",
            friends=[(masked_name(one.name), one.visits > 0) for one in brought],
            friends_spent=Money.total(one.spent for one in brought),
            offer=lambda: offer_text(offer, terms.currency) if offer else "",
            coupons=lambda: [_coupon(one, terms, names) for one in card.coupons],
            stamps=card.buyer.stamps,
            circles=MOST_CIRCLES,
            time=time_text(self._at.shop.now(), terms.zone),
            drawn=drawn,
            ballot=ballot,
            pictures=_pictures(ballot),
            choice=balloting.choice(self._at.shop, ballot.id, member) if ballot else None,
            key=self._at.key(),
            problem=problem,
        )


def _coupon(coupon: CouponHeld, terms: Terms, names: dict[int, str]) -> ShownCoupon:
    return ShownCoupon(
        coupon.name,
        terms_text(coupon.terms, terms.currency, lambda good: names.get(good, "")),
        day_text(coupon.lapses),
        grouped(coupon.code),
        drawn(coupon.code, _("Code of the coupon {name}").format(name=coupon.name)),
    )


def _pictures(ballot: BallotRow | None) -> dict[int, str]:
    return {
        one.candidate: f"data:image/jpeg;base64,{b64encode(one.picture).decode()}"
        for one in (ballot.tallies if ballot else ())
        if one.picture
    }
