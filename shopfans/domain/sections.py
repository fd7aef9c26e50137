"""Today's list in the order a person works through it."""

from enum import Enum

from shopfans.domain.kinds import Reason


class Section(Enum):
    DUE = (Reason.DUE,)
    SLIPPING = (Reason.SLIPPING,)
    BIRTHDAYS = (Reason.BIRTHDAY,)
    LAPSING = (Reason.SESSIONS, Reason.COUPON, Reason.POINTS, Reason.MEMBERSHIP)
    CARE = (Reason.CARE, Reason.JOINED)
    NEWCOMERS = (Reason.NEWCOMER,)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        told: tuple[Reason, ...] = self.value
        return told


ORDER = tuple(reason for section in Section for reason in section.reasons)
"""All reasons, as they stand one below the other."""
