"""Before an import is taken back there is a backup; it is taken back as a whole or not at all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import GoodsUsed, ImportUndone, ImportUsed, Stopped
from shopfans.domain.roles import Staff
from shopfans.services.backups import backing_up
from shopfans.services.bringing import undoing
from shopfans.services.bringing.past import past_undoing
from shopfans.services.goods import pricing, unstocking
from shopfans.services.members import finding, noting
from tests.services.member_lists import brought as members_brought
from tests.services.test_past_sales import take
from tests.services.test_stocking import take as goods_taken
from tests.services.test_stocking import tried as goods_tried
from tests.services.undone import differing, pages

Undoing = Callable[..., int]


def _members(shop: Shop, by: Staff, folder: Path) -> Undoing:
    return partial(undoing.undo, shop, by=by, batch=members_brought(shop, by, folder))


def _sales(shop: Shop, by: Staff, folder: Path) -> Undoing:
    take(shop, by, folder)
    return partial(past_undoing.undo, shop, by=by, batch=1)


def _goods(shop: Shop, by: Staff, folder: Path) -> Undoing:
    goods_taken(shop, by, goods_tried(shop, by, folder, "品名,售价\n咖啡,9\n"))
    return partial(unstocking.undo, shop, by=by, batch=1)


@pytest.fixture(params=[_members, _sales, _goods])
def undo_it(request: pytest.FixtureRequest, shop: Shop, owner: Staff, tmp_path: Path) -> Undoing:
    """An import of each kind, and what takes it back."""
    taken: Undoing = request.param(shop, owner, tmp_path)
    return taken


def stop_at_once(done: int, total: int) -> None:
    raise Stopped()


def _made_before_undoing(shop: Shop) -> int:
    return sum(one.stamp.why is Why.UNDO for one in backing_up.here(shop.path))


def test_before_an_import_is_undone_the_shop_is_backed_up(shop: Shop, undo_it: Undoing) -> None:
    for _ in range(2):
        undo_it(request="the same press, sent twice")
    assert _made_before_undoing(shop) == 1
    with pytest.raises(ImportUndone):
        undo_it(request="another")
    assert _made_before_undoing(shop) == 1


def test_stopped_at_any_moment_nothing_is_taken_back(
    shop: Shop, owner: Staff, undo_it: Undoing
) -> None:
    before = pages(shop, owner)

    def stop_in_the_end(done: int, total: int) -> None:
        if done == total and len(backing_up.here(shop.path)) == made + 1:
            raise Stopped()

    made = len(backing_up.here(shop.path))
    for progress in (stop_at_once, stop_in_the_end):
        with pytest.raises(Stopped):
            undo_it(request=new_request(), progress=progress)
    assert _made_before_undoing(shop) == 1
    assert differing(before, pages(shop, owner)) == {}


def test_what_cannot_be_undone_is_refused_before_a_backup_is_made(
    shop: Shop, owner: Staff, undo_it: Undoing
) -> None:
    if pricing.goods(shop):
        pricing.retire_good(shop, by=owner, good=1, request="used")
    else:
        member = finding.members_in_order(shop, "joined", descending=False)[0]
        noting.set_note(shop, by=owner, member=member, note="靠窗", request="used")
    with pytest.raises((ImportUsed, GoodsUsed)):
        undo_it(request="u")
    assert _made_before_undoing(shop) == 0
