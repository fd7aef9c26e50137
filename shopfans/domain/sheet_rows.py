"""What a row of an imported file can tell, and what becomes of it."""

from enum import Enum


class Fate(Enum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"

    __hash__ = object.__hash__
    """Quicker than the one of enums, of which a long list needs a million and more."""


class Field(Enum):
    """What a column of a list of members tells."""

    PHONE = "phone"
    NAME = "name"
    BIRTHDAY = "birthday"
    CALENDAR = "calendar"
    """Whether her birthday is one of the sun or of the moon."""
    JOINED = "joined"
    POINTS = "points"
    """What she had when the list was made."""
    PRINCIPAL = "principal"
    """Stored value that she had paid in."""
    BONUS = "bonus"
    """Stored value that the shop had added."""
    CARD = "card"
    """The name of a session card of hers: of one for which sessions are left."""
    SERVICE = "service"
    """Which one of the card."""
    SESSIONS = "sessions"
    """So many are left."""
    UNTIL = "until"
    """Their last day."""
    WORTH = "worth"
    """What she paid for those."""
    TAGS = "tags"
    NOTE = "note"

    __hash__ = Fate.__hash__


class GoodField(Enum):
    """What a column of a list of goods tells: a field of Details, by its name."""

    NAME = "name"
    PRICE = "price"
    CATEGORY = "category"
    BARCODE = "barcode"
    EARNS = "earns"
    LASTS = "lasts"


class SaleField(Enum):
    """What a column of a list of past sales tells."""

    MEMBER = "member"
    """Her key in the other program."""
    PHONE = "phone"
    """Of a member who is there."""
    DAY = "day"
    AMOUNT = "amount"
    """What she paid."""

    __hash__ = Fate.__hash__
