"""The tags of two records of one person: together, and apart again."""

from collections.abc import Collection

from shopfans.database.models import MemberTag


def join(giver: int, taker: int) -> dict[str, list[int]]:
    """The other record's tags, and those of them that are new to the one that is kept."""
    hers, has = _tags(giver), _tags(taker)
    _drop(giver, hers)
    _add(taker, hers - has)
    return {"hers": sorted(hers), "new": sorted(hers - has)}


def part(tags: dict[str, list[int]], kept: int, gone: int) -> None:
    """Each has the tags she had; those set since stay with the kept record."""
    _drop(kept, tags["new"])
    _add(gone, tags["hers"])


def _tags(member: int) -> set[int]:
    rows = MemberTag.select(MemberTag.tag).where(MemberTag.member == member)
    return {tag for (tag,) in rows.tuples()}


def _add(member: int, tags: Collection[int]) -> None:
    for tag in tags:
        MemberTag.insert(member=member, tag=tag).on_conflict_ignore().execute()


def _drop(member: int, tags: Collection[int]) -> None:
    chosen = (MemberTag.member == member) & MemberTag.tag.in_(list(tags))
    MemberTag.delete().where(chosen).execute()
