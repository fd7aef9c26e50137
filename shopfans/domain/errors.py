"""What the shop may refuse: facts only; the words are found where they are read."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


class ShopError(Exception):
    """A refusal that a person at the counter may read: all is undone and nothing is lost."""


# Amounts. Bounds are in fen.


@dataclass(eq=False)
class BadAmount(ShopError):
    text: str


@dataclass(eq=False)
class AmountNotPositive(ShopError):
    pass


@dataclass(eq=False)
class TooManyDecimals(ShopError):
    most: int


@dataclass(eq=False)
class AmountTooLarge(ShopError):
    most_fen: int


@dataclass(eq=False)
class BadNumber(ShopError):
    text: str


@dataclass(eq=False)
class NumberOutOfRange(ShopError):
    least: int
    most: int


# People


@dataclass(eq=False)
class NameMissing(ShopError):
    pass


@dataclass(eq=False)
class NameTooLong(ShopError):
    most: int


@dataclass(eq=False)
class BadPhone(ShopError):
    text: str


@dataclass(eq=False)
class PhoneTaken(ShopError):
    """The number belongs to a member already."""

    member: int
    name: str


@dataclass(eq=False)
class BadBirthday(ShopError):
    text: str


@dataclass(eq=False)
class ConsentMissing(ShopError):
    pass


@dataclass(eq=False)
class UnknownMember(ShopError):
    pass


@dataclass(eq=False)
class MemberErased(ShopError):
    """She asked to be forgotten."""


@dataclass(eq=False)
class SignUpGone(ShopError):
    """Somebody has dealt with this sign-up already."""


@dataclass(eq=False)
class TooManySignUps(ShopError):
    pass


@dataclass(eq=False)
class FormTooOld(ShopError):
    """The sign-up form was opened too long ago; what it says is kept."""


# Codes and coupons


@dataclass(eq=False)
class UnknownCode(ShopError):
    text: str


@dataclass(eq=False)
class CouponOfAnother(ShopError):
    pass


@dataclass(eq=False)
class CouponUsed(ShopError):
    at: datetime
    by: str


@dataclass(eq=False)
class CouponLapsed(ShopError):
    on: date


@dataclass(eq=False)
class CouponNeedsMore(ShopError):
    """The basket is below the coupon's minimum spend."""

    minimum_fen: int


@dataclass(eq=False)
class CouponWithdrawn(ShopError):
    """Its template is no longer honoured."""


# Sales


@dataclass(eq=False)
class NothingToSell(ShopError):
    pass


@dataclass(eq=False)
class TenderMismatch(ShopError):
    """What is paid is not what is due."""

    due_fen: int
    given_fen: int


@dataclass(eq=False)
class NotEnoughPoints(ShopError):
    balance: int
    asked: int


@dataclass(eq=False)
class PointsAboveDue(ShopError):
    """More points than the sale is worth."""

    most: int


@dataclass(eq=False)
class PointsNeedMember(ShopError):
    pass


@dataclass(eq=False)
class AlreadyVoided(ShopError):
    at: datetime
    by: str


@dataclass(eq=False)
class NothingToVoid(ShopError):
    pass


@dataclass(eq=False)
class DayOver(ShopError):
    """A sale can be voided on its own business day only."""

    day: date


@dataclass(eq=False)
class RequestReused(ShopError):
    """The same request key came with other contents."""


# Staff


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
class NotAllowed(ShopError):
    right: str


@dataclass(eq=False)
class NameTaken(ShopError):
    name: str


# Files and the computer


@dataclass(eq=False)
class NotAShop(ShopError):
    path: Path


@dataclass(eq=False)
class FileExists(ShopError):
    path: Path


@dataclass(eq=False)
class NewerFile(ShopError):
    path: Path
    version: int


@dataclass(eq=False)
class CannotWrite(ShopError):
    path: Path


@dataclass(eq=False)
class CannotServe(ShopError):
    """Phones cannot be let in at this address of the computer."""

    address: str


@dataclass(eq=False)
class DiskFull(ShopError):
    pass


@dataclass(eq=False)
class FileBusy(ShopError):
    """Another program holds the shop's file."""


@dataclass(eq=False)
class FileDamaged(ShopError):
    pass


@dataclass(eq=False)
class BadRow(ShopError):
    """A row of an imported file cannot be understood; nothing of the file was taken."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class ColumnMissing(ShopError):
    """The first line of an imported file does not name this column."""

    column: str


@dataclass(eq=False)
class NotUtf8(ShopError):
    """An imported file is no text in UTF-8."""

    path: Path


@dataclass(eq=False)
class CannotRead(ShopError):
    path: Path


@dataclass(eq=False)
class BadMonth(ShopError):
    text: str


@dataclass(eq=False)
class UnknownZone(ShopError):
    text: str


@dataclass(eq=False)
class Stopped(ShopError):
    """Somebody pressed cancel."""


@dataclass(eq=False)
class Unexpected(ShopError):
    """A mistake of the program's own; the log has the details."""


# Printers. Nothing is lost: what was to be printed waits.


@dataclass(eq=False)
class PrinterMissing(ShopError):
    """None is chosen on this computer, or the one chosen is not there."""

    printer: str


@dataclass(eq=False)
class PrinterOff(ShopError):
    """It does not answer, or does not take what it is sent."""

    printer: str


@dataclass(eq=False)
class PrinterOutOfPaper(ShopError):
    printer: str


@dataclass(eq=False)
class PrinterNotReady(ShopError):
    """It answers that it cannot print: its cover is open, or it jams."""

    printer: str


@dataclass(eq=False)
class PrinterRefused(ShopError):
    """This computer may not use it, or it would not begin."""

    printer: str
