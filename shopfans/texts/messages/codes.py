"""The words for refusals: codes that are scanned, and goods."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.messages.shortening import shortened


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.UnknownCode(text=text):
            return _("This shop has not given out the code {code}.").format(code=shortened(text))
        case errors.PaymentCode():
            return _("This is a payment code. Scan it with the payment terminal.")
        case errors.WebAddress():
            return _("This code leads to a web page. It is not from this shop.")
        case errors.CodeTooLong():
            return _("This code is too long to be one of this shop's.")
        case errors.NotACode():
            return _("This is not a code of this shop. Please scan it once more.")
        case errors.UnknownBarcode(text=text):
            return _("No item has the barcode {code}.").format(code=shortened(text))
        case errors.GoodOffSale(name=name):
            return _("{name} is off sale.").format(name=name)
        case errors.UnknownGood():
            return _("This item does not exist.")
        case errors.BadBarcode():
            return _(
                "A barcode has letters, digits and - . / only, and 40 of them at most. Codes for "
                "paying are none."
            )
        case errors.BarcodeIsOurs():
            return _(
                "This is a code of the shop's own: scanned, it would be taken for a member or a "
                "coupon."
            )
        case errors.BarcodeTaken(name=name):
            return _("{name} has this barcode already.").format(name=name)
        case errors.BarcodeCutShort():
            return _(
                "The spreadsheet has rounded this barcode. Format the column as text there, and "
                "enter "
                "it again."
            )
        case errors.CodeTooOld():
            return _(
                "This code is too old. Ask her to show her page once more: it makes a new one."
            )
        case errors.CodeOfElsewhere():
            return _(
                "This code is not from this shop, or from before its last restore. Ask her to "
                "open her "
                "page on the shop's Wi-Fi."
            )
        case errors.CodeSpent():
            return _(
                "This code has served for another sale. Her page shows a new one within half a "
                "minute."
            )
        case errors.CardUnknown():
            return _("This card was not printed by this shop.")
        case errors.CardBound(name=name):
            return _("This card belongs to {name} already.").format(name=name)
        case _:
            return None
