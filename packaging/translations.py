"""The catalogues of what people read: `update` after new words, translate, `compile`; `check`."""

import ast
import sys
from collections.abc import Collection, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import IO, Any

import click
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
STRICT = {"**.html": {"silent": "false"}}  # else a slip in a page hides all of its words
KEYWORDS = {"_": None, "ngettext": (1, 2)}
LANGUAGES = ("zh_CN", "zh_TW")


@click.group(help=__doc__)
def main() -> None:
    pass


@main.command()
def extract() -> None:
    """Print every message that stands in the code and in the phone pages."""
    write(sys.stdout.buffer, messages())


@main.command()
def update() -> None:
    """Take new messages into each .po and drop those nobody says any more."""
    for language in LANGUAGES:
        catalogue = catalogue_of(language)
        catalogue.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
        po(language).parent.mkdir(exist_ok=True)
        with po(language).open("wb") as file:
            write(file, catalogue)
        left = sum(not is_translated(message) for message in catalogue if message.id)
        click.echo(f"{language}: {left} of {len(catalogue)} to translate")


@main.command("compile")
def compile_() -> None:
    """Write each .mo from its .po."""
    for language in LANGUAGES:
        mo(language).write_bytes(compiled(catalogue_of(language)))


@main.command()
def check() -> None:
    """Fail, a line for each, where a message is missing, unsure, stale or lost a placeholder."""
    problems = [problem for language in LANGUAGES for problem in problems_of(language)]
    if problems:
        sys.exit("\n".join(problems))
    click.echo(f"{len(messages())} messages, complete in {' and '.join(LANGUAGES)}")


@cache
def messages() -> Catalog:
    """What stands in the code, untranslated."""
    said = Catalog(fuzzy=False)
    for file, line, message, *_ in extract_from_dir(ROOT, SOURCES, STRICT, KEYWORDS):
        said.add(message, locations=[(file, line)])
    return said


def said_in_python(
    file: IO[bytes], keywords: Collection[str], *_tags: object, **_options: object
) -> Iterator[tuple[int, str, list[str | None], list[str]]]:
    """For Babel, whose own ear for f-strings depends on the Python it runs on."""
    calls = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id in keywords:
            yield call.lineno, call.func.id, [literal(text) for text in call.args], []


def literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


SOURCES: list[tuple[str, Any]] = [
    ("shopfans/**.py", said_in_python),
    ("ui/**.py", said_in_python),
    ("resources/**.html", "jinja2"),
]


def catalogue_of(language: str) -> Catalog:
    """What the .po holds; nothing if there is none yet."""
    if not po(language).exists():
        return Catalog(language, project="ShopFans", header_comment="# ShopFans", fuzzy=False)
    with po(language).open("rb") as file:
        return read_po(file, language)


def write(file: IO[bytes], catalogue: Catalog) -> None:
    write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)


def compiled(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def problems_of(language: str) -> Iterator[str]:
    catalogue, said = catalogue_of(language), messages()
    for message in said:
        if message.id and message.id not in catalogue:
            yield f"{language}: not in the catalogue, run update: {message.id!r}"
    for message in catalogue:
        if message.id and (problem := problem_of(message, said)):
            yield f"{language}: {problem}: {message.id!r}"
    if not mo(language).exists() or mo(language).read_bytes() != compiled(catalogue):
        yield f"{language}: the .mo is not made from the .po, run compile"


def problem_of(message: Message, said: Catalog) -> str:
    if message.id not in said:
        return "nobody says this any more, run update"
    if not is_translated(message):
        return "not translated"
    if message.fuzzy:
        return "marked as unsure"
    wanted = placeholders(forms(message.id)[-1])
    if any(placeholders(form) != wanted for form in forms(message.string)):
        return "other {placeholders}"
    return ""


def is_translated(message: Message) -> bool:
    return all(forms(message.string))


def placeholders(text: str) -> set[str]:
    """The names in braces; a text that cannot be filled in has one that nobody knows."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """One text, or one for each number a language tells apart."""
    return list(text) if isinstance(text, (tuple, list)) else [text or ""]


def po(language: str) -> Path:
    return ROOT / "resources" / "i18n" / f"{language}.po"


def mo(language: str) -> Path:
    return po(language).with_suffix(".mo")


if __name__ == "__main__":
    main()
