"""Rows as a table for people, or as CSV or JSON for other programs."""

import csv
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence

import click

from shopfans.services.exporting.formulas import harmless
from shopfans.texts import _

Cell = str | int | float | None
Row = Mapping[str, Cell]

FORMS = ("table", "csv", "json")


def form_option() -> click.Option:
    return click.Option(
        ["--format", "form"],
        type=click.Choice(FORMS),
        default="table",
        show_default=True,
        help=_("For people, or for other programs."),
    )


def json_option() -> click.Option:
    return click.Option(
        ["--json", "as_data"], is_flag=True, help=_("Say it as JSON, for other programs.")
    )


def day_option() -> click.Option:
    """The day a list is of."""
    return click.Option(
        ["--on"],
        type=click.DateTime(["%Y-%m-%d"]),
        metavar=_("DAY"),
        help=_("The day, also one in the past; today if not given."),
    )


def as_json(rows: Sequence[Row]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """With a heading, even if nothing stands under it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {name: harmless(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
        )
    return out.getvalue()


def as_table(rows: Sequence[Row], headings: Sequence[str], *, numbers_from: int) -> str:
    """The columns from this one on are numbers and stand to the right."""
    lines = [list(headings)]
    lines += [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(
            _padded(cell, width, to_the_right=place >= numbers_from)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        + "\n"
        for line in lines
    )


def _padded(cell: str, width: int, *, to_the_right: bool) -> str:
    room = " " * (width - _width(cell))
    return room + cell if to_the_right else cell + room


def _width(text: str) -> int:
    """A Chinese character takes the room of two letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
