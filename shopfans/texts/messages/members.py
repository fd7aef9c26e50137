"""The words for refusals: members: who they are, merged, forgotten."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.NameMissing():
            return _("Please enter a name.")
        case errors.NameTooLong(most=most):
            return _("The name is too long: {most} characters at most.").format(most=most)
        case errors.BadPhone():
            return _("This is not a phone number.")
        case errors.PhoneMissing():
            return _("There is no phone number, by which a member is known.")
        case errors.PhoneCutShort():
            return _(
                "The spreadsheet has rounded this number: format its column as text, enter it "
                "again."
            )
        case errors.PhoneTaken(name=name):
            return _("This phone number belongs to {name} already.").format(name=name)
        case errors.SameMember():
            return _("This is one and the same member.")
        case errors.MergeOver():
            return _("A merge is undone on its own day, once, and the last one of a member first.")
        case errors.MergeUsed():
            return _(
                "Points, a coupon or a sale that came with the other record were used since: this "
                "merge stays."
            )
        case errors.BadBirthday():
            return _("This is not a birthday. Type it like 1990-08-15, 08-15 or lunar 8-15.")
        case errors.TagTaken(name=name):
            return _("“{name}” is on the list already.").format(name=name)
        case errors.TooManyTags(most=most):
            return _("The list holds {most} at most. Take one off first.").format(most=most)
        case errors.UnknownTag():
            return _("This tag is not on the list any more.")
        case errors.UnknownMember():
            return _("This member does not exist.")
        case errors.MemberErased():
            return _("This member asked to be forgotten; her data is gone.")
        case _:
            return None
