"""The log in sentences: what was done, to whom, how much."""

from collections.abc import Callable, Mapping
from typing import Any

from shopfans.domain.chain import Broken, Spot
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Role
from shopfans.domain.terms import Terms
from shopfans.domain.trails import LogLine, Trail, What
from shopfans.texts import _, ngettext
from shopfans.texts.formats import change_text, count_text, day_text, money_text
from shopfans.texts.labels import role_label


def trail_label(trail: Trail) -> str:
    return {
        Trail.SALES: _("Sales and refunds"),
        Trail.MEMBERS: _("Members"),
        Trail.COUPONS: _("Coupons"),
        Trail.GOODS: _("Goods and prices"),
        Trail.SETTINGS: _("Settings"),
        Trail.STAFF: _("Staff and PINs"),
        Trail.FILES: _("Files"),
        Trail.DAYS: _("Days"),
        Trail.PROGRAM: _("By the program"),
    }[trail]


def sentence(line: LogLine, terms: Terms) -> str:
    """What was done, and to whom; who did it, when and why stand beside it.

    Raises KeyError for an act without words: a test holds that there is none.
    """
    telling = _TELLING.get(line.act)
    if telling is not None:
        return telling(line, terms)
    return _plain()[line.act].format(member=_member(line))


def _plain() -> Mapping[Act, str]:
    return {
        Act.FOUND: _("Opened the shop"),
        Act.SET_TIERS: _("Changed the tiers"),
        Act.ENROLL: _("Signed up {member}"),
        Act.ERASE: _("Forgot a member"),
        Act.LAPSE: _("Let points lapse"),
        Act.TOUCH: _("Was in touch with {member}"),
        Act.KEEP_COUPONS: _("Changed the coupons"),
        Act.ISSUE: _("Issued coupons"),
        Act.RECALL: _("Took coupons back"),
        Act.TIERS: _("Looked at tiers again"),
        Act.BIRTHDAYS: _("Gave birthday coupons"),
        Act.REFERRAL: _("Rewarded {member} for a friend, and the friend"),
        Act.REFERRAL_BACK: _("Took the rewards for a friend back"),
        Act.KEEP_GIFTS: _("Changed the gift shelf"),
        Act.KEEP_LINK: _("Gave or withdrew the address of her page"),
        Act.HERSELF: _("A guest, on her own page"),
        Act.KEEP_BALLOT: _("Changed a ballot"),
        Act.PRINT_CARDS: _("Printed member cards"),
        Act.BIND_CARD: _("Gave a card to a member"),
        Act.NOTE: _("Changed the note on {member}"),
        Act.KEEP_CARE: _("Changed the care plan"),
        Act.MERGE: _("Merged two records of one person"),
        Act.UNMERGE: _("Undid a merge"),
        Act.KEEP_TAGS: _("Changed the list of tags"),
        Act.TAG: _("Changed the tags of {member}"),
        Act.REWORD: _("Changed the words of consent"),
        Act.TAKE_OVER: _("Took over what a member typed anew"),
        Act.HAND_OVER: _("Handed over the drawer"),
        Act.CLOSE_DAY: _("Closed the day"),
        Act.TELL_APART: _("Said whether two records are one person"),
        Act.TOP_UP: _("Topped up the stored value of {member}"),
        Act.PAY_OUT: _("Paid stored value out to {member}"),
        Act.VOID_PREPAYMENT: _("Voided a top-up or a card of {member}"),
        Act.KEEP_CARDS: _("Changed the session cards on sale"),
        Act.SELL_CARD: _("Sold a card to {member}"),
        Act.USE_SESSION: _("A session of a card of {member}"),
        Act.UNDO_USE: _("Took back a session of {member}"),
        Act.TRANSFER_CARD: _("Passed a card on to {member}"),
        Act.CARD_BACK: _("Took a card of {member} back for money"),
        Act.JOIN_PLAN: _("Sold a membership to {member}"),
        Act.LEAVE_PLAN: _("Ended the membership of {member}"),
        Act.BENEFITS: _("Gave {member} the coupons of her membership"),
        Act.INSTALMENT: _("Added the parts of a bonus that were due"),
        Act.SIGN_IN: _("Signed in"),
        Act.CHANGE_PIN: _("Changed her own PIN"),
        Act.RECOVERY: _("Printed a recovery sheet"),
        Act.RECOVER: _("Came in with the recovery sheet"),
        Act.BRING_IN: _("Brought members in from a file"),
        Act.CONFIRM_DATE: _("Confirmed the date"),
        Act.RESTORE: _("Restored a backup"),
    }


def _sale(line: LogLine, terms: Terms) -> str:
    money = money_text(line.paid or Money(), terms.currency)
    said = _("Sale No. {number}, {money}").format(number=line.sale, money=money)
    return _with_member(said, line)


def _back(line: LogLine, terms: Terms) -> str:
    money = money_text(-(line.paid or Money()), terms.currency)
    words = {
        Act.VOID: _("Voided sale No. {number}: {money} back"),
        Act.REFUND: _("Refund of sale No. {number}: {money} back"),
    }[line.act]
    return _with_member(words.format(number=line.reverses, money=money), line)


def _reassign(line: LogLine, _terms: Terms) -> str:
    return _("Moved a sale to {member}; now it is No. {number}").format(
        member=_member(line), number=line.sale
    )


def _adjust(line: LogLine, _terms: Terms) -> str:
    return _("Points of {member} by hand: {change}").format(
        member=_member(line), change=change_text(line.points)
    )


