"""The words for refusals: sign-up, her own page, and ballots."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.CameraNotInstalled():
            return _(
                "Reading by camera is not installed on this computer: it is the extra “camera”."
            )
        case errors.CameraMissing():
            return _("This computer has no camera, or it is not plugged in.")
        case errors.CameraBusy():
            return _(
                "The camera gives no picture: close the other program that uses it, or allow it."
            )
        case errors.ConsentMissing():
            return _("Without her consent we may not keep her data.")
        case errors.TooYoung(years=years):
            return _("Who is younger than {years} cannot join by herself.").format(years=years)
        case errors.WordsMissing():
            return _("Please write what she agrees to.")
        case errors.WordsTooLong(most=most):
            return _("This is too long to be read: {most} characters at most.").format(most=most)
        case errors.SignUpGone():
            return _("Somebody has dealt with this sign-up already.")
        case errors.TooManySignUps():
            return _("Too many people are signing up right now. Please ask at the counter.")
        case errors.LinkUnknown():
            return _("This page is not here. Please ask at the counter.")
        case errors.TooOften():
            return _("That was too often. Please try again in a minute.")
        case errors.BallotOver():
            return _("This ballot is over.")
        case errors.BallotOpen():
            return _("A ballot is running. Close it first.")
        case errors.TooFewCandidates(least=least, most=most):
            return _("A ballot has {least} to {most} candidates.").format(least=least, most=most)
        case errors.CandidateTwice(name=name):
            return _("{name} is there twice.").format(name=name)
        case errors.BadPicture():
            return _("This picture cannot be read. Choose a JPEG or PNG file.")
        case errors.FormTooOld():
            return _("This form was open for a long time. Please check it and send it once more.")
        case _:
            return None
