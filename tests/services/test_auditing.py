"""The audit: each truth of the books is seen to fail when it is broken, and no other with it."""

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from peewee import IntegrityError, SqliteDatabase, sqlite3

from shopfans.database import closed_days, ledger_chain, opening
from shopfans.database.connection import CURRENT
from shopfans.database.models import APPEND_ONLY, TABLES
from shopfans.database.shop import Shop
from shopfans.domain.errors import FileDamaged, Stopped
from shopfans.domain.roles import Staff
from shopfans.services.belonging import rewarding
from shopfans.services.books import auditing
from shopfans.services.books.truths.truth import Problem, Truth
from tests.services.broken import BROKEN
from tests.services.broken.ledger import UNCHAINED
from tests.services.broken.rows import WALK_IN
from tests.services.eventful_shop import eventful_shop
from tests.services.test_selling import sell


@pytest.fixture(scope="module")
def eventful(blank_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eventful_shop(blank_shop, tmp_path_factory.mktemp("eventful") / "eventful.shop")


def tampered(path: Path, statements: Sequence[str], *, chained: bool) -> None:
    """What somebody with another tool and time could do to a closed file."""
    with closing(sqlite3.connect(path)) as other:
        triggers = other.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            other.execute(f"DROP TRIGGER {name}")
        changed = [other.execute(statement).rowcount for statement in statements]
        assert 0 not in changed
        if chained:
            chain(other)
        other.commit()
    if chained:
        seal(path)


def chain(other: sqlite3.Connection) -> None:
    """Every digest made anew, so that the changed lines look untouched."""
    digest = ledger_chain.FIRST_DIGEST
    lines = other.execute(
        "SELECT e.id, o.id, o.at, o.day, o.staff_id, member_id, unit, kind, change, lot, lapses, "
        "reverses_id FROM ledger_entry e JOIN operation o ON o.id = operation_id ORDER BY e.id"
    ).fetchall()
    for said in lines:
        digest = ledger_chain.chained(digest, said)
        other.execute("UPDATE ledger_entry SET digest = ? WHERE id = ?", (digest, said[0]))


def seal(path: Path) -> None:
    """The closed days sealed anew over the changed lines."""
    db = SqliteDatabase(path, autoconnect=False)
    token = CURRENT.set(db)
    with db.connection_context(), db.atomic():
        db.execute_sql(
            "UPDATE day_close SET ledger_head = "
            "(SELECT digest FROM ledger_entry WHERE id = ledger_line) "
            "WHERE ledger_line IN (SELECT id FROM ledger_entry)"
        )
        closes = db.execute_sql("SELECT id FROM day_close ORDER BY day").fetchall()
        for table in ("closed_sale", "day_seal"):
            db.execute_sql(f"DELETE FROM {table}")
        for (close,) in closes:
            closed_days.seal(close)
    CURRENT.reset(token)


@pytest.fixture
def copy(eventful: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(eventful, tmp_path / "eventful.shop"))


def audited(path: Path) -> list[Problem]:
    shop = opening.open_shop(path)
    try:
        return auditing.problems(shop)
    finally:
        shop.close()


@pytest.mark.parametrize(
    ("truth", "statements"), BROKEN, ids=[f"{truth.value}-{len(s)}" for truth, s in BROKEN]
)
def test_a_broken_truth_is_named_and_no_other(
    copy: Path, truth: Truth, statements: list[str]
) -> None:
    tampered(copy, statements, chained=True)
    assert {problem.truth for problem in audited(copy)} == {truth}


@pytest.mark.parametrize("statements", UNCHAINED)
def test_a_ledger_line_that_was_touched_is_named(copy: Path, statements: list[str]) -> None:
    tampered(copy, statements, chained=False)
    found = audited(copy)
    assert {problem.truth for problem in found} == {Truth.DIGESTS_FOLLOW}
    assert all(problem.where.startswith(("ledger_entry ", "day_close ")) for problem in found)
    assert len(found) <= 3


def test_every_truth_can_fail() -> None:
    assert {truth for truth, _ in BROKEN} | {Truth.DIGESTS_FOLLOW} == set(Truth)


def test_the_wrong_row_is_named(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as other:
        ((walk_in,),) = other.execute(f"SELECT {WALK_IN}").fetchall()
    tampered(copy, [f"DELETE FROM payment WHERE sale_id = {walk_in}"], chained=True)
    assert audited(copy) == [Problem(Truth.PAID_IS_PAYMENTS, f"sale {walk_in}")]


def test_a_row_whose_index_does_not_know_that_its_link_is_broken_is_named(copy: Path) -> None:
    index = "FROM sqlite_schema WHERE name = 'candidate_ballot_id'"
    with closing(sqlite3.connect(copy)) as other:
        [known] = other.execute(f"SELECT * {index}").fetchall()
        other.execute("PRAGMA writable_schema = 1")
        other.execute(f"DELETE {index}")
        other.commit()
    with closing(sqlite3.connect(copy)) as other:
        other.execute("UPDATE candidate SET ballot_id = 998")
        other.execute("PRAGMA writable_schema = 1")
        other.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", known)
        other.commit()
    assert Problem(Truth.LINKS_HOLD, "candidate 1") in audited(copy)


def damage(path: Path, name: str) -> None:
    """Rubbish over the first page of a table or an index."""
    with closing(sqlite3.connect(path)) as other:
        ((page,),) = other.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)
        ).fetchall()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_a_damaged_index_is_all_that_is_told(copy: Path) -> None:
    damage(copy, "sale_member_id_day")
    assert {problem.truth for problem in audited(copy)} == {Truth.FILE_SOUND}


