"""What staff did about a member, and what that settles."""

from enum import Enum

from shopfans.domain.kinds import Reason


class TouchKind(Enum):
    DONE = "done"
    """Dealt with, no matter how."""
    CALLED = "called"
    MESSAGED = "messaged"
    SMS = "sms"
    """She stood in a file that went to an SMS provider."""
    WILL_COME = "will_come"
    SNOOZED = "snoozed"
    """Not now: the line is back on a day that was named."""
    NOTE = "note"
    DO_NOT_CONTACT = "do_not_contact"
    CONTACT_AGAIN = "contact_again"
    """She changed her mind."""


REACHING = frozenset(
    {TouchKind.DONE, TouchKind.CALLED, TouchKind.MESSAGED, TouchKind.SMS, TouchKind.WILL_COME}
)
"""She was spoken or written to."""

CLEARING = REACHING | {TouchKind.DO_NOT_CONTACT}
"""The line is dealt with: one reminder for each silence and kind."""

ASKED_FOR = (TouchKind.DO_NOT_CONTACT, TouchKind.CONTACT_AGAIN)
"""What she wishes; the last word holds."""

ADVERTS = frozenset(
    {
        Reason.DUE, Reason.SLIPPING, Reason.COUPON, Reason.POINTS, Reason.SESSIONS,
        Reason.NEWCOMER, Reason.MEMBERSHIP,
    }
)  # fmt: skip
"""Reasons that want something of her; a greeting wants nothing."""
