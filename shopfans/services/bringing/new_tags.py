"""Tags that a list of members puts on the owner's list, and that go with it when it is undone."""

import json
from collections.abc import Iterable

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import Tag
from shopfans.database.operations import Done, note
from shopfans.domain.kinds import Act

_PREFIX = "tag "
"""Before the number of one, in what is kept with the operation."""


def put_on_list(done: Done, names: Iterable[str]) -> None:
    """As part of an import: those that are new, and those that the owner had taken off.

    What undoing needs is kept with the operation: who chose it by then, or None for a new one.
    """
    folded = {tag.name.casefold(): int(tag.id) for tag in Tag.select()}
    put: dict[str, int | None] = {}
    for name in names:
        tag = folded.get(name.casefold())
        if tag is None:
            put[f"{_PREFIX}{Tag.insert(name=name).execute()}"] = None
        else:
            put[f"{_PREFIX}{tag}"] = _chosen_by(tag)
            Tag.update(active=True).where(Tag.id == tag).execute()
    if put:
        note(done, said=put)


def take_off_list(batch: int) -> None:
    """As part of undoing an import, once its members are gone: whatever an undone list had put
    there, unless somebody chose it since, the owner changed the list, or another import put it."""
    rows = OPEN_SHOP.execute_sql(_PUT, (batch,)).fetchall()
    standing = {tag for is_undone, said in rows if not is_undone for tag, _had in _read(said)}
    for is_undone, said in rows:
        for tag, had in _read(said) if is_undone else ():
            if tag in standing or _chosen_by(tag) > (had or 0):
                continue
            if had is None:
                Tag.delete().where(Tag.id == tag).execute()
            else:
                Tag.update(active=False).where(Tag.id == tag).execute()


def _read(said: str) -> list[tuple[int, int | None]]:
    facts = json.loads(said)
    return [(int(key.removeprefix(_PREFIX)), had) for key, had in facts.items()]


def _chosen_by(tag: int) -> int:
    [(members,)] = OPEN_SHOP.execute_sql(_CHOSEN_BY, (tag,)).fetchall()
    return int(members)


_CHOSEN_BY = "SELECT COUNT(*) FROM member_tag WHERE tag_id = ?"
_PUT = f"""
    SELECT b.undone_id IS NOT NULL OR b.id = ?, t.said
    FROM member_import b JOIN trace t ON t.operation_id = b.operation_id
    WHERE NOT EXISTS (
        SELECT 1 FROM operation WHERE act = '{Act.KEEP_TAGS.value}' AND id > b.operation_id)
    ORDER BY b.id DESC"""
