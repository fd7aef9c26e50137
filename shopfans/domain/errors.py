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


@dataclass(eq=False)
class BadMultiplier(ShopError):
    """Not a number of times between the two."""

    least: int
    most: int


@dataclass(eq=False)
class BadDay(ShopError):
    text: str


# People


@dataclass(eq=False)
class NameMissing(ShopError):
    pass


@dataclass(eq=False)
class NameTooLong(ShopError):
    most: int


@dataclass(eq=False)
class TiersAlike(ShopError):
    """Two tiers have the same name."""


@dataclass(eq=False)
class TiersNotRising(ShopError):
    """A tier is reached no later than the one below it."""

    name: str
    lower: str


@dataclass(eq=False)
class BadPhone(ShopError):
    text: str


@dataclass(eq=False)
class PhoneMissing(ShopError):
    """An imported member is known by her number."""


@dataclass(eq=False)
class PhoneCutShort(ShopError):
    """A spreadsheet has rounded the number: 1.38E+10."""

    text: str


@dataclass(eq=False)
class PhoneTaken(ShopError):
    """The number belongs to a member already."""

    member: int
    name: str


@dataclass(eq=False)
class CameraNotInstalled(ShopError):
    """The optional extra `camera` is not there."""


@dataclass(eq=False)
class CameraMissing(ShopError):
    """The computer has no camera."""


@dataclass(eq=False)
class CameraBusy(ShopError):
    """The camera gives no picture: another program has it, or it may not be used."""


@dataclass(eq=False)
class SameMember(ShopError):
    """A record cannot be merged with itself."""


@dataclass(eq=False)
class MergeOver(ShopError):
    """Too late to undo: another day, undone already, or merged again since."""


@dataclass(eq=False)
class MergeUsed(ShopError):
    """What came with the other record was used or given back since."""


@dataclass(eq=False)
class BadBirthday(ShopError):
    text: str


@dataclass(eq=False)
class ConsentMissing(ShopError):
    pass


@dataclass(eq=False)
class TooYoung(ShopError):
    """She says that she has not lived so many years; her parents would have to consent."""

    years: int


@dataclass(eq=False)
class TagTaken(ShopError):
    name: str


@dataclass(eq=False)
class TooManyTags(ShopError):
    most: int


@dataclass(eq=False)
class UnknownTag(ShopError):
    """It is not on the owner's list, or no longer."""


@dataclass(eq=False)
class WordsMissing(ShopError):
    """Nobody can agree to nothing."""


@dataclass(eq=False)
class WordsTooLong(ShopError):
    most: int


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
class LinkUnknown(ShopError):
    """No member's page is here: it never was, or was withdrawn."""


@dataclass(eq=False)
class TooOften(ShopError):
    """A phone sends more forms, or wrong digits, than a person would."""


@dataclass(eq=False)
class BallotOver(ShopError):
    """Its last day is past, or the owner has closed it."""


@dataclass(eq=False)
class BallotOpen(ShopError):
    """Another ballot runs: there is one at a time."""


@dataclass(eq=False)
class TooFewCandidates(ShopError):
    least: int
    most: int


@dataclass(eq=False)
class CandidateTwice(ShopError):
    name: str


@dataclass(eq=False)
class BadPicture(ShopError):
    """Not a picture that can be read, or too large a file."""


@dataclass(eq=False)
class FormTooOld(ShopError):
    """The sign-up form was opened too long ago; what it says is kept."""


# Reaching members


@dataclass(eq=False)
class NoConsentToMessages(ShopError):
    """She did not agree to be written to."""


@dataclass(eq=False)
class AskedForSilence(ShopError):
    """She asked not to be contacted."""


@dataclass(eq=False)
class QuietUntil(ShopError):
    """She was reached a short while ago."""

    day: date


@dataclass(eq=False)
class WrittenEnough(ShopError):
    """She was reached as often this month as the owner allows."""

    most: int


@dataclass(eq=False)
class ShopWroteEnough(ShopError):
    """All members together were reached as often this month as the owner allows."""

    most: int
    left: int


@dataclass(eq=False)
class DayGoneBy(ShopError):
    """A line can only be put off to a later day."""

    day: date


@dataclass(eq=False)
class NobodyToReach(ShopError):
    """Of those who were chosen none may be written to."""


@dataclass(eq=False)
class CareHasNoStrings(ShopError):
    """A gift of care may not ask for a minimum spend."""

    minimum_fen: int


@dataclass(eq=False)
class NotAGuestOfThePlan(ShopError):
    """The care plan is not for her."""


@dataclass(eq=False)
class TextMissing(ShopError):
    pass


