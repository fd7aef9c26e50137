"""How a file becomes an open shop: made, checked, brought up to date, or refused in words."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from peewee import sqlite3
from playhouse.migrations import Runner

from shopfans.database.connection import APPLICATION_ID, CURRENT, database
from shopfans.database.shop import Shop, utc_now
from shopfans.database.trouble import in_our_words
from shopfans.domain.errors import CannotWrite, FileExists, NewerFile, NotAShop

MIGRATIONS = Path(__file__).parent / "migrations"


def latest_version() -> int:
    """The number of the newest migration: the version of the files this program writes."""
    return max(int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.py"))


def create(path: Path, *, now: Callable[[], datetime] = utc_now) -> Shop:
    """A new, empty shop in a file that did not exist. Raises FileExists or CannotWrite."""
    if path.exists():
        raise FileExists(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError:
        raise CannotWrite(path.parent) from None
    try:
        _migrate(path)
        return Shop(path, now=now)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_shop(path: Path, *, now: Callable[[], datetime] = utc_now) -> Shop:
    """The shop in an existing file, brought up to date. Raises NotAShop, NewerFile or
    CannotWrite."""
    version = _version(path)
    if version > latest_version():
        raise NewerFile(path, version)
    try:
        with path.open("ab"), (path.parent / f".{path.name}.try").open("wb") as trial:
            Path(trial.name).unlink()
    except OSError:
        raise CannotWrite(path) from None
    if version < latest_version():
        _migrate(path)
    return Shop(path, now=now)


def _version(path: Path) -> int:
    """Read without leaving a trace in a file that may not be ours."""
    if not path.is_file():
        raise NotAShop(path)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        raise NotAShop(path) from None
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        raise NotAShop(path) from None
    finally:
        connection.close()
    if application != APPLICATION_ID:
        raise NotAShop(path)
    return version


def _migrate(path: Path) -> None:
    db = database(path)
    token = CURRENT.set(db)
    try:
        with in_our_words(), db.connection_context():
            Runner(db, str(MIGRATIONS)).up()
            db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute_sql(f"PRAGMA user_version = {latest_version()}")
            db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        CURRENT.reset(token)
