"""A shop that rewards who brings a friend, and friends who come."""

from dataclasses import replace

from shopfans.database.shop import Shop
from shopfans.domain.points import Points
from shopfans.domain.referral import ReferralRule, Reward
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.services import settings
from shopfans.services.members import enrolling, finding
from shopfans.services.members.enrolling import Applicant

POINTS = ReferralRule(gives=True, referrer=Reward(Points(20)), referred=Reward(Points(30)))
COUPONS = ReferralRule(gives=True, referrer=Reward(template=1), referred=Reward(Points(30), 1))


def reward(shop: Shop, rule: ReferralRule = POINTS, request: str = "rule") -> None:
    """The owner's rule from now on."""
    terms = replace(settings.load(shop), referral=rule)
    settings.save(shop, by=SYSTEM, terms=terms, request=request)


def bring(shop: Shop, by: Staff, name: str, phone: str, brought_by: int) -> int:
    """A newcomer whom a member brought."""
    applicant = Applicant(name, f"+86{phone}", None, wants_messages=False, brought_by=brought_by)
    return enrolling.enroll(shop, by=by, applicant=applicant, request=f"join {phone}")


def has(shop: Shop, *members: int) -> list[int]:
    """The points of each."""
    return [finding.card(shop, one).points for one in members]


def in_hand(shop: Shop, *members: int) -> list[int]:
    """How many coupons each has."""
    return [len(finding.card(shop, one).coupons) for one in members]
