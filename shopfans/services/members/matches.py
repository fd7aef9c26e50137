"""Which members a piece of a name, pinyin, initials or number is of, the closest first."""

import json
from collections.abc import Iterable
from string import ascii_lowercase

from shopfans.database.models import NUMBER_ENDS
from shopfans.database.shop import Shop

MOST_HITS = 50

_FEW = 2_000
"""So many matches are sorted by recency in a few milliseconds; for more, the recency index is
walked instead."""

_ALIKE = 600
"""No more are called just what was typed; what more have in common is how their names end."""

_NO_INITIALS = frozenset("iuv")
"""No syllable begins with these."""

_LAST = "\U0010ffff"

_WITHIN = "key >= ?1 AND key < ?2"

_BY_NAME = f"""(
    SELECT MIN(CASE
        WHEN EXISTS (
            SELECT 1 FROM member_key more WHERE more.member_id = piece.member_id
            AND more.key >= 'a' AND more.key < ?3
            AND length(more.key) > length(piece.key)
            AND substr(more.key, -length(piece.key)) = piece.key)
        THEN 2 ELSE piece.key <> ?1 END)
    FROM member_key piece INDEXED BY member_key_member_id_key
    WHERE member_id = member.id AND {_WITHIN})"""
"""0: a whole name, pinyin or initials are just that; 1: they begin so; 2: it is inside. Whole is
what no longer key of hers ends with."""

_BY_NUMBER = """(
    NOT EXISTS (SELECT 1 FROM member_key WHERE key = ?1 AND member_id = member.id)
    AND NOT EXISTS (SELECT 1 FROM member_number WHERE member_id = member.id
                    AND substr(digits, -length(?1)) = ?1))"""
"""0: her number ends so; 1: it goes on."""


def matching(sought: str) -> tuple[str, tuple[str, ...]]:
    """The query for the ids of all of them, and its values; some stand in it twice."""
    queries = ["SELECT member_id FROM member_key WHERE key >= ? AND key < ?"]
    if sought.isdecimal():
        queries.append(f"{_NUMBER} WHERE digits >= ? AND digits < ?")
        queries += [
            f"{_NUMBER} WHERE substr(digits, -{length}) >= ? AND substr(digits, -{length}) < ? "
            f"AND length(digits) > {length}"
            for length in NUMBER_ENDS if length >= len(sought)
        ]  # fmt: skip
    return " UNION ALL ".join(queries), _range(sought) * len(queries)


def closest(shop: Shop, sought: str, tag: int | None) -> list[int]:
    """At most 50 members, inside a block: first whose name, pinyin or initials are just what was
    typed, or whose number ends so; then whose name, pinyin or initials begin so; then who has it
    anywhere inside. Among equals who was here last stands first.

    Of more than 50, whoever is called just that is among them, and the others were here last; of a
    single letter, which says little, they are not told apart.
    """
    query, values = matching(sought)
    count = _count(shop, query, *values)
    if count <= MOST_HITS:
        matches = {one for (one,) in shop.rows(query, *values)}
        return [one for one, _far in _ranked(shop, matches, sought, tag)]
    called = _called(shop, sought, tag)
    if sought[0].isdecimal() or (sought.isascii() and len(sought) == 1):
        others = newest(shop, sought, tag, are_few=count <= _FEW)
        return list(dict.fromkeys([*called, *others]))[:MOST_HITS]
    ranked = _ranked(shop, called, sought, tag) if called else []
    if sum(not far for _one, far in ranked) < MOST_HITS:
        near = {*called, *newest(shop, sought, tag, are_few=count <= _FEW)}
        ranked = _ranked(shop, near, sought, tag)
    return [one for one, _far in ranked]


def chosen(tag: int | None) -> str:
    """A condition more: she chose this tag."""
    if tag is None:
        return ""
    return f"AND id IN (SELECT member_id FROM member_tag WHERE tag_id = {int(tag)})"


def _chosen_by_many(shop: Shop, tag: int | None) -> str:
    """The same for a walk that ends with the first few: who chose a tag that many chose is asked
    one by one."""
    if _count(shop, "SELECT 1 FROM member_tag WHERE tag_id = ?", tag) <= _FEW:
        return chosen(tag)
    return (
        "AND EXISTS (SELECT 1 FROM member_tag "
        f"WHERE member_id = member.id AND tag_id = {int(tag or 0)})"
    )


