"""`close-day`: the day's end from a scheduled task, or after a count at the counter."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import click

from shopfans.cli import tables
from shopfans.cli.telling import open_shop, progress_bar
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.day_close import ClosePaper
from shopfans.domain.drawer import DENOMINATIONS
from shopfans.domain.money import Currency, Money, parse_amount, parse_sum
from shopfans.domain.points import parse_count
from shopfans.domain.roles import SYSTEM
from shopfans.services import settings
from shopfans.services.days import close_papers, closing, dating
from shopfans.services.days.closing import State
from shopfans.services.days.counting import Found
from shopfans.services.reminders import forecasting
from shopfans.texts import _
from shopfans.texts.formats import MINUS, day_text, money_text, number_text
from shopfans.texts.slips import difference_text

MOST_PIECES = 100_000


class _Told(NamedTuple):
    """What was said of the drawer."""

    pieces: tuple[str, ...]
    stays: str | None
    opening: str | None
    reason: str


def close_command() -> click.Command:
    return click.Command(
        "close-day",
        callback=_close_day,
        help=_(
            "Close the day: nothing of it changes any more. Days before it that nobody closed are "
            "closed along. Without a count the drawer goes on as it was. Exit code 0 also if there "
            "is nothing to close; 2 if it is refused, as on a date that the owner has not "
            "confirmed."
        ),
        params=[
            click.Option(
                ["--count", "pieces"],
                multiple=True,
                metavar=_("VALUE=PIECES"),
                help=_("So many notes or coins of this value; may be given several times."),
            ),
            click.Option(
                ["--float", "stays"],
                metavar=_("AMOUNT"),
                help=_("What stays in the drawer; if not given, as much as last time."),
            ),
            click.Option(
                ["--opening"],
                metavar=_("AMOUNT"),
                help=_("What was in the drawer at first; asked for at the very first count."),
            ),
            click.Option(
                ["--reason"],
                default="",
                metavar=_("WORDS"),
                help=_("Why the drawer is over or short, if it is by more than the owner's line."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("For other programs.")),
        ],
    )


def _close_day(
    pieces: tuple[str, ...], stays: str | None, opening: str | None, reason: str, *, as_json: bool
) -> None:
    with open_shop() as shop:
        with shop.reading():
            dating.require_known(shop)
        now, currency = closing.state(shop), settings.load(shop).currency
        if not pieces and _is_idle(now):
            click.echo(tables.as_json([]) if as_json else _("Nothing to close."), nl=not as_json)
            return
        found = _found(_Told(pieces, stays, opening, reason), now, currency)
        close = closing.close_day(
            shop, by=SYSTEM, day=now.day, found=found, request=new_request()
        )  # fmt: skip
        paper = close_papers.of_day(shop, close)
        click.echo(_json(now.forgotten, paper) if as_json else _words(now.forgotten, paper))
        _score(shop)


def _is_idle(now: State) -> bool:
    """A night's task that comes after the day has turned closes nothing that has just begun."""
    return now.figures.is_empty and not (now.is_late or now.shifts)


def _found(told: _Told, now: State, currency: Currency) -> Found | None:
    if not told.pieces:
        return None
    pieces = dict(_piece(one, currency) for one in told.pieces)
    found = Found.of(pieces, stays=Money(), reason=told.reason)
    stays = min(now.usual_stays, found.counted)
    if told.stays is not None:
        stays = parse_sum(told.stays, currency.digits)
    opening = None if told.opening is None else parse_sum(told.opening, currency.digits)
    return found._replace(stays=stays, opening=opening)


def _piece(text: str, currency: Currency) -> tuple[int, int]:
    value, is_said, count = text.partition("=")
    if not is_said:
        raise click.UsageError(_("“{text}” is not VALUE=PIECES.").format(text=text))
    amount = parse_amount(value, currency.digits)
    if amount.fen not in DENOMINATIONS[currency.code]:
        raise click.UsageError(
            _("There is no {value} in {currency}.").format(value=value, currency=currency.code)
        )
    return amount.fen, parse_count(count, least=0, most=MOST_PIECES)


def _words(forgotten: Sequence[date], paper: ClosePaper) -> str:
    lines = [_("{day} is closed.").format(day=day_text(day)) for day in (*forgotten, paper.day)]
    lines.append(
        _("Received: {amount}").format(amount=money_text(paper.figures.paid, paper.currency))
    )
    if paper.count is not None:
        lines.append(difference_text(paper.count.over, paper.currency))
    return "\n".join(lines)


def _json(forgotten: Sequence[date], paper: ClosePaper) -> str:
    count, currency = paper.count, paper.currency
    days: list[tables.Row] = [{"day": day.isoformat(), "counted": None} for day in forgotten]
    days.append(
        {
            "day": paper.day.isoformat(),
            "received": _plain(paper.figures.paid, currency),
            "expected": _plain(count.drawer.expected, currency) if count else None,
            "counted": _plain(count.counted, currency) if count else None,
            "over": _plain(count.over, currency) if count else None,
            "stays": _plain(count.stays, currency) if count else None,
            "digest": paper.digest,
        }
    )
    return tables.as_json(days).rstrip()


def _plain(amount: Money, currency: Currency) -> str:
    return number_text(amount, currency).replace(",", "").replace(MINUS, "-")


def _score(shop: Shop) -> None:
    """The next day's forecasts, as every night."""
    with progress_bar(_("Learning who comes back when")) as progress:
        forecasting.keep_up(shop, progress)
