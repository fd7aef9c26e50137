"""What guests say of themselves, from the owner's list: less sugar, sensitive skin, cat person."""

from collections.abc import Collection
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import MemberTag, Tag
from shopfans.database.operations import begin, note
from shopfans.database.shop import Shop
from shopfans.domain.contacts import on_one_line
from shopfans.domain.errors import (
    NameMissing,
    NameTooLong,
    TagTaken,
    TooManyTags,
    UnknownTag,
)
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members.records import live_member

LONGEST = 20
"""Characters: a tag is a word or two."""

MOST = 8
"""On the list at a time: more is not read on a phone."""


class TagRow(NamedTuple):
    id: int
    name: str


class CountedTag(NamedTuple):
    id: int
    name: str
    members: int
    """Who chose it."""


def tags(shop: Shop) -> list[TagRow]:
    """The owner's list, in the order in which it was made."""
    with shop.reading():
        return [
            TagRow(*row)
            for row in shop.rows("SELECT id, name FROM tag WHERE active = 1 ORDER BY id")
        ]


def counted(shop: Shop) -> list[CountedTag]:
    """The same with how many members chose each, which takes longer the more they are."""
    with shop.reading():
        rows = shop.rows(
            "SELECT id, name, (SELECT COUNT(*) FROM member_tag WHERE tag_id = tag.id) "
            "FROM tag WHERE active = 1 ORDER BY id"
        )
        return [CountedTag(*row) for row in rows]


def add_tag(shop: Shop, *, by: Staff, name: str, request: str) -> int:
    """A tag more on the list; one of this name that was taken off comes back.

    Raises NameMissing, NameTooLong, TagTaken or TooManyTags.
    """
    require(by, Right.SET_TERMS)
    terms, name = settings.load(shop), _tidy(name)
    with shop.changing(Topic.TERMS, Topic.MEMBERS):
        done = begin(shop, Act.KEEP_TAGS, terms=terms, by=by, request=request, asked=("add", name))
        holder = _of_name(name)
        if not done.is_new and holder is not None:
            return int(holder.id)
        if holder is not None and holder.active:
            raise TagTaken(holder.name)
        if Tag.select().where(Tag.active).count() >= MOST:
            raise TooManyTags(MOST)
        if holder is None:
            return int(Tag.insert(name=name).execute())
        Tag.update(name=name, active=True).where(Tag.id == holder.id).execute()
        return int(holder.id)


def rename_tag(shop: Shop, *, by: Staff, tag: int, name: str, request: str) -> None:
    """Another name, for everybody who chose it. Raises what add_tag raises, or UnknownTag."""
    require(by, Right.SET_TERMS)
    terms, name = settings.load(shop), _tidy(name)
    with shop.changing(Topic.TERMS, Topic.MEMBERS):
        asked = ("rename", tag, name)
        if not begin(shop, Act.KEEP_TAGS, terms=terms, by=by, request=request, asked=asked).is_new:
            return
        holder = _of_name(name)
        if holder is not None and holder.id != tag:
            raise TagTaken(holder.name)
        if Tag.update(name=name).where((Tag.id == tag) & Tag.active).execute() != 1:
            raise UnknownTag()


def retire_tag(shop: Shop, *, by: Staff, tag: int, request: str) -> None:
    """Nobody is asked for it any more and it is not shown; who chose it is kept, should it come
    back. Raises UnknownTag."""
    require(by, Right.SET_TERMS)
    terms = settings.load(shop)
    with shop.changing(Topic.TERMS, Topic.MEMBERS):
        asked = ("retire", tag)
        if (
            begin(shop, Act.KEEP_TAGS, terms=terms, by=by, request=request, asked=asked).is_new
            and Tag.update(active=False).where((Tag.id == tag) & Tag.active).execute() != 1
        ):
            raise UnknownTag()


def set_tags(shop: Shop, *, by: Staff, member: int, tags: Collection[int], request: str) -> None:
    """These tags of the list are hers, and no others of it.

    Raises UnknownMember, MemberErased or UnknownTag.
    """
    require(by, Right.ENROLL)
    terms, wanted = settings.load(shop), sorted(set(tags))
    with shop.changing(Topic.MEMBERS):
        asked = (member, wanted)
        done = begin(shop, Act.TAG, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            live_member(member)
            note(done, member=member)
            if len(on_list(wanted)) != len(wanted):
                raise UnknownTag()
            OPEN_SHOP.execute_sql(
                "DELETE FROM member_tag WHERE member_id = ? "
                "AND tag_id IN (SELECT id FROM tag WHERE active = 1)",
                (member,),
            )
            write(member, wanted)


def tags_of(shop: Shop, member: int) -> frozenset[int]:
    """Which tags of the list are hers."""
    with shop.reading():
        rows = shop.rows(
            "SELECT tag_id FROM member_tag JOIN tag ON id = tag_id "
            "WHERE member_id = ? AND active = 1",
            member,
        )
        return frozenset(tag for (tag,) in rows)


def on_list(tags: Collection[int]) -> list[int]:
    """Those of them that are on the list, inside a block."""
    if not tags:
        return []
    return [one.id for one in Tag.select(Tag.id).where(Tag.active & Tag.id.in_(tags))]


def write(member: int, tags: Collection[int]) -> None:
    """Add to hers as part of a command; what is not on the list is left out."""
    for tag in on_list(tags):
        MemberTag.insert(member=member, tag=tag).on_conflict_ignore().execute()


def _of_name(name: str) -> Tag | None:
    """The tag of this name, on the list or taken off; large and small letters are the same."""
    return next((one for one in Tag.select() if one.name.casefold() == name.casefold()), None)


def _tidy(name: str) -> str:
    plain = on_one_line(name)
    if not plain:
        raise NameMissing()
    if len(plain) > LONGEST:
        raise NameTooLong(LONGEST)
    return plain
