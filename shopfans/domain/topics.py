"""What can change, so that whoever shows it knows when to read again."""

from enum import Enum


class Topic(Enum):
    MEMBERS = "members"
    SIGN_UPS = "sign_ups"
    SALES = "sales"
    PARKED = "parked"
    POINTS = "points"
    COUPONS = "coupons"
    STORED_VALUE = "stored_value"
    CARDS = "cards"
    """Cards that are paid ahead, on sale or sold."""
    REMINDERS = "reminders"
    GOODS = "goods"
    STAFF = "staff"
    TERMS = "terms"
    BALLOTS = "ballots"
    CLOSES = "closes"
    """A day was closed, or the drawer handed over."""
    BACKUPS = "backups"
    """A backup was made, tested or thrown away, or the second place is another one."""
    DATE = "date"
    """The date of the computer was confirmed."""
