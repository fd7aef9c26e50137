"""The kinds that the books tell apart."""

from enum import Enum


class Unit(Enum):
    """What the shop can owe a member."""

    POINTS = "points"
    POINT_PARTS = "point_parts"
    """Thousandths of a point that a sale left over and the next one counts."""
    STAMPS = "stamps"
    PRINCIPAL = "principal"
    """Stored value that she paid in, in fen."""
    BONUS = "bonus"
    """Stored value that the shop added, in fen."""


STORED_VALUE = (Unit.PRINCIPAL, Unit.BONUS)
"""It never lapses and never falls below nothing, and a lot of it is part of one top-up."""


class Entry(Enum):
    """Why a ledger line was written."""

    EARN = "earn"
    REDEEM = "redeem"
    EXPIRE = "expire"
    REVERSE = "reverse"
    SETTLE = "settle"
    """A lot that fell below zero is made good from another; the two lines add up to nothing."""
    MOVE = "move"
    """From one record of a person to the other; the two lines add up to nothing."""
    PAY_OUT = "pay_out"
    """She got her money back, and what was left of the lot went with it."""
    OPENING = "opening"
    """What she had in the program before."""
    ADJUST = "adjust"
    """By hand, with a reason."""


class Act(Enum):
    """What an operator did: the kind of an operation."""

    FOUND = "found"
    SET_TERMS = "set_terms"
    SET_TIERS = "set_tiers"
    ADD_STAFF = "add_staff"
    KEEP_GOODS = "keep_goods"
    ENROLL = "enroll"
    ERASE = "erase"
    SALE = "sale"
    VOID = "void"
    LAPSE = "lapse"
    TOUCH = "touch"
    IMPORT = "import"
    REFUND = "refund"
    REASSIGN = "reassign"
    KEEP_COUPONS = "keep_coupons"
    ISSUE = "issue"
    RECALL = "recall"
    TIERS = "tiers"
    """The program looked again at tiers whose year had ended."""
    BIRTHDAYS = "birthdays"
    """The program gave coupons by the owner's rule."""
    KEEP_GIFTS = "keep_gifts"
    KEEP_LINK = "keep_link"
    HERSELF = "herself"
    """A member did it on her own page: no operator was there."""
    KEEP_BALLOT = "keep_ballot"
    PRINT_CARDS = "print_cards"
    BIND_CARD = "bind_card"
    NOTE = "note"
    KEEP_CARE = "keep_care"
    """The owner chose for whom the care plan is."""
    BRING_IN = "bring_in"
    """A list of members came in from a file."""
    TAKE_BACK = "take_back"
    """It was undone."""
    MERGE = "merge"
    UNMERGE = "unmerge"
    TELL_APART = "tell_apart"
    """Two records are two people, or may be one after all."""
    KEEP_TAGS = "keep_tags"
    TAG = "tag"
    REWORD = "reword"
    """The owner wrote other words of consent."""
    TAKE_OVER = "take_over"
    """What a member typed once more in the sign-up form replaces what was known."""
    HAND_OVER = "hand_over"
    """The drawer went from one operator to another."""
    CLOSE_DAY = "close_day"
    TOP_UP = "top_up"
    PAY_OUT = "pay_out"
    VOID_PREPAYMENT = "void_prepayment"
    INSTALMENT = "instalment"
    """The program added the parts of a bonus that were due."""
    CONFIRM_DATE = "confirm_date"
    """The owner said that the date of the computer is right."""
    RESTORE = "restore"
    """A backup took the shop's place."""
    ADJUST = "adjust"
    """Points by hand, with a reason."""
    EXPORT = "export"
    """A file left the shop."""
    SIGN_IN = "sign_in"
    WRONG_PIN = "wrong_pin"
    CHANGE_STAFF = "change_staff"
    """Another role or a new PIN; she left, or came back."""
    CHANGE_PIN = "change_pin"
    """Her own."""
    RECOVERY = "recovery"
    """The owner had a recovery sheet made."""
    RECOVER = "recover"
    """The owner came in with the code of the sheet."""


class Discount(Enum):
    """What is taken off a sale, in the order in which it is taken."""

    LINE = "line"
    """By the operator, off one line, with a reason."""
    STAMPS = "stamps"
    TIER = "tier"
    """The standing discount of her tier; its name is the reason."""
    COUPON = "coupon"
    POINTS = "points"
    GIFT = "gift"
    """Points for a gift: nothing off, for a gift has no price."""
    KEPT_BACK = "kept_back"
    """On a refund: money kept for points that are spent already."""


class Prepaid(Enum):
    """How money for stored value moved."""

    TOP_UP = "top_up"
    CHANGE = "change"
    """The change of a sale was kept for her."""
    OPENING = "opening"
    """What she had in the program before."""
    PAY_OUT = "pay_out"


class Purpose(Enum):
    """What a member consents to, each on its own."""

    KEEPING = "keeping"
    MESSAGES = "messages"


class Reason(Enum):
    """Why a member stands on Today's list."""

    DUE = "due"
    """Her own rhythm says that she comes about now."""
    SLIPPING = "slipping"
    """She is past it, and may be won back."""
    BIRTHDAY = "birthday"
    COUPON = "coupon"
    POINTS = "points"
    JOINED = "joined"
    """The day she joined comes round."""
    CARE = "care"
    NEWCOMER = "newcomer"
    """She joined and never bought."""
