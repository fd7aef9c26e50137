"""Session cards that a list speaks of, beside those that the shop sells."""

from collections.abc import Iterable
from typing import NamedTuple

from shopfans.domain.errors import CardKindUnknown, CardsAlready, ServiceUnclear
from shopfans.domain.session_cards import CardTerms, worth
from shopfans.services.bringing.cells import CardSaid
from shopfans.services.sessions.brought import CardBrought
from shopfans.services.sessions.offering import KindRow


class CardBefore(NamedTuple):
    """What an import brought before."""

    kind: int | None
    service: str
    sessions: int
    until: str | None
    value: int
    """Fen."""


class Cards:
    """Finds what a row means; of several kinds of one name it is that on sale, then the newest."""

    def __init__(self, kinds: Iterable[KindRow]) -> None:
        self._kinds: dict[str, KindRow] = {}
        for kind in kinds:
            self._kinds.setdefault(kind.terms.name.casefold(), kind)

    def meant(self, said: CardSaid) -> CardBrought:
        """What she paid is by the card's price, if the row does not tell. Raises CardKindUnknown or
        ServiceUnclear."""
        kind = self._kinds.get(said.name.casefold())
        if kind is None:
            raise CardKindUnknown(said.name)
        terms = kind.terms
        at = _place(terms, said.service)
        value = said.worth
        if value is None:
            value = worth(terms.values()[at], terms.parts[at].sessions, said.sessions)
        part = terms.parts[at]._replace(sessions=said.sessions)
        return CardBrought(kind.id, terms, part, said.until, value)


def is_before(card: CardBrought, said: CardSaid, before: list[CardBefore]) -> bool:
    """Whether the very same sessions were brought in; they are taken off those before. Raises
    CardsAlready if it was others."""
    until = card.until.isoformat() if card.until else None
    for one in before:
        if one[:4] == (card.kind, card.part.name, card.part.sessions, until) and (
            said.worth is None or said.worth.fen == one.value
        ):
            before.remove(one)
            return True
    raise CardsAlready(sum(one.sessions for one in before))


def _place(terms: CardTerms, service: str) -> int:
    names = [part.name.casefold() for part in terms.parts]
    if service.casefold() in names:
        return names.index(service.casefold())
    if len(names) > 1:
        raise ServiceUnclear(terms.name, tuple(part.name for part in terms.parts))
    return 0
