"""`python -m tests.benchmarks`: makes a demo shop, measures every job, prints a table."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from shopfans.database import opening
from tests.benchmarks import (
    backup_jobs,
    coupon_jobs,
    forecast_jobs,
    hostile_job,
    import_job,
    making_jobs,
    paper_jobs,
    phone_jobs,
    pin_job,
    prepaid_sale_job,
    property_job,
    reading_jobs,
    reminder_jobs,
    sale_job,
    tier_job,
    window,
    workbook_jobs,
)
from tests.benchmarks.measuring import HEADINGS, Line, cells

JOBS = (
    "demo",
    "import",
    "coupons",
    "sale",
    "window",
    "reading",
    "workbook",
    "issue",
    "paper",
    "phones",
    "hostile",
    "forecast",
    "tiers",
    "backup",
    "kills",
    "damage",
    "pin",
)
"""All that can be measured."""
APART = {"kills", "damage", "pin"}
"""They make shops of their own."""
ON_A_LOG = "reminders"
"""Measured alone, on the log that is named."""
AT_RANDOM = "properties"
"""Searched alone: it takes as long as one likes."""


@click.command()
@click.option("--members", default=100_000, show_default=True)
@click.option("--sales-per-member", default=20, show_default=True)
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), help="Keep the demo here."
)
@click.option(
    "--only", type=click.Choice([*JOBS, ON_A_LOG, AT_RANDOM]), multiple=True,
    help="Measure only these jobs.",
)  # fmt: skip
@click.option(
    "--log", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Visits for `--only reminders`: CSV of member_id, date and amount.",
)  # fmt: skip
@click.option(
    "--times", default=20, show_default=True,
    help="For `--only properties`: how many times as many examples as in the suite.",
)  # fmt: skip
def main(
    members: int, sales_per_member: int, folder: Path | None, only: tuple[str, ...],
    log: Path | None, times: int,
) -> None:  # fmt: skip
    """Measure ShopFans beside floors and peers of the same run."""
    with ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        lines = []
        jobs = set(only or JOBS)
        if ON_A_LOG in jobs:
            if log is None or len(jobs) > 1:
                raise click.UsageError("--only reminders stands alone and needs --log FILE.")
            measured = reminder_jobs.jobs(log, folder)
        elif AT_RANDOM in jobs:
            if len(jobs) > 1:
                raise click.UsageError("--only properties stands alone.")
            measured = property_job.jobs(times)
        else:
            measured = _measured(folder, members, sales_per_member, jobs)
        for line in measured:
            click.echo("  ".join(cells(line)), err=True)
            lines.append(line)
    _print(lines)


def _measured(folder: Path, members: int, sales_per_member: int, jobs: set[str]) -> Iterator[Line]:
    yield from _apart(jobs)
    if not jobs - APART:
        return
    size = f"{members:,} × {sales_per_member}"
    path = folder / f"demo-{members}-{sales_per_member}.shop"
    if not path.exists():
        yield making_jobs.make_big_demo(path, members, sales_per_member, size)
    yield from _making(path, folder, size, jobs)
    if "backup" in jobs:
        yield from backup_jobs.backups(path, size)
    shop = opening.open_shop(path)
    try:
        if "reading" in jobs:
            yield from reading_jobs.jobs(shop, size)
        if "forecast" in jobs:
            yield from forecast_jobs.jobs(shop, size)
        if "tiers" in jobs:
            yield from tier_job.jobs(shop, size)
        if "workbook" in jobs:
            yield from workbook_jobs.jobs(shop, folder, size)
    finally:
        shop.close()


def _apart(jobs: set[str]) -> Iterator[Line]:
    if "kills" in jobs:
        yield from backup_jobs.kills()
    if "damage" in jobs:
        yield from backup_jobs.damage()
    if "pin" in jobs:
        yield from pin_job.jobs()


def _making(path: Path, folder: Path, size: str, jobs: set[str]) -> Iterator[Line]:
    if "import" in jobs:
        yield from import_job.jobs(folder)
    if "demo" in jobs:
        yield making_jobs.small_demo(folder)
    if "coupons" in jobs:
        yield from coupon_jobs.jobs()
    if "phones" in jobs:
        yield from phone_jobs.jobs(path)
    if "hostile" in jobs:
        yield from hostile_job.jobs(path)
    if "paper" in jobs:
        yield from paper_jobs.jobs()
    if "sale" in jobs:
        yield from sale_job.jobs(path, size)
        yield from prepaid_sale_job.jobs(path, size)
    if "window" in jobs:
        yield from window.jobs(path, size)
    if "issue" in jobs:
        yield from making_jobs.coupons(path, size)


def _print(lines: list[Line]) -> None:
    rows = [HEADINGS, *map(cells, lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    main()
