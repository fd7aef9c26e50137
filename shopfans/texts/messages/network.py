"""The words for refusals: the network of the shop."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.CannotServe(address=address):
            return _(
                "Phones cannot reach this computer at {address}. Check that it is on the shop's "
                "Wi-Fi."
            ).format(address=address)
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
            return None
