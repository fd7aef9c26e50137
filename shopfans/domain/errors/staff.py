"""Staff, PINs and rights."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class WrongPin(ShopError):
    pass


@dataclass(eq=False)
class TooManyTries(ShopError):
    seconds: int


@dataclass(eq=False)
class WeakPin(ShopError):
    """It must have so many digits and not be easily guessed."""

    least: int
    most: int


@dataclass(eq=False)
class PinLocked(ShopError):
    """Wrong too often: the owner gives her a new one."""


@dataclass(eq=False)
class PinsDiffer(ShopError):
    """Typed twice, and not alike."""


@dataclass(eq=False)
class WrongRecoveryCode(ShopError):
    """Not what stands on the newest recovery sheet, or it was used already."""


@dataclass(eq=False)
class LastOwner(ShopError):
    """A shop without an owner could not be set right again."""


@dataclass(eq=False)
class UnknownStaff(ShopError):
    pass


@dataclass(eq=False)
class NotAllowed(ShopError):
    right: str


@dataclass(eq=False)
class WhyMissing(ShopError):
    """What is risky is done for a reason, and it is kept."""


@dataclass(eq=False)
class NameTaken(ShopError):
    name: str
