"""The words for each refusal: one clear sentence, in the words of the counter."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.message_texts import PLACEHOLDERS
from shopfans.domain.money import Currency, Money
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext, stored_value
from shopfans.texts.formats import (
    count_text,
    day_text,
    list_text,
    money_text,
    short_day_text,
    time_text,
)
from shopfans.texts.weekdays import weekdays_text


def message(problem: ShopError, terms: Terms) -> str:
    """What to show beside the field; `terms` give the currency and the clock.

    Raises KeyError for a refusal without words: a test holds that there is none.
    """
    plain = _plain_words().get(type(problem))
    if plain is not None:
        return plain
    return _with_facts(problem, terms, terms.currency)


def guard_text(problem: ShopError) -> str:
    """What the fatigue guard has against it, in two or three words for a list."""
    match problem:
        case errors.NoConsentToMessages():
            return _("no messages")
        case errors.AskedForSilence():
            return _("wants no contact")
        case errors.QuietUntil(day=day):
            return _("in peace until {day}").format(day=short_day_text(day))
        case _:
            return _("enough this month")


def _plain_words() -> dict[type[ShopError], str]:
    return {
        errors.BadAmount: _("This is not an amount. Type it like 12.50."),
        errors.AmountNotPositive: _("The amount must be more than zero."),
        errors.BadNumber: _("This is not a whole number."),
        errors.NameMissing: _("Please enter a name."),
        errors.BadPhone: _("This is not a phone number."),
        errors.BadBirthday: _(
            "This is not a birthday. Type it like 1990-08-15, 08-15 or lunar 8-15."
        ),
        errors.ConsentMissing: _("Without her consent we may not keep her data."),
        errors.UnknownMember: _("This member does not exist."),
        errors.MemberErased: _("This member asked to be forgotten; her data is gone."),
        errors.UnknownTag: _("This tag is not on the list any more."),
        errors.WordsMissing: _("Please write what she agrees to."),
        errors.SignUpGone: _("Somebody has dealt with this sign-up already."),
        errors.TooManySignUps: _(
            "Too many people are signing up right now. Please ask at the counter."
        ),
        errors.FormTooOld: _(
            "This form was open for a long time. Please check it and send it once more."
        ),
        errors.CodeTooOld: _(
            "This code is too old. Ask her to show her page once more: it makes a new one."
        ),
        errors.CodeOfElsewhere: _(
            "This code is not from this shop, or from before its last restore. Ask her to open her "
            "page on the shop's Wi-Fi."
        ),
        errors.CodeSpent: _(
            "This code has served for another sale. Her page shows a new one within half a minute."
        ),
        errors.WrongDigits: _("These are not the last four digits of her phone number."),
        errors.LinkUnknown: _("This page is not here. Please ask at the counter."),
        errors.TooOften: _("That was too often. Please try again in a minute."),
        errors.BallotOver: _("This ballot is over."),
        errors.BallotOpen: _("A ballot is running. Close it first."),
        errors.BadPicture: _("This picture cannot be read. Choose a JPEG or PNG file."),
        errors.PaymentCode: _("This is a payment code. Scan it with the payment terminal."),
        errors.WebAddress: _("This code leads to a web page. It is not from this shop."),
        errors.CodeTooLong: _("This code is too long to be one of this shop's."),
        errors.NotACode: _("This is not a code of this shop. Please scan it once more."),
        errors.UnknownGood: _("This item does not exist."),
        errors.BarcodeIsOurs: _(
            "This is a code of the shop's own: scanned, it would be taken for a member or a coupon."
        ),
        errors.BadBarcode: _(
            "A barcode has letters, digits and - . / only, and 40 of them at most. Codes for "
            "paying are none."
        ),
        errors.BarcodeCutShort: _(
            "The spreadsheet has rounded this barcode. Format the column as text there, and enter "
            "it again."
        ),
        errors.NotYesOrNo: _("Write yes or no."),
        errors.GoodsChangedMeanwhile: _(
            "The goods were changed meanwhile. Nothing was imported: look at the rows once more."
        ),
        errors.PhoneMissing: _("There is no phone number, by which a member is known."),
        errors.PhoneCutShort: _(
            "The spreadsheet has rounded this number. Format the column as text there, and enter "
            "it again."
        ),
        errors.ColumnsMissing: _(
            "Say which column is the phone number and which is the name: choose it above the "
            "column."
        ),
        errors.MembersChangedMeanwhile: _(
            "The members were changed meanwhile. Nothing was brought in: look at the rows once "
            "more."
        ),
        errors.ImportUndone: _("This import was taken back already."),
        errors.HeadingsMissing: _(
            "No row at the top of the file names the columns. Two are needed: item and price."
        ),
        errors.FileUnsafe: _(
            "The file is damaged, or not built as a spreadsheet program builds one; it was not "
            "opened. Open it in Excel or WPS and save it once more as .xlsx."
        ),
        errors.FileLocked: _(
            "The file has a password. Save it once more without one, and choose it again."
        ),
        errors.FileHasMacros: _(
            "The file has macros, which are programs; it was not opened. Save it as .xlsx without "
            "them, and choose it again."
        ),
        errors.FileIsPage: _(
            "This is a web page with the name of a workbook. Open it in Excel or WPS and save it "
            "as .xlsx."
        ),
        errors.NoConsentToMessages: _("She did not agree to be written to."),
        errors.AskedForSilence: _("She asked not to be contacted."),
        errors.NotAGuestOfThePlan: _("She is not in the care plan."),
        errors.TextMissing: _("Write a few words first."),
        errors.NobodyToReach: _("None of them may be written to now."),
        errors.CouponOfAnother: _("This coupon belongs to another member."),
        errors.CouponsStopped: _("No coupons of this kind are issued any more."),
        errors.NobodyToGive: _("There is nobody to give one to."),
        errors.CardUnknown: _("This card was not printed by this shop."),
        errors.CouponNeedsMember: _(
            "Each member may use so many of this coupon: find the member first."
        ),
        errors.CouponNotForThese: _("This coupon is for other goods."),
        errors.CouponNotWithPoints: _("This coupon cannot be used together with points."),
        errors.CouponNotWithTier: _(
            "This coupon cannot be used together with the discount of her tier."
        ),
        errors.TiersAlike: _("Two tiers have the same name."),
        errors.SameCouponTwice: _("Only one coupon of this kind can be used in a sale."),
        errors.CouponTakesNothing: _("This coupon would take nothing off here; keep it."),
        errors.FreeItemNeedsGoods: _("Say which goods or categories are free."),
        errors.CouponWithoutEnd: _("Say for how many days the coupon is valid, or until when."),
        errors.NothingToSell: _("Enter an amount or choose goods first."),
        errors.PointsNeedMember: _("Find the member first to use points."),
        errors.NothingToVoid: _("There is no sale to void."),
        errors.NothingToRefund: _("There is nothing of this sale to take back."),
        errors.PartlyRefunded: _(
            "Part of this sale came back already: refund the rest, it cannot be voided."
        ),
        errors.SaleUsedHers: _(
            "This sale used a guest's points, stamps, tier discount or coupon: void it and ring it "
            "again."
        ),
        errors.CameraNotInstalled: _(
            "Reading by camera is not installed on this computer: it is the extra “camera”."
        ),
        errors.CameraMissing: _("This computer has no camera, or it is not plugged in."),
        errors.CameraBusy: _(
            "The camera gives no picture: close the other program that uses it, or allow it."
        ),
        errors.SameMember: _("This is one and the same member."),
        errors.MergeOver: _(
            "A merge is undone on its own day, once, and the last one of a member first."
        ),
        errors.MergeUsed: _(
            "Points, a coupon or a sale that came with the other record were used since: this "
            "merge stays."
        ),
        errors.ReasonMissing: _("Say why something is taken off."),
        errors.NothingForStamps: _("Nothing in the basket can be the free piece."),
        errors.GiftNeedsMember: _("Find the member first: a gift is paid with points."),
        errors.ParkedGone: _("Somebody has taken this basket up already."),
        errors.RequestReused: _("This was done already with other contents. Please start again."),
        errors.WrongPin: _("The PIN is wrong."),
        errors.PinLocked: _("Wrong too often: the owner must give you a new PIN."),
        errors.PinsDiffer: _("The two PINs differ."),
        errors.WrongRecoveryCode: _("This is not the code of the newest recovery sheet."),
        errors.LastOwner: _("Somebody must stay the owner."),
        errors.UnknownStaff: _("Nobody of this name works here any more."),
        errors.WhyMissing: _("Say why."),
        errors.NotAllowed: _("Only the owner may do this."),
        errors.DiskFull: _("The disk is full. Nothing was saved: free some space and try again."),
        errors.DiskTrouble: _(
            "The disk reports an error and did not take what was written. Nothing was saved. If it "
            "happens again, make a backup on another disk."
        ),
        errors.SecondPlaceIsFirst: _(
            "The backups are in this folder already. Choose one on a stick or on another disk."
        ),
        errors.PassphraseMissing: _("This backup is sealed. Type its passphrase."),
        errors.WrongPassphrase: _("This is not the passphrase of this backup."),
        errors.CheckTookTooLong: _(
            "This file takes too long to check: it is not opened. Nothing was changed."
        ),
        errors.FileBusy: _("Another program is using the shop's file. Please try again."),
        errors.FileDamaged: _("The shop's file cannot be read. Nothing was saved."),
        errors.Stopped: _("Stopped. Nothing was written."),
        errors.Unexpected: _("Something went wrong and was written to the log."),
        **stored_value.plain_refusals(),
    }


def _with_facts(problem: ShopError, terms: Terms, currency: Currency) -> str:
    match problem:
        case errors.ValueAlready(fen=fen):
            return _("Other stored value was brought in for her before: {amount}.").format(
                amount=money_text(Money(fen), currency)
            )
        case errors.TooManyDecimals(most=0):
            return _("Type whole amounts, without decimals.")
        case errors.TooManyDecimals(most=most):
            return ngettext(
                "No more than {most} decimal.", "No more than {most} decimals.", most
            ).format(most=most)
        case errors.AmountTooLarge(most_fen=most):
            return _("No amount may be larger than {most}.").format(
                most=money_text(Money(most), currency)
            )
        case errors.NumberOutOfRange(least=least, most=most):
            return _("Type a whole number from {least} to {most}.").format(
                least=count_text(least), most=count_text(most)
            )
        case errors.BadMultiplier(least=least, most=most):
            return _("Type how many times, like 1.5, from {least} to {most}.").format(
                least=least, most=most
            )
        case errors.BadDay(text=text):
            return _("“{text}” is not a day. Type it like 2026-03-08.").format(
                text=_shortened(text)
            )
        case errors.NameTooLong(most=most):
            return _("The name is too long: {most} characters at most.").format(most=most)
        case errors.TiersNotRising(name=name, lower=lower):
            return _("{name} must be reached later than {lower}.").format(name=name, lower=lower)
        case errors.WordsTooLong(most=most):
            return _("This is too long to be read: {most} characters at most.").format(most=most)
        case errors.TooYoung(years=years):
            return _("Who is younger than {years} cannot join by herself.").format(years=years)
        case errors.TagTaken(name=name):
            return _("“{name}” is on the list already.").format(name=name)
        case errors.TooManyTags(most=most):
            return _("The list holds {most} at most. Take one off first.").format(most=most)
        case errors.PhoneTaken(name=name):
            return _("This phone number belongs to {name} already.").format(name=name)
        case errors.UnknownCode(text=text):
            return _("This shop has not given out the code {code}.").format(code=_shortened(text))
        case errors.CouponsGone(left=left):
            return ngettext(
                "Only {left} more coupon of this kind can be issued.",
                "Only {left} more coupons of this kind can be issued.",
                left,
            ).format(left=count_text(left))
        case errors.CardBound(name=name):
            return _("This card belongs to {name} already.").format(name=name)
        case errors.CouponUsed(at=at, by=by, sale=sale):
            when = time_text(at, terms.zone)
            return _("This coupon was used on {when} by {name}, in sale No. {number}.").format(
                when=when, name=by or "-", number=sale
            )
        case errors.CouponWithdrawn(at=at, by=by):
            return _("This coupon was taken back on {when} by {name}.").format(
                when=time_text(at, terms.zone), name=by or "-"
            )
        case errors.CouponLapsed(on=on):
            return _("This coupon lapsed on {day}.").format(day=day_text(on))
        case errors.CouponNeedsMore(minimum_fen=minimum):
            return _("The coupon is good from {minimum} on.").format(
                minimum=money_text(Money(minimum), currency)
            )
        case (
            errors.CouponNotYet()
            | errors.CouponNotToday()
            | errors.CouponBlackout()
            | errors.CouponStandsAlone()
            | errors.DaysReversed()
        ):
            return _about_coupons(problem)
        case errors.CouponsPerMember(most=most):
            return ngettext(
                "She has used this coupon once already.",
                "She has used {most} of this coupon already, and may use no more.",
                most,
            ).format(most=most)
        case errors.PointsInSteps(step=step):
            return _("Points are used in steps of {step}.").format(step=count_text(step))
        case errors.PointsBelowLeast(least=least):
            return _("Points are used from {least} on.").format(least=count_text(least))
        case errors.PointsNeedProof(most=most):
            return ngettext(
                "More than {n} point: scan the code on her page, or type the last four digits of "
                "her phone number.",
                "More than {n} points: scan the code on her page, or type the last four digits of "
                "her phone number.",
                most,
            ).format(n=count_text(most))
        case errors.TooFewCandidates(least=least, most=most):
            return _("A ballot has {least} to {most} candidates.").format(least=least, most=most)
        case errors.CandidateTwice(name=name):
            return _("{name} is there twice.").format(name=name)
        case errors.PointsAboveCeiling(most=most):
            return _("Here {most} points may be used at most.").format(most=count_text(most))
        case errors.NotEnoughStamps(has=has, needed=needed):
            return _("She has {has} stamps; {needed} are needed.").format(has=has, needed=needed)
        case errors.GivenTooMuch(due_fen=due):
            return _("Only cash gives change: {due} is left to pay.").format(
                due=money_text(Money(due), currency)
            )
        case errors.OffTooMuch(most_fen=most):
            return _("The line costs {most}: no more can be taken off.").format(
                most=money_text(Money(most), currency)
            )
        case errors.TooManyReturned(left=left):
            return ngettext(
                "Only {n} piece is left of this line.", "Only {n} pieces are left of this line.",
                left,
            ).format(n=left)  # fmt: skip
        case errors.TenderMismatch(due_fen=due, given_fen=given):
            return _("{due} is due, but {given} was paid.").format(
                due=money_text(Money(due), currency), given=money_text(Money(given), currency)
            )
        case errors.NotEnoughPoints(balance=balance, asked=asked):
            return _("She has {balance} points, not {asked}.").format(
                balance=count_text(balance), asked=count_text(asked)
            )
        case errors.PointsAboveDue(most=most):
            return _("For this sale {most} points are enough.").format(most=count_text(most))
        case errors.AlreadyVoided(at=at, by=by):
            return _("This sale was voided on {when} by {name}.").format(
                when=time_text(at, terms.zone), name=by or "-"
            )
        case errors.DayOver(day=day):
            return _("This sale is of {day}; only today's sales can be voided.").format(
                day=day_text(day)
            )
        case errors.SaleOfClosedDay(day=day):
            return _(
                "{day} is closed, so this sale can no longer be voided. Take it back with a "
                "refund: that counts for today."
            ).format(day=day_text(day))
        case errors.DayClosed(day=day):
            return _(
                "{day} is closed and changes no more. What is to be put right is entered today."
            ).format(day=day_text(day))
        case errors.DayNotBegun(day=day):
            return _("The day is closed already. {day} can be closed once it has begun.").format(
                day=day_text(day)
            )
        case errors.DateInDoubt(says=day):
            return _(
                "This computer says {day}. Until the owner has confirmed that, nothing can be "
                "closed."
            ).format(day=day_text(day))
        case errors.ReasonForDifference(over_fen=fen):
            return _("The drawer differs by {amount}: say why.").format(
                amount=money_text(Money(abs(fen)), currency)
            )
        case errors.FloatAboveCount(counted_fen=counted):
            return _("Only {counted} was counted: no more can stay in the drawer.").format(
                counted=money_text(Money(counted), currency)
            )
        case (
            errors.QuietUntil()
            | errors.WrittenEnough()
            | errors.ShopWroteEnough()
            | errors.DayGoneBy()
            | errors.CareHasNoStrings()
            | errors.TextTooLong()
            | errors.UnknownPlaceholder()
        ):
            return _about_touches(problem, currency)
        case (
            errors.NotEnoughStoredValue()
            | errors.OfferTwice()
            | errors.PayoutChanged()
            | errors.ValueOwed()
        ):
            return stored_value.refusal(problem, currency)
        case _:
            return _about_goods(problem)


def _about_touches(problem: ShopError, currency: Currency) -> str:
    match problem:
        case errors.QuietUntil(day=day):
            return _("She was reached a short while ago: leave her in peace until {day}.").format(
                day=day_text(day)
            )
        case errors.WrittenEnough(most=most):
            return ngettext(
                "She was reached {most} time this month: that is enough.",
                "She was reached {most} times this month: that is enough.",
                most,
            ).format(most=count_text(most))
        case errors.ShopWroteEnough(most=most, left=left):
            return _(
                "That is too much for one month: {most} in all is your limit, {left} are left."
            ).format(most=count_text(most), left=count_text(left))
        case errors.DayGoneBy(day=day):
            return _("{day} is not a later day.").format(day=day_text(day))
        case errors.CareHasNoStrings(minimum_fen=minimum):
            return _(
                "A gift from the heart has no strings: this coupon asks for {minimum} first. "
                "Take one without, and she will smile 🙂"
            ).format(minimum=money_text(Money(minimum), currency))
        case errors.TextTooLong(most=most):
            return _("The text is too long: {most} characters at most.").format(most=most)
        case errors.UnknownPlaceholder(name=name):
            return _("“{name}” is not known here. In braces may stand: {known}.").format(
                name=_shortened(name), known=list_text(PLACEHOLDERS)
            )
        case _:
            raise KeyError(type(problem).__name__)


def _about_goods(problem: ShopError) -> str:
    match problem:
        case errors.UnknownBarcode(text=text):
            return _("No item has the barcode {code}.").format(code=_shortened(text))
        case errors.GoodOffSale(name=name):
            return _("{name} is off sale.").format(name=name)
        case errors.BarcodeTaken(name=name):
            return _("{name} has this barcode already.").format(name=name)
        case errors.SeveralGoodsSoCalled(name=name):
            return _("Several items are called {name}. Give the barcode or the category.").format(
                name=name
            )
        case errors.SaidTwice(row=row):
            return _("Row {row} is about the same item already.").format(row=row)
        case errors.CellFarOff(cell=cell, most_rows=most_rows, most_columns=most_columns):
            return _(
                "Something stands far off in {cell}; {rows} rows and {columns} columns are read. "
                "Delete it there, save the file and choose it again."
            ).format(cell=cell, rows=count_text(most_rows), columns=most_columns)
        case errors.CellTooLong(most=most):
            return _("A cell of the file holds more than {count} characters.").format(
                count=count_text(most)
            )
        case errors.MemberSaidTwice(row=row):
            return _("Row {row} has the same phone number already.").format(row=row)
        case errors.OpeningAlready(points=points):
            return _("Other points were brought in for her before: {points}.").format(
                points=count_text(points)
            )
        case errors.ImportUsed(members=members):
            return ngettext(
                "It cannot be taken back any more: something was done with {n} of its members "
                "since.",
                "It cannot be taken back any more: something was done with {n} of its members "
                "since.",
                members,
            ).format(n=count_text(members))
        case errors.FileTooLarge(most_bytes=most_bytes, most_rows=most_rows):
            return _("The file is too large: {megabytes} MB and {rows} rows at most.").format(
                megabytes=most_bytes // 2**20, rows=count_text(most_rows)
            )
        case _:
            return _about_staff_and_files(problem)


def _about_coupons(problem: ShopError) -> str:
    match problem:
        case errors.CouponNotYet(first=first):
            return _("The coupon is good from {day} on.").format(day=day_text(first))
        case errors.CouponNotToday(weekdays=weekdays):
            return _("This coupon is not for today: {weekdays}.").format(
                weekdays=weekdays_text(weekdays)
            )
        case errors.CouponBlackout(last=last):
            return _("This coupon cannot be used today; after {day} it can.").format(
                day=day_text(last)
            )
        case errors.CouponStandsAlone(code=code):
            return _("Coupon {code} cannot be used together with others.").format(code=code)
        case errors.DaysReversed(first=first, last=last):
            return _("{last} is before {first}.").format(last=day_text(last), first=day_text(first))
        case _:
            raise KeyError(type(problem).__name__)


def _about_staff_and_files(problem: ShopError) -> str:
    match problem:
        case errors.TooManyTries(seconds=seconds):
            return ngettext(
                "Too many wrong PINs. Try again in {seconds} second.",
                "Too many wrong PINs. Try again in {seconds} seconds.",
                seconds,
            ).format(seconds=seconds)
        case errors.WeakPin(least=least, most=most):
            return _(
                "Choose a PIN of {least} to {most} digits that is not as simple as 1234 or 1122."
            ).format(least=least, most=most)
        case errors.NameTaken(name=name):
            return _("There is already somebody called {name}.").format(name=name)
        case errors.NotAShop(path=path):
            return _("{path} is not a ShopFans file.").format(path=path)
        case errors.FileExists(path=path):
            return _("{path} exists already.").format(path=path)
        case errors.NewerFile(path=path):
            return _("{path} was written by a newer ShopFans. Please update the program.").format(
                path=path
            )
        case errors.SecondPlaceAway(path=path):
            return _("{path} is not there now. Plug in the stick or the disk.").format(path=path)
        case errors.WeakPassphrase(least=least):
            return _(
                "A passphrase has at least {n} characters: several words are easy to remember."
            ).format(n=least)
        case errors.BackupDamaged(path=path):
            return _("{path} is damaged: it is not as it was when it was made.").format(path=path)
        case errors.NotPlainFile(path=path):
            return _("{path} is a link, a folder or a device. Choose the backup itself.").format(
                path=path
            )
        case errors.FileAltered(path=path):
            return _(
                "{path} has something in it that ShopFans never writes: it is not opened. Nothing "
                "was changed."
            ).format(path=path)
        case errors.BooksUntrue(problems=problems):
            return ngettext(
                "The books in this backup are not true: {n} thing does not add up. Nothing was "
                "changed.",
                "The books in this backup are not true: {n} things do not add up. Nothing was "
                "changed.",
                problems,
            ).format(n=count_text(problems))
        case errors.CannotWrite(path=path):
            return _(
                "{path} cannot be written: it is open elsewhere, or not yours to change."
            ).format(path=path)
        case errors.TooManyRows(rows=rows, most=most):
            return _(
                "{rows} rows do not fit on one sheet, which holds {most}: choose a shorter period."
            ).format(rows=count_text(rows), most=count_text(most))
        case errors.CannotServe(address=address):
            return _(
                "Phones cannot reach this computer at {address}. Check that it is on the shop's "
                "Wi-Fi."
            ).format(address=address)
        case errors.BadRow(row=row, column=column, text=text):
            return _(
                "Row {row}, column {column}: “{text}” cannot be used. Nothing was imported."
            ).format(row=row, column=column, text=_shortened(text))
        case errors.ColumnMissing(column=column):
            return _(
                "The first line of the file must name the columns; {column} is missing."
            ).format(column=column)
        case errors.CannotRead(path=path):
            return _("{path} cannot be read.").format(path=path)
        case errors.BadMonth(text=text):
            return _("“{text}” is not a month. Type it like 2026-03.").format(text=_shortened(text))
        case errors.BadQuarter(text=text):
            return _("“{text}” is not a quarter. Type it like 2026-Q1.").format(
                text=_shortened(text)
            )
        case errors.UnknownZone(text=text):
            return _("“{text}” is not a time zone. Type it like Asia/Shanghai.").format(
                text=_shortened(text)
            )
        case _:
            return _about_network(problem)


def _about_network(problem: ShopError) -> str:
    match problem:
        case errors.PortTaken(port=port):
            return _(
                "Another program uses number {port}. Close it, or choose another number in "
                "Settings, and print the poster again."
            ).format(port=port)
        case errors.NoNetwork():
            return _(
                "This computer is in no network. Connect it to the shop's Wi-Fi: the page comes "
                "back by itself."
            )
        case errors.NetworkGone():
            return _(
                "This computer is not in the chosen network. Connect it again, or choose another "
                "network in Settings."
            )
        case errors.PageSilent(address=address):
            return _("The page at {address} does not answer. It is being opened anew.").format(
                address=address
            )
        case errors.WifiNameTooLong(most=most):
            return _("The name of a Wi-Fi has at most {most} letters.").format(most=most)
        case errors.BadWifiPassword(least=least, most=most):
            return _(
                "The password of a Wi-Fi has {least} to {most} letters, digits or signs."
            ).format(least=least, most=most)
        case _:
            return _about_printers(problem)


def _about_printers(problem: ShopError) -> str:
    match problem:
        case errors.PrinterMissing(printer=""):
            return _("No printer is chosen on this computer. Choose one in Settings.")
        case errors.PrinterMissing(printer=printer):
            return _(
                "The printer {printer} is not there. Check its cable, or choose another."
            ).format(printer=printer)
        case errors.PrinterOff(printer=printer):
            return _("The printer {printer} does not answer. Is it switched on?").format(
                printer=printer
            )
        case errors.PrinterOutOfPaper(printer=printer):
            return _("The printer {printer} is out of paper.").format(printer=printer)
        case errors.PrinterNotReady(printer=printer):
            return _("The printer {printer} is not ready. Is its cover closed?").format(
                printer=printer
            )
        case errors.PrinterRefused(printer=printer):
            return _("The printer {printer} did not begin to print.").format(printer=printer)
        case _:
            raise KeyError(type(problem).__name__)


def _shortened(text: str) -> str:
    return text if len(text) <= 24 else text[:21] + "…"
