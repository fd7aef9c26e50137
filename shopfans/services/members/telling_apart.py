"""Two records that look like one person and are not: once somebody has said so, they are asked
about no more."""

from typing import NamedTuple

from shopfans.database.models import ToldApart
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import SameMember
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members.records import live_member


class Apart(NamedTuple):
    """Two people, by their records and names."""

    first: int
    second: int
    first_name: str
    second_name: str


def tell_apart(shop: Shop, *, by: Staff, first: int, second: int, request: str) -> None:
    """They are two people. Raises SameMember, UnknownMember or MemberErased."""
    _say(shop, by, first, second, request, are_two=True)


def take_back(shop: Shop, *, by: Staff, first: int, second: int, request: str) -> None:
    """They may be one person after all. Raises what tell_apart raises."""
    _say(shop, by, first, second, request, are_two=False)


def newest(shop: Shop) -> Apart | None:
    """The two who were told apart last, and are both still there."""
    with shop.reading():
        rows = shop.rows(
            "SELECT f.id, s.id, f.name, s.name FROM told_apart a "
            "JOIN member f ON f.id = a.first_id AND f.erased = 0 "
            "JOIN member s ON s.id = a.second_id AND s.erased = 0 "
            "ORDER BY a.operation_id DESC LIMIT 1"
        )
        return Apart(*rows[0]) if rows else None


def pairs(shop: Shop) -> frozenset[tuple[int, int]]:
    """Whoever was told apart, the older record first, inside a block; what was said of a record
    that was merged holds for the one that was kept."""
    rows = shop.rows(
        "SELECT COALESCE(f.into_id, a.first_id), COALESCE(s.into_id, a.second_id) "
        "FROM told_apart a LEFT JOIN merged_member f ON f.member_id = a.first_id "
        "LEFT JOIN merged_member s ON s.member_id = a.second_id"
    )
    return frozenset((min(pair), max(pair)) for pair in rows)


def _say(shop: Shop, by: Staff, first: int, second: int, request: str, *, are_two: bool) -> None:
    require(by, Right.MERGE)
    terms = settings.load(shop)
    older, newer = sorted((first, second))
    if older == newer:
        raise SameMember()
    with shop.changing(Topic.MEMBERS):
        asked = (older, newer, are_two)
        done = begin(shop, Act.TELL_APART, terms=terms, by=by, request=request, asked=asked)
        if not done.is_new:
            return
        for member in (older, newer):
            live_member(member)
        said = (ToldApart.first == older) & (ToldApart.second == newer)
        ToldApart.delete().where(said).execute()
        if are_two:
            ToldApart.insert(first=older, second=newer, operation=done.id).execute()
