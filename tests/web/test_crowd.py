"""Many phones at once, slow ones and hostile ones: small crowds here, large ones are measured."""

from random import Random

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.joining import applying, linking
from shopfans.services.members import tagging
from shopfans.web.server import SignUpServer
from tests.conftest import join
from tests.web.crowd import dawdle, mutate, mutated, sign_up


def test_every_one_of_fifty_phones_at_once_is_kept(shop: Shop, server: SignUpServer) -> None:
    met = sign_up(server.url, 50)
    assert met.statuses == {"303": 50}
    kept = applying.pending(shop)
    assert sorted(form.name for form in kept) == sorted(f"客人{number}" for number in range(50))
    assert len({form.phone for form in kept}) == 50


def test_guests_come_in_past_a_slow_crowd(server: SignUpServer) -> None:
    assert len(dawdle(server.url, 120, 1.2).waits) >= 2


def test_mutated_requests_tell_nothing(shop: Shop, server: SignUpServer, mei: int) -> None:
    met = mutate(server.url, 1_200, 7, ["王小美", "13812345678", str(shop.path)])
    assert met.suspicious == []
    assert sum(met.statuses.values()) == 1_200
    assert {status[0] for status in met.statuses} <= {"2", "3", "4", "n"}


def test_mutated_requests_to_her_own_page_tell_nothing_of_others(
    shop: Shop, server: SignUpServer, owner: Staff, cashier: Staff, mei: int
) -> None:
    join(shop, cashier, "Nobody Else", "13900001111")
    tagging.add_tag(shop, by=owner, name="cat", request="t")
    url = f"{server.url}/me/{linking.give(shop, by=owner, member=mei, request='link')}"
    met = mutate(url, 600, 8, ["13812345678", "Nobody Else", "13900001111", str(shop.path)])
    assert met.suspicious == []
    assert sum(met.statuses.values()) == 600
    assert met.statuses["200"] > 4  # most are refused
    assert {status[0] for status in met.statuses} <= {"2", "3", "4", "n"}


def test_mutations_are_the_same_for_the_same_seed() -> None:
    right = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    assert [mutated(right, Random(3)) for _ in range(2)] == [mutated(right, Random(3))] * 2