def _ranked(
    shop: Shop, members: Iterable[int], sought: str, tag: int | None
) -> list[tuple[int, int]]:
    """The 50 closest of these members, and how far from it each one is."""
    far = _BY_NUMBER if sought[0].isdecimal() else _BY_NAME
    query = f"""
        SELECT id, {far} AS far FROM member
        WHERE id IN (SELECT value FROM json_each(?4)) {chosen(tag)}
        ORDER BY far, last_visit DESC, id DESC LIMIT {MOST_HITS}"""
    end = "{" if sought[0] in ascii_lowercase else _LAST
    return shop.rows(query, *_range(sought), end, json.dumps(list(members)))


def newest(shop: Shop, sought: str, tag: int | None, *, are_few: bool) -> list[int]:
    """The 50 of all matches who were here last."""
    if are_few:
        query, values = matching(sought)
        condition, order = f"id IN ({query})", "last_visit DESC, id DESC"
    else:
        condition, order, values = _NAMED_SO, "last_visit DESC", _range(sought)
        if sought.isdecimal():
            condition, values = f"({_NAMED_SO} OR {_NUMBERED_SO})", (*values, sought)
    found = shop.rows(
        f"SELECT id FROM member WHERE {condition} {_chosen_by_many(shop, tag)} "
        f"ORDER BY {order} LIMIT {MOST_HITS}",
        *values,
    )
    return [one for (one,) in found]


def _called(shop: Shop, sought: str, tag: int | None) -> list[int]:
    """The 50 who were here last of whoever is called just that, and of some who have it at the end
    of their names: not of their initials, where one letter more stands before it."""
    if sought.isascii() and len(sought) == 1:  # hardly anybody, and how most names end
        return []
    query, values = _just(sought)
    alike = _count(shop, query, *values)
    is_initials = sought.isascii() and sought.isalpha() and not _NO_INITIALS & set(sought)
    if not alike or (alike > _ALIKE and not is_initials):
        return []
    if is_initials:
        query += _NO_LONGER
        values = (*values, json.dumps([one + sought for one in ascii_lowercase]))
    found = shop.rows(f"{query} LIMIT {_ALIKE + 1}", *values)
    if len(found) > _ALIKE:
        return []
    newest = shop.rows(
        f"SELECT id FROM member WHERE id IN (SELECT value FROM json_each(?)) {chosen(tag)} "
        f"ORDER BY last_visit DESC, id DESC LIMIT {MOST_HITS}",
        json.dumps([one for (one,) in found]),
    )
    return [one for (one,) in newest]


def _just(sought: str) -> tuple[str, tuple[str, ...]]:
    """The query for whose name or number is or ends with just that, and its values."""
    queries = ["SELECT member_id FROM member_key WHERE key = ?"]
    if sought.isdecimal():
        queries.append(f"{_NUMBER} WHERE digits = ?")
        if (length := len(sought)) in NUMBER_ENDS:
            queries.append(
                f"{_NUMBER} WHERE substr(digits, -{length}) = ? AND length(digits) > {length}"
            )
    return " UNION ALL ".join(queries), (sought,) * len(queries)


def _count(shop: Shop, query: str, *values: object) -> int:
    """How many it finds, or one more than are few."""
    [(count,)] = shop.rows(f"SELECT COUNT(*) FROM ({query} LIMIT {_FEW + 1})", *values)
    return int(count)


def _range(sought: str) -> tuple[str, str]:
    """What begins so."""
    return sought, sought + _LAST


_NUMBER = "SELECT member_id FROM member_number"
_NAMED_SO = f"""EXISTS (
    SELECT 1 FROM member_key INDEXED BY member_key_member_id_key
    WHERE member_id = member.id AND {_WITHIN})"""
_NUMBERED_SO = f"""EXISTS (
    SELECT 1 FROM member_number WHERE member_id = member.id
    AND instr(digits, ?3) BETWEEN 1 AND MAX(1, length(digits) - {NUMBER_ENDS[0] - 1}))"""
"""But for what begins among the last three digits."""
_NO_LONGER = """
    AND member_id NOT IN (
        SELECT member_id FROM member_key WHERE key IN (SELECT value FROM json_each(?)))"""
"""Of whose initials no letter more stands before it."""
