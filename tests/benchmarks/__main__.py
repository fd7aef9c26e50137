"""`python -m tests.benchmarks`: makes a demo shop, measures every job, prints a table."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from shopfans.database import opening
from tests.benchmarks import making_jobs, paper_jobs, reading_jobs, sale_job, window
from tests.benchmarks.measuring import HEADINGS, Line, cells

JOBS = ("demo", "sale", "window", "reading", "workbook", "coupons", "paper")
"""In the order they are measured."""


@click.command()
@click.option("--members", default=100_000, show_default=True)
@click.option("--sales-per-member", default=20, show_default=True)
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), help="Keep the demo here."
)
@click.option("--only", type=click.Choice(JOBS), multiple=True, help="Measure only these jobs.")
def main(members: int, sales_per_member: int, folder: Path | None, only: tuple[str, ...]) -> None:
    """Measure ShopFans beside floors and peers of the same run."""
    with ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        lines = []
        for line in _measured(folder, members, sales_per_member, set(only or JOBS)):
            click.echo("  ".join(cells(line)), err=True)
            lines.append(line)
    _print(lines)


def _measured(folder: Path, members: int, sales_per_member: int, jobs: set[str]) -> Iterator[Line]:
    size = f"{members:,} × {sales_per_member}"
    path = folder / f"demo-{members}-{sales_per_member}.shop"
    if not path.exists():
        yield making_jobs.make_big_demo(path, members, sales_per_member, size)
    if "demo" in jobs:
        yield making_jobs.small_demo(folder)
    if "sale" in jobs:
        yield from sale_job.jobs(path, size)
    if "window" in jobs:
        yield from window.jobs(path, size)
    if "coupons" in jobs:
        yield from making_jobs.coupons(path, size)
    shop = opening.open_shop(path)
    try:
        if "reading" in jobs:
            yield from reading_jobs.jobs(shop, size)
        if "workbook" in jobs:
            yield from making_jobs.workbook(shop, folder, size)
    finally:
        shop.close()
    if "paper" in jobs:
        yield from paper_jobs.jobs()


def _print(lines: list[Line]) -> None:
    rows = [HEADINGS, *map(cells, lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    main()
