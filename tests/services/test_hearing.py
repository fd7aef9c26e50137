"""What the counter hears of sign-ups."""

from collections.abc import Callable

from shopfans.database.connection import CURRENT
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.joining import hearing
from shopfans.services.joining.hearing import Arrival, News
from shopfans.services.members import finding
from tests.conftest import join
from tests.services.test_applying import ANA, accept_by_itself, apply


def listen(shop: Shop, after: int | None) -> News:
    return hearing.news(shop, after=after, most=9)


def steps_of(shop: Shop, look: Callable[[], object]) -> int:
    """How much SQLite does for it, whatever the speed of the machine."""
    steps = [0]

    def count() -> int:
        steps[0] += 1
        return 0

    with shop.reading():
        connection = CURRENT.get().connection()
        connection.set_progress_handler(count, 1)
        look()
        connection.set_progress_handler(None, 1)
    return steps[0]


def test_who_waits_is_heard_of(shop: Shop) -> None:
    apply(shop)
    apply(shop, "another", ANA._replace(name="Bo", phone="+8613911110000"))
    news = hearing.news(shop, after=None, most=1)
    assert [one.name for one in news.waiting] == ["Ana"]
    assert news.queue.length == 2
    assert news.arrived == []


def test_who_joined_without_the_cashier_is_heard_of_once(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    accept_by_itself(shop, owner)
    before = listen(shop, None)
    join(shop, cashier, "Bo", "13911110000")
    apply(shop)
    (hit,) = finding.find(shop, "ana")
    news = listen(shop, before.newest)
    assert (news.waiting, news.arrived) == ([], [Arrival(hit.id, "Ana", "13987654321")])
    assert listen(shop, news.newest).arrived == []


def test_nothing_more_is_read_where_many_are_members(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    accept_by_itself(shop, owner)
    before = listen(shop, None).newest
    apply(shop)
    few = steps_of(shop, lambda: listen(shop, before))
    for number in range(20):
        join(shop, cashier, f"Guest {number}", f"139222200{number:02}")
    before = listen(shop, None).newest
    apply(shop, "another", ANA._replace(phone="+8613911112222"))
    assert steps_of(shop, lambda: listen(shop, before)) < few + 20
