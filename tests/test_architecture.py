"""The arrows, the tree and the words hold, whoever adds the next file."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts.messages import message

ROOT = Path(__file__).parent.parent
TOP = {
    *("shopfans", "ui", "resources", "tests", "packaging", "main.py", "pyproject.toml"),
    *("README.md", "LICENSE", "CHANGELOG.md"),
}
OF_THE_DOMAIN = sys.stdlib_module_names | {"phonenumbers", "pypinyin", "borax"}
# put together here, so that this file does not hold what it looks for
ELSEWHERE = [
    *(".".join(host) for host in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")]),
    *("/" + folder + "/" for folder in ("work", "root", "home")),
]
FACTS: dict[Any, Any] = {
    int: 3,
    str: "x",
    date: date(2026, 3, 10),
    datetime: datetime(2026, 3, 10, 2, 0, tzinfo=UTC),
    Path: Path("our.shop"),
    tuple[int, ...]: (0, 3),
    tuple[str, ...]: ("x", "y"),
}


def our_files() -> list[str]:
    """What is in the repository or would be taken into it."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout: git cannot list the files")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_arrows_point_down() -> None:
    # in a process of its own: the linter switches off every log that exists
    lint = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"],
        check=False, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_know_no_library_but_calendars_phones_and_pinyin() -> None:
    for file in (ROOT / "shopfans" / "domain").rglob("*.py"):
        for name in imported(file):
            assert name.startswith("shopfans.domain") or name.split(".")[0] in OF_THE_DOMAIN, file


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports from where it lies"
            yield node.module or ""


def test_packaging_is_no_package() -> None:
    """It would shadow the well-known library of that name."""
    assert list((ROOT / "packaging").rglob("__init__.py")) == []


def test_nothing_new_at_the_top() -> None:
    top = {name.split("/")[0] for name in our_files()}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_no_file_speaks_of_other_hosts_or_of_one_computer() -> None:
    for name in our_files():
        contents = (ROOT / name).read_bytes()
        assert [word for word in ELSEWHERE if word.encode() in contents] == [], name


def refusals(of: type[ShopError] = ShopError) -> Iterator[type[ShopError]]:
    for refusal in of.__subclasses__():
        yield refusal
        yield from refusals(refusal)


@pytest.mark.parametrize(
    "refusal", [r for r in refusals() if r.__module__.startswith(errors.__name__)]
)
def test_every_refusal_has_words(refusal: type[ShopError]) -> None:
    types = get_type_hints(refusal)
    facts = {field.name: FACTS[types[field.name]] for field in fields(refusal)}  # type: ignore[arg-type]  # all are
    words = message(refusal(**facts), Terms("甜甜"))
    assert words
    assert "{" not in words
