"""The names of the kinds the books tell apart, as screens and sheets show them."""

from collections.abc import Collection, Mapping

from shopfans import texts
from shopfans.domain.birthdays import Birthday
from shopfans.domain.earning_rule import BirthdaySpan, Counts
from shopfans.domain.kinds import Act, Discount, Entry, Reason
from shopfans.domain.money import Currency, Money
from shopfans.domain.roles import Role
from shopfans.domain.sales import Tender
from shopfans.domain.tiers import Measure
from shopfans.domain.touches import TouchKind
from shopfans.texts import _
from shopfans.texts.formats import money_text


def tender_label(tender: Tender) -> str:
    return {
        Tender.CASH: _("Cash"),
        Tender.WECHAT: _("WeChat"),
        Tender.ALIPAY: _("Alipay"),
        Tender.CARD: _("Card"),
        Tender.STORED_VALUE: _("Stored value"),
        Tender.UNKNOWN: _("Not recorded"),
    }[tender]


def tenders_label(tenders: Collection[Tender]) -> str:
    """Several ways that paid one sum."""
    return " + ".join(map(tender_label, tenders))


def ways_text(payments: Mapping[Tender, Money], currency: Currency) -> str:
    """How much of one sum came by each way, or goes back that way."""
    return " + ".join(
        f"{tender_label(way)} {money_text(max(amount, -amount), currency)}"
        for way, amount in payments.items()
    )


def entry_label(kind: Entry) -> str:
    return {
        Entry.EARN: _("Earned"),
        Entry.REDEEM: _("Used"),
        Entry.EXPIRE: _("Lapsed"),
        Entry.REVERSE: _("Reversed"),
        Entry.SETTLE: _("Set off"),
        Entry.MOVE: _("Merged"),
        Entry.PAY_OUT: _("Paid out"),
        Entry.OPENING: _("Brought in"),
        Entry.ADJUST: _("Adjusted"),
    }[kind]


def line_label(kind: Entry, act: Act) -> str:
    """The same, where what brought it about has words of its own."""
    is_for_a_friend = kind is Entry.EARN and act is Act.REFERRAL
    return _("Earned for a friend") if is_for_a_friend else entry_label(kind)


def discount_label(kind: Discount) -> str:
    return {
        Discount.LINE: _("Discount"),
        Discount.STAMPS: _("Free for a full stamp card"),
        Discount.TIER: _("Member tier"),
        Discount.MEMBERSHIP: _("Membership"),
        Discount.COUPON: _("Coupon"),
        Discount.POINTS: _("Points used"),
        Discount.GIFT: _("Gift for points"),
        Discount.KEPT_BACK: _("Kept back for points spent"),
    }[kind]


def reason_label(reason: Reason) -> str:
    return {
        Reason.DUE: _("Due now"),
        Reason.SLIPPING: _("Slipping away"),
        Reason.BIRTHDAY: _("Birthday"),
        Reason.COUPON: _("Coupon lapses"),
        Reason.POINTS: _("Points lapse"),
        Reason.MEMBERSHIP: _("Membership ends"),
        Reason.SESSIONS: _("Sessions lapse"),
        Reason.JOINED: _("Anniversary"),
        Reason.CARE: _("Care"),
        Reason.NEWCOMER: _("Never bought"),
    }[reason]


def touch_label(kind: TouchKind) -> str:
    return {
        TouchKind.DONE: _("Done"),
        TouchKind.CALLED: _("Called"),
        TouchKind.MESSAGED: _("Messaged"),
        TouchKind.SMS: _("SMS"),
        TouchKind.WILL_COME: _("Will come"),
        TouchKind.SNOOZED: _("Put off"),
        TouchKind.NOTE: _("Note"),
        TouchKind.DO_NOT_CONTACT: _("Do not contact"),
        TouchKind.CONTACT_AGAIN: _("May be contacted again"),
    }[kind]


def measure_label(measure: Measure) -> str:
    return {
        Measure.SPEND: _("Money spent"),
        Measure.VISITS: _("Visits"),
        Measure.GROWTH: _("Growth value"),
    }[measure]


def role_label(role: Role) -> str:
    return {Role.CASHIER: _("Cashier"), Role.SENIOR: _("Senior"), Role.OWNER: _("Owner")}[role]


def birthday_text(birthday: Birthday) -> str:
    """08-15; a lunar one is lunar 08-30, and in Chinese as one speaks of it: 农历八月三十."""
    day = f"{birthday.month:02}-{birthday.day:02}"
    if not birthday.lunar:
        return day
    if texts.language() != "en":
        day = f"{_LUNAR_MONTHS[birthday.month - 1]}月{_lunar_day(birthday.day)}"
    return (_("lunar leap {day}") if birthday.leap else _("lunar {day}")).format(day=day)


_DIGITS = "一二三四五六七八九十"
_LUNAR_MONTHS = ("正", *_DIGITS[1:], "十一", "十二")


def _lunar_day(day: int) -> str:
    if day % 10 == 0:
        return ("初十", "二十", "三十")[day // 10 - 1]
    return "初十廿"[day // 10] + _DIGITS[day % 10 - 1]


def counts_label(counts: Counts) -> str:
    return {
        Counts.RECEIVED: _("Money received"),
        Counts.WITH_POINTS: _("With points used"),
        Counts.FULL_PRICE: _("Full price"),
    }[counts]


def span_label(span: BirthdaySpan) -> str:
    return {
        BirthdaySpan.DAY: _("That day"),
        BirthdaySpan.WEEK: _("± 3 days"),
        BirthdaySpan.MONTH: _("Her month"),
    }[span]
