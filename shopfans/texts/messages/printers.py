"""The words for refusals: printers. Nothing is lost: what was to be printed waits."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
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
            return None