def test_a_damaged_table_is_called_by_its_name(copy: Path) -> None:
    damage(copy, "ledger_entry")
    shop = opening.open_shop(copy)
    with pytest.raises(FileDamaged):
        auditing.problems(shop)
    with pytest.raises(FileDamaged), shop.reading():
        list(shop.stream("SELECT * FROM ledger_entry"))
    with pytest.raises(FileDamaged):
        rewarding.statement(shop, 1)
    shop.close()


@pytest.mark.parametrize("table", [table._meta.table_name for table in APPEND_ONLY])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "REPLACE INTO {} SELECT * FROM {}"]
)
def test_what_only_grows_is_neither_changed_nor_deleted(
    copy: Path, table: str, statement: str
) -> None:
    shop = opening.open_shop(copy)
    with shop.reading():
        before = shop.rows(f"SELECT * FROM {table}")
        column = shop.rows(f"SELECT name FROM pragma_table_info('{table}')")[0][0]
    assert before
    sql = statement.format(table, *([column] * 2 if "UPDATE" in statement else [table]))
    with pytest.raises(IntegrityError, match=f"{table} only grows"), shop.changing():
        shop.rows(sql)
    with shop.reading():
        assert shop.rows(f"SELECT * FROM {table}") == before
    shop.close()


def test_everything_has_happened_in_the_shop_that_is_broken(copy: Path) -> None:
    shop = opening.open_shop(copy)
    with shop.reading():
        for table in TABLES:
            name = table._meta.table_name
            assert name == "sign_up" or shop.rows(f"SELECT COUNT(*) FROM {name}") != [(0,)], name
        kinds = shop.rows("SELECT DISTINCT kind FROM ledger_entry ORDER BY kind")
    shop.close()
    assert [kind for (kind,) in kinds] == [
        "adjust", "earn", "expire", "move", "opening", "pay_out", "redeem", "reverse", "settle",
    ]  # fmt: skip


def test_an_audit_tells_how_far_it_is_and_can_be_stopped(shop: Shop) -> None:
    told: list[tuple[int, int]] = []
    auditing.problems(shop, lambda done, total: told.append((done, total)))
    assert told == [(index, len(told)) for index in range(len(told))]
    assert len(told) > 50

    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        auditing.problems(shop, stop)


def test_the_head_of_the_ledger_moves_with_every_line(shop: Shop, cashier: Staff, mei: int) -> None:
    heads = set()
    for number in range(3):
        sell(shop, cashier, 20, f"s{number}", member=mei)
        with shop.reading():
            heads.add(ledger_chain.head())
    assert len(heads) == 3
