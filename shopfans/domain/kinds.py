"""The kinds that the books tell apart."""

from enum import Enum


class Unit(Enum):
    """What the shop can owe a member."""

    POINTS = "points"


class Entry(Enum):
    """Why a ledger line was written."""

    EARN = "earn"
    REDEEM = "redeem"
    EXPIRE = "expire"
    REVERSE = "reverse"
    SETTLE = "settle"
    """A lot that fell below zero is made good from another; the two lines add up to nothing."""


class Act(Enum):
    """What an operator did: the kind of an operation."""

    FOUND = "found"
    SET_TERMS = "set_terms"
    ADD_STAFF = "add_staff"
    KEEP_GOODS = "keep_goods"
    ENROLL = "enroll"
    ERASE = "erase"
    SALE = "sale"
    VOID = "void"
    LAPSE = "lapse"
    TOUCH = "touch"
    IMPORT = "import"


class Discount(Enum):
    COUPON = "coupon"
    POINTS = "points"


class Purpose(Enum):
    """What a member consents to, each on its own."""

    KEEPING = "keeping"
    MESSAGES = "messages"


class Reason(Enum):
    """Why a member stands on Today's list."""

    BIRTHDAY = "birthday"
    COUPON = "coupon"
    OVERDUE = "overdue"
