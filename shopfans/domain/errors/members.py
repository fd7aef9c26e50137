"""Members: who they are, merged, forgotten."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


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
class TagTaken(ShopError):
    name: str


@dataclass(eq=False)
class TooManyTags(ShopError):
    most: int


@dataclass(eq=False)
class UnknownTag(ShopError):
    """It is not on the owner's list, or no longer."""


@dataclass(eq=False)
class UnknownMember(ShopError):
    pass


@dataclass(eq=False)
class MemberErased(ShopError):
    """She asked to be forgotten."""