def _export(line: LogLine, _terms: Terms) -> str:
    what = {
        What.WORKBOOK.value: _("the workbook"),
        What.EVERYTHING.value: _("everything"),
        What.STATEMENT.value: _("statement"),
        What.KNOWN.value: _("what we know about her"),
        What.REFUND_SHEET.value: _("refund sheet"),
    }.get(line.said.get("what", ""), "")
    of = _member(line) if line.member is not None else ""
    parts = filter(None, (what, of, line.said.get("of"), line.said.get("file")))
    return _("Saved as a file: {what}").format(what=" · ".join(parts))


def _wrong_pin(line: LogLine, _terms: Terms) -> str:
    return _("Wrong PIN for {name}, time {n} in a row").format(
        name=line.about, n=count_text(line.said.get("times", 1))
    )


def _add_staff(line: LogLine, _terms: Terms) -> str:
    return _("Took on {name} as {role}").format(name=line.about, role=_role(line.said, "role"))


def _change_staff(line: LogLine, _terms: Terms) -> str:
    match line.said:
        case {"left": 1}:
            return _("{name} works here no more").format(name=line.about)
        case {"left": 0}:
            return _("{name} works here again").format(name=line.about)
        case {"pin": 1}:
            return _("Gave {name} a new PIN").format(name=line.about)
        case _:
            return _("{name}: from {was} to {role}").format(
                name=line.about, was=_role(line.said, "was"), role=_role(line.said, "role")
            )


def _goods(line: LogLine, terms: Terms) -> str:
    match line.said:
        case {"good": str(good), "was": int(was), "now": int(now)}:
            return _("Price of {good}: {was} → {now}").format(
                good=good,
                was=money_text(Money(was), terms.currency),
                now=money_text(Money(now), terms.currency),
            )
        case {"rows": int(rows)}:
            return ngettext(
                "Took over {n} item from a file", "Took over {n} items from a file", rows
            ).format(n=count_text(rows))
        case {"taken_back": int(rows)}:
            return ngettext(
                "Took {n} item from a file back", "Took {n} items from a file back", rows
            ).format(n=count_text(rows))
        case _:
            return _("Changed the goods")


def _past_sales(line: LogLine, _terms: Terms) -> str:
    """Of files from before they were counted nothing more is known."""
    sales = line.said.get("sales")
    if sales is None:
        return _("Took over past sales")
    words = ngettext("Took over {n} past sale", "Took over {n} past sales", sales)
    return words.format(n=count_text(sales))


def _take_back(line: LogLine, _terms: Terms) -> str:
    sales = line.said.get("sales")
    if sales is None:
        return _("Took an import of members back")
    words = ngettext(
        "Took an import of {n} past sale back", "Took an import of {n} past sales back", sales
    )
    return words.format(n=count_text(sales))


def _set_terms(line: LogLine, _terms: Terms) -> str:
    labels = _terms_labels()
    names = str(line.said.get("changed", "")).split(",")
    parts = dict.fromkeys(labels[name] for name in names if name in labels)
    if not parts:
        return _("Changed the settings")
    return _("Changed the settings: {what}").format(what=", ".join(parts))


def _terms_labels() -> Mapping[str, str]:
    points, staff, shop = _("Points"), _("Limits and locking"), _("The shop")
    return {
        **dict.fromkeys(("earning", "point_value", "spending", "points_last", "stamps"), points),
        **dict.fromkeys(("refund_limit", "discount_limit", "locks_after"), staff),
        **dict.fromkeys(("shop_name", "zone", "day_ends_at", "days_ahead", "drawer_line"), shop),
        "stored_value": _("Stored value"),
        "refund_policy": _("Refunds"),
        "referral": _("Friends brought"),
        "fatigue": _("How often guests are reached"),
        "care": _("Care plan"),
        "plans": _("Membership"),
        "texts": _("Words to send"),
        "accepts_sign_ups": _("Sign-up by phone"),
    }


def _with_member(said: str, line: LogLine) -> str:
    return said if line.member is None else f"{said} · {_member(line)}"


def _member(line: LogLine) -> str:
    if line.member is None:
        return _("a member")
    return line.member_name or _("a forgotten member")


def _role(said: Mapping[str, Any], key: str) -> str:
    return role_label(Role(said[key]))


_TELLING: Mapping[Act, Callable[[LogLine, Terms], str]] = {
    Act.SALE: _sale,
    Act.VOID: _back,
    Act.REFUND: _back,
    Act.REASSIGN: _reassign,
    Act.ADJUST: _adjust,
    Act.EXPORT: _export,
    Act.WRONG_PIN: _wrong_pin,
    Act.ADD_STAFF: _add_staff,
    Act.CHANGE_STAFF: _change_staff,
    Act.KEEP_GOODS: _goods,
    Act.IMPORT: _past_sales,
    Act.TAKE_BACK: _take_back,
    Act.SET_TERMS: _set_terms,
}


def broken_text(broken: Broken) -> str:
    """Where the books are not as they were."""
    day = day_text(broken.day) if broken.day else "–"
    words = {
        Spot.LINE: _("Line {number} of the points ledger, {day}: not as it was written"),
        Spot.SALE: _("Sale No. {number} of {day}: changed after the day was closed"),
        Spot.CLOSE: _("The close of {day}: its figures are not as they were"),
    }[broken.spot]
    said = words.format(number=broken.number, day=day)
    return f"{said} · {broken.member}" if broken.member else said
