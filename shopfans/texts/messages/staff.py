"""The words for refusals: staff, PINs and rights."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.WrongPin():
            return _("The PIN is wrong.")
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
        case errors.PinLocked():
            return _("Wrong too often: the owner must give you a new PIN.")
        case errors.PinsDiffer():
            return _("The two PINs differ.")
        case errors.WrongRecoveryCode():
            return _("This is not the code of the newest recovery sheet.")
        case errors.LastOwner():
            return _("Somebody must stay the owner.")
        case errors.UnknownStaff():
            return _("Nobody of this name works here any more.")
        case errors.NotAllowed():
            return _("Only the owner may do this.")
        case errors.WhyMissing():
            return _("Say why.")
        case errors.NameTaken(name=name):
            return _("There is already somebody called {name}.").format(name=name)
        case _:
            return None