@dataclass(eq=False)
class TextTooLong(ShopError):
    most: int


@dataclass(eq=False)
class UnknownPlaceholder(ShopError):
    """A text has something in braces that the program does not know, or half a pair."""

    name: str


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
    """No good on the list has this barcode."""

    text: str


@dataclass(eq=False)
class GoodOffSale(ShopError):
    """It was on the list once and is not sold now."""

    name: str


@dataclass(eq=False)
class UnknownGood(ShopError):
    pass


@dataclass(eq=False)
class BadBarcode(ShopError):
    text: str


@dataclass(eq=False)
class BarcodeIsOurs(ShopError):
    """It would be taken for a member, a coupon, a receipt or a card."""


@dataclass(eq=False)
class BarcodeTaken(ShopError):
    name: str


@dataclass(eq=False)
class BarcodeCutShort(ShopError):
    """A spreadsheet has rounded it: its last digits are gone."""

    text: str


@dataclass(eq=False)
class NotYesOrNo(ShopError):
    text: str


@dataclass(eq=False)
class SeveralGoodsSoCalled(ShopError):
    """Only a barcode or a category can tell which one is meant."""

    name: str


@dataclass(eq=False)
class SaidTwice(ShopError):
    """An earlier row of the same file speaks of the same good."""

    row: int


@dataclass(eq=False)
class MemberSaidTwice(ShopError):
    """An earlier row of the file has the same phone number."""

    row: int


@dataclass(eq=False)
class OpeningAlready(ShopError):
    """What she had before was brought in already, and it was something else."""

    points: int


@dataclass(eq=False)
class ValueAlready(ShopError):
    """The stored value she had before was brought in already, and it was something else."""

    fen: int


@dataclass(eq=False)
class ColumnsMissing(ShopError):
    """No column was said to be the phone number, or none the name."""


@dataclass(eq=False)
class MembersChangedMeanwhile(ShopError):
    """What an import would do is not what its trial run said."""


@dataclass(eq=False)
class ImportUndone(ShopError):
    """It was taken back before."""


@dataclass(eq=False)
class ImportUsed(ShopError):
    """Since the import, something was done with some of its members."""

    members: int


@dataclass(eq=False)
class GoodsChangedMeanwhile(ShopError):
    """The list is not what it was at the trial run; nothing was written."""


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
class CouponsGone(ShopError):
    """So many can be issued in all, and so many are left."""

    left: int


@dataclass(eq=False)
class CouponsStopped(ShopError):
    """None of this template is issued any more."""


@dataclass(eq=False)
class NobodyToGive(ShopError):
    """The audience has nobody who could get one."""


@dataclass(eq=False)
class CodeTooOld(ShopError):
    """A member's rotating code, shown longer ago than it lives."""


@dataclass(eq=False)
class CodeOfElsewhere(ShopError):
    """A rotating code that this shop, with the key it has now, did not make."""


@dataclass(eq=False)
class CodeSpent(ShopError):
    """A rotating code that has served for another sale already."""


@dataclass(eq=False)
class CardUnknown(ShopError):
    """No card with this code was printed here."""


@dataclass(eq=False)
class CardBound(ShopError):
    """The card belongs to a member already."""

    member: int
    name: str


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
class CouponNotWithTier(ShopError):
    """It was to be used together with the discount of her tier."""


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
class PointsNeedProof(ShopError):
    """More points than may be used before she has shown that they are hers."""

    most: int


@dataclass(eq=False)
class WrongDigits(ShopError):
    """Not the last four of her phone number."""


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
class SaleOfClosedDay(ShopError):
    """It can be refunded, not voided."""

    day: date


@dataclass(eq=False)
class DayClosed(ShopError):
    """Nothing is written into a closed day, and it is not closed twice."""

    day: date


@dataclass(eq=False)
class DayNotBegun(ShopError):
    """The day before is closed, and by the clock this one is still to come."""

    day: date


@dataclass(eq=False)
class DateInDoubt(ShopError):
    """The computer says that it is this day, and the owner has not confirmed it."""

    says: date


@dataclass(eq=False)
class ReasonForDifference(ShopError):
    """The drawer differs by more than the owner's line: why has to be said."""

    over_fen: int
    """Below zero: short."""


@dataclass(eq=False)
class FloatAboveCount(ShopError):
    """No more can stay in the drawer than was counted."""

    counted_fen: int


@dataclass(eq=False)
class RequestReused(ShopError):
    """The same request key came with other contents."""


# Stored value


@dataclass(eq=False)
class NotEnoughStoredValue(ShopError):
    balance_fen: int
    asked_fen: int


