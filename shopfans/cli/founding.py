"""`new` and `demo`: a shop's file is made."""

from datetime import date, datetime

import click

from shopfans.cli.telling import named_file, progress_bar
from shopfans.domain.money import CURRENCIES
from shopfans.services import demo, founding
from shopfans.services.demo import Kind
from shopfans.services.demo.founded import OWNER_PIN
from shopfans.texts import _
from shopfans.texts.formats import count_text


def new_command() -> click.Command:
    return click.Command(
        "new",
        callback=_new,
        help=_("Found a shop: make its file, which must not exist yet."),
        params=[
            click.Option(["--name"], required=True, help=_("The shop's name.")),
            click.Option(
                ["--currency"],
                type=click.Choice(list(CURRENCIES), case_sensitive=False),
                default="CNY",
                show_default=True,
                help=_("The currency of all its amounts."),
            ),
            click.Option(
                ["--zone"],
                default="Asia/Shanghai",
                show_default=True,
                help=_("The time zone its days are counted in."),
            ),
            click.Option(
                ["--owner-pin"],
                prompt=_("The owner's PIN"),
                hide_input=True,
                confirmation_prompt=_("The same PIN again"),
                help=_("The PIN the owner will sign in with; asked for if not given."),
            ),
        ],
    )


def _new(name: str, currency: str, zone: str, owner_pin: str) -> None:
    path = named_file()
    founding.found_shop(
        path,
        name=name,
        owner_name=_("Owner"),
        owner_pin=owner_pin,
        welcome_name=_("Welcome coupon"),
        currency=currency,
        zone=zone,
    ).close()
    click.echo(_("{path} is ready.").format(path=path))


def demo_command() -> click.Command:
    return click.Command(
        "demo",
        callback=_demo,
        help=_("Make a demo shop with a year behind it: the same seed, the same year."),
        params=[
            click.Option(
                ["--kind"],
                type=click.Choice([kind.value for kind in Kind], case_sensitive=False),
                default=Kind.DESSERT.value,
                show_default=True,
                help=_("A dessert shop, or a beauty salon with session cards and memberships."),
            ),
            _number("--members", 100, _("How many members joined in that year.")),
            _number("--sales-per-member", 20, _("How often a member came, on average.")),
            click.Option(
                ["--seed"],
                type=int,
                default=1,
                show_default=True,
                help=_("Another number, another year."),
            ),
            click.Option(
                ["--until"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar=_("DAY"),
                help=_("The day after the last sale; today if not given."),
            ),
        ],
    )


def _number(name: str, default: int, words: str) -> click.Option:
    return click.Option(
        [name], type=click.IntRange(1), default=default, show_default=True, help=words
    )


def _demo(
    kind: str, members: int, sales_per_member: int, seed: int, until: datetime | None
) -> None:
    path, day = named_file(), until.date() if until else _today()
    with progress_bar(_("A year passes")) as progress:
        shop = demo.make(
            Kind(kind),
            path,
            members=members,
            sales_per_member=sales_per_member,
            seed=seed,
            until=day,
            progress=progress,
        )
    shop.close()
    click.echo(
        _("{path} is ready: {members} members came {times} times. The owner's PIN: {pin}.").format(
            path=path,
            members=count_text(members),
            times=count_text(members * sales_per_member),
            pin=OWNER_PIN,
        )
    )


def _today() -> date:
    return datetime.now().astimezone().date()
