from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff


def card_holder(shop: Shop, code: str) -> int | None:
    return None


def bind_card(shop: Shop, *, by: Staff, code: str, member: int, request: str) -> None:
    pass