@dataclass(eq=False)
class StoredValueNeedsMember(ShopError):
    """Nobody without a name has stored value."""


@dataclass(eq=False)
class StoredValueNotReceived(ShopError):
    """Stored value cannot be bought, or given back, with stored value."""


@dataclass(eq=False)
class NoTopUps(ShopError):
    """The owner's rule takes none."""


@dataclass(eq=False)
class NoChangeKept(ShopError):
    """The owner's rule does not let change be kept for her."""


@dataclass(eq=False)
class OfferTwice(ShopError):
    """Two offers for a top-up of the same amount."""

    paid_fen: int


@dataclass(eq=False)
class TopUpUsed(ShopError):
    """Some of it, or a coupon that came with it, was used or moved: it can only be paid out."""


@dataclass(eq=False)
class NothingToPayOut(ShopError):
    pass


@dataclass(eq=False)
class PayoutChanged(ShopError):
    """What is returned is not what the operator saw."""

    returned_fen: int


@dataclass(eq=False)
class ValueOwed(ShopError):
    """She cannot be forgotten while the shop has money of hers."""

    principal_fen: int


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
class TooManyRows(ShopError):
    """More than a sheet of a workbook can hold."""

    rows: int
    most: int


@dataclass(eq=False)
class CannotServe(ShopError):
    """Phones cannot be let in at this address of the computer."""

    address: str


@dataclass(eq=False)
class PortTaken(ShopError):
    """Another program of this computer uses it."""

    port: int


@dataclass(eq=False)
class NoNetwork(ShopError):
    """This computer is in no network in which phones could be."""


@dataclass(eq=False)
class NetworkGone(ShopError):
    """The network that the owner chose is not there now."""


@dataclass(eq=False)
class PageSilent(ShopError):
    """The page is served and does not answer."""

    address: str


@dataclass(eq=False)
class WifiNameTooLong(ShopError):
    most: int


@dataclass(eq=False)
class BadWifiPassword(ShopError):
    least: int
    most: int


@dataclass(eq=False)
class DiskFull(ShopError):
    pass


@dataclass(eq=False)
class DiskTrouble(ShopError):
    """The disk reports an error instead of writing."""


@dataclass(eq=False)
class SecondPlaceAway(ShopError):
    """The folder of the second place is not there now."""

    path: Path


@dataclass(eq=False)
class SecondPlaceIsFirst(ShopError):
    """The backups of the shop are in this folder already."""


@dataclass(eq=False)
class WeakPassphrase(ShopError):
    least: int


@dataclass(eq=False)
class PassphraseMissing(ShopError):
    """The backup is sealed."""


@dataclass(eq=False)
class WrongPassphrase(ShopError):
    pass


@dataclass(eq=False)
class BackupDamaged(ShopError):
    """It is not as it was when it was made."""

    path: Path


@dataclass(eq=False)
class NotPlainFile(ShopError):
    """A link, a folder, a pipe or a device."""

    path: Path


@dataclass(eq=False)
class FileAltered(ShopError):
    """It has what ShopFans never writes, or lacks what it always does."""

    path: Path


@dataclass(eq=False)
class BooksUntrue(ShopError):
    """So many truths of the books do not hold in a backup."""

    problems: int


@dataclass(eq=False)
class CheckTookTooLong(ShopError):
    """A file that keeps us busy for longer than an honest one of its size."""


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
class HeadingsMissing(ShopError):
    """Nothing near the top of an imported file names what a good is called and costs."""


@dataclass(eq=False)
class FileTooLarge(ShopError):
    """Of an imported file; bounds are in bytes and rows."""

    most_bytes: int
    most_rows: int


@dataclass(eq=False)
class FileUnsafe(ShopError):
    """An imported file is damaged, or built as no spreadsheet program builds one."""


@dataclass(eq=False)
class FileLocked(ShopError):
    """An imported workbook can only be opened with a password."""


@dataclass(eq=False)
class FileHasMacros(ShopError):
    """An imported workbook holds programs."""


@dataclass(eq=False)
class FileIsPage(ShopError):
    """An imported file is a web page, whatever its name says."""


@dataclass(eq=False)
class CellFarOff(ShopError):
    """Something stands in a cell or row of an imported sheet that is beyond these bounds."""

    cell: str
    most_rows: int
    most_columns: int


@dataclass(eq=False)
class CellTooLong(ShopError):
    """A text in an imported file; the bound is in characters."""

    most: int


@dataclass(eq=False)
class CannotRead(ShopError):
    path: Path


@dataclass(eq=False)
class BadMonth(ShopError):
    text: str


@dataclass(eq=False)
class BadQuarter(ShopError):
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
