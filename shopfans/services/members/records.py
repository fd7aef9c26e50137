"""A member's row as other use cases need it: there still, whose it is by now, her birthday."""

from shopfans.database.models import Member, MergedMember, SignUp
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import MemberErased, UnknownMember


def live_member(member_id: int) -> Member:
    """The member's row, inside a block. Raises UnknownMember or MemberErased."""
    # written out: for peewee to write it takes longer than to read her
    member: Member | None = next(
        iter(Member.raw("SELECT * FROM member WHERE id = ?", member_id)), None
    )
    if member is None:
        raise UnknownMember()
    if member.erased:
        raise MemberErased()
    return member


def heir(member: int) -> int:
    """Whom the codes of a record lead to that was merged with another."""
    into = MergedMember.get_or_none(MergedMember.member == member)
    return member if into is None else int(into.into_id)


def birthday_of(
    month: int | None, day: int | None, year: int | None, lunar: int, leap: int
) -> Birthday | None:
    """As its five columns say it."""
    if month is None or day is None:
        return None
    return Birthday(month, day, year, bool(lunar), bool(leap))


def birthday_in(row: Member | SignUp) -> Birthday | None:
    return birthday_of(
        row.birth_month, row.birth_day, row.birth_year, row.birth_lunar, row.birth_leap
    )


def birth_columns(birthday: Birthday | None) -> dict[str, int | None]:
    """What the columns of a row hold for this birthday, or for none."""
    columns = ("birth_month", "birth_day", "birth_year", "birth_lunar", "birth_leap")
    return dict(zip(columns, birthday or (None, None, None, 0, 0), strict=True))
