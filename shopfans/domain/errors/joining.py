"""Sign-up, her own page, and ballots."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


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
class ConsentMissing(ShopError):
    pass


@dataclass(eq=False)
class TooYoung(ShopError):
    """She says that she has not lived so many years; her parents would have to consent."""

    years: int


@dataclass(eq=False)
class WordsMissing(ShopError):
    """Nobody can agree to nothing."""


@dataclass(eq=False)
class WordsTooLong(ShopError):
    most: int


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
