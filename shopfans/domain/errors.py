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
class PaymentCode(ShopError):
    """A guest's phone shows it to pay; it is for the payment terminal."""


@dataclass(eq=False)
class WebAddress(ShopError):
    """A code that leads to a page, perhaps another shop's."""


@dataclass(eq=False)
class CodeTooLong(ShopError):
    pass


@dataclass(eq=False)
class NotACode(ShopError):
    """Neither a code of ours nor anything that is put on goods."""


@dataclass(eq=False)
class UnknownBarcode(ShopError):
    """No good on sale bears it."""

    text: str


@dataclass(eq=False)
class CouponOfAnother(ShopError):
    pass


@dataclass(eq=False)
class CouponUsed(ShopError):
    at: datetime
    by: str
    sale: int


@dataclass(eq=False)
class CouponLapsed(ShopError):
    on: date


@dataclass(eq=False)
class CouponNeedsMore(ShopError):
    """The basket is below the coupon's minimum spend."""

    minimum_fen: int


@dataclass(eq=False)
class CouponWithdrawn(ShopError):
    """It was taken back unused."""

    at: datetime
    by: str


@dataclass(eq=False)
class CouponNeedsMember(ShopError):
    """Each member may use so many of it: somebody has to say who she is."""


@dataclass(eq=False)
class CouponsPerMember(ShopError):
    """She has had as many of this coupon as one member may."""

    most: int


@dataclass(eq=False)
class CouponNotYet(ShopError):
    first: date


@dataclass(eq=False)
class CouponNotToday(ShopError):
    """It is for some days of the week only; Monday is 0."""

    weekdays: tuple[int, ...]


@dataclass(eq=False)
class CouponBlackout(ShopError):
    """Not on these days, of which this is the last."""

    last: date


@dataclass(eq=False)
class CouponNotForThese(ShopError):
    """Nothing in the basket is what it is for."""


@dataclass(eq=False)
class CouponNotWithPoints(ShopError):
    pass


@dataclass(eq=False)
class CouponStandsAlone(ShopError):
    """It was to be used together with others."""

    code: str


@dataclass(eq=False)
class SameCouponTwice(ShopError):
    """Two of one template in one sale."""


@dataclass(eq=False)
class CouponTakesNothing(ShopError):
    """It would be used up for nothing."""


@dataclass(eq=False)
class FreeItemNeedsGoods(ShopError):
    """The terms of a free item do not say of what."""


@dataclass(eq=False)
class CouponWithoutEnd(ShopError):
    """The terms name neither days nor a last day."""


@dataclass(eq=False)
class DaysReversed(ShopError):
    first: date
    last: date


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
class PointsInSteps(ShopError):
    step: int


@dataclass(eq=False)
class PointsBelowLeast(ShopError):
    least: int


@dataclass(eq=False)
class PointsAboveCeiling(ShopError):
    most: int


@dataclass(eq=False)
class PointsNeedMember(ShopError):
    pass


@dataclass(eq=False)
class ParkedGone(ShopError):
    """Somebody has taken this basket up already."""


@dataclass(eq=False)
class GivenTooMuch(ShopError):
    """Only cash gives change."""

    due_fen: int


@dataclass(eq=False)
class AlreadyVoided(ShopError):
    at: datetime
    by: str


@dataclass(eq=False)
class NothingToVoid(ShopError):
    pass


@dataclass(eq=False)
class NothingToRefund(ShopError):
    """Nothing of the sale was chosen, or nothing of it is left."""


@dataclass(eq=False)
class TooManyReturned(ShopError):
    """More pieces of a line than are left of it."""

    left: int


@dataclass(eq=False)
class PartlyRefunded(ShopError):
    """Some of the sale came back already: it can be refunded, but not voided."""


@dataclass(eq=False)
class SaleUsedHers(ShopError):
    """The sale used a member's points, stamps or coupon: it cannot become another's."""


@dataclass(eq=False)
class ReasonMissing(ShopError):
    """A price was changed, or something taken off a line, without a reason."""


@dataclass(eq=False)
class OffTooMuch(ShopError):
    """More is taken off a line than it costs."""

    most_fen: int


@dataclass(eq=False)
class NotEnoughStamps(ShopError):
    has: int
    needed: int


@dataclass(eq=False)
class NothingForStamps(ShopError):
    """No piece in the basket can be the free one."""


@dataclass(eq=False)
class GiftNeedsMember(ShopError):
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
