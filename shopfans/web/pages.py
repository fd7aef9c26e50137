"""The pages on which a guest signs up with her own phone; they work without any script."""

import logging
import re
import time
import traceback
from collections.abc import Callable

from flask import Flask, Response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

import resources
from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain import codes, errors
from shopfans.domain.errors import FormTooOld, ShopError, TooManySignUps
from shopfans.domain.periods import business_day
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.belonging import referring
from shopfans.services.joining import applying, consenting
from shopfans.services.joining.consenting import Words
from shopfans.services.members import tagging
from shopfans.texts import _, pairs
from shopfans.texts.messages import message
from shopfans.web.entrance import Entrance, Rule
from shopfans.web.forms import Filled, FormKeys, filled
from shopfans.web.guards import STYLE, Limit, guard
from shopfans.web.own_data import OwnData
from shopfans.web.own_page import OwnPage
from shopfans.web.turns import Turns
from shopfans.web.visits import Visits
from shopfans.web.waiting import WaitingPage

log = logging.getLogger(__name__)

_HTML_NAMES = {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant", "en": "en"}


def make_app(
    shop: Shop,
    *,
    secret: str,
    hosts: frozenset[str],
    clock: Callable[[], float] = time.monotonic,
    visits: Visits | None = None,
    turns: Turns | None = None,
) -> Flask:
    """The pages below `/secret`, for requests whose Host is one of `hosts` (address:port).

    `clock` counts seconds and never goes back; in whose turn a page answers gives it away while it
    stores.
    """
    app = Flask(__name__, template_folder=str(resources.path("web")), static_folder=None)
    app.jinja_env.globals.update(_=_, words=_words, pairs=pairs.pairs_for_guest)
    app.jinja_env.filters["whole"] = _whole
    visits = visits or Visits(shop.now)
    guard(app, secret=secret, hosts=hosts, clock=clock, visits=visits)
    pages, home = _Pages(shop, secret, clock, turns or Turns()), f"/{secret}"
    app.add_url_rule(home, view_func=pages.blank, methods=["GET"])
    app.add_url_rule(home, view_func=pages.send, methods=["POST"])
    for address, view, method in pages.more_rules():
        name = f"{view.__qualname__} {method}"
        app.add_url_rule(f"{home}{address}", name, view_func=view, methods=[method])
    app.add_url_rule(STYLE, view_func=pages.style)
    app.register_error_handler(HTTPException, pages.refusal)
    app.register_error_handler(ShopError, pages.trouble)
    app.register_error_handler(Exception, pages.bug)
    return app


class _Pages:
    def __init__(self, shop: Shop, secret: str, clock: Callable[[], float], turns: Turns) -> None:
        self._shop, self._turns = shop, turns
        self._home = f"/{secret}"
        self._secret = secret
        self._keys = FormKeys(clock)
        self._limit = Limit(each=10, total=60, clock=clock)
        at = Entrance(shop, self._home, page=self._page, switch=_switch, clock=clock)
        self._waiting = WaitingPage(at, clock)
        self._hers = OwnPage(at), OwnData(at, clock)

    def more_rules(self) -> list[Rule]:
        """What follows the sign-up: her own page."""
        return [rule for part in (self._waiting, *self._hers) for rule in part.rules()]

    def blank(self) -> Answer:
        sent_by = request.args.get("from", "")
        form = Filled(brought_by=sent_by if codes.is_friend_code(sent_by) else "")
        return self._form(settings.load(self._shop), form, new_request(), {})

    def send(self) -> Answer:
        """Whether the number is known or new, the answer is the same: nobody finds out here who
        is a member."""
        form = filled(request.form)
        with self._shop.reading():
            terms, asked = settings.load(self._shop), consenting.newest()
            friend = referring.found(self._shop, form.brought_by)
        today = business_day(self._shop.now(), terms.zone, terms.day_ends_at)
        if form.is_too_young(today):
            return self._page("young.html", shop_name=terms.shop_name)
        key, is_fresh = self._keys.request_of(request.form.get("key", ""))
        opened, _dash, read = key.partition("-")
        problems = form.problems(terms, today)
        if not is_fresh or read != str(asked):
            problems["form"] = FormTooOld()
        if not self._limit.allows(request.remote_addr):
            problems["form"] = TooManySignUps()
        if problems:
            return self._form(terms, form, opened, problems)
        try:
            applicant = form.applicant(terms, today, brought_by=friend)
            with self._turns.given_away():
                applying.apply(self._shop, applicant=applicant, request=opened)
        except TooManySignUps as problem:
            return self._form(terms, form, opened, {"form": problem})
        return redirect(f"{self._home}/thanks/{self._waiting.ticket(opened)}{_switch()}", 303)

    def style(self) -> Answer:
        return Response(resources.text("web/style.css"), mimetype="text/css")

    def refusal(self, problem: HTTPException) -> Answer:
        return self._page("error.html", problem.code or 500)

    def trouble(self, problem: ShopError) -> Answer:
        log.error("the sign-up pages cannot work: %s", type(problem).__name__)
        return self._page("error.html", 503)

    def bug(self, problem: Exception) -> Answer:
        """The log says where, never what: the message of an error may name a guest."""
        where = "".join(traceback.format_tb(problem.__traceback__))
        log.error("a bug in the sign-up pages: %s\n%s", type(problem).__name__, where)
        return self._page("error.html", 503)

    def _form(
        self, terms: Terms, form: Filled, opened: str, problems: dict[str, ShopError]
    ) -> Answer:
        number, consent = self._consent()
        is_crowded = isinstance(problems.get("form"), TooManySignUps)
        return self._page(
            "form.html",
            429 if is_crowded else 422 if problems else 200,
            shop_name=terms.shop_name,
            terms=terms,
            form=form,
            home=self._home,
            key=self._keys.key(f"{opened}-{number}"),
            problems=problems,
            secret=self._secret,
            consent=consent,
            tags=tagging.tags(self._shop),
            keep=f"&from={form.brought_by}" if codes.is_friend_code(form.brought_by) else "",
        )

    def _consent(self) -> tuple[int, Words]:
        """The number of the words she is asked to agree to, and the words."""
        return consenting.present(self._shop, _language())

    def _page(self, template: str, status: int = 200, **values: object) -> Answer:
        with texts.speaking(_language()):
            body = render_template(
                template,
                status=status,
                style=STYLE,
                language=texts.language(),
                languages={code: (_HTML_NAMES[code], own) for code, own in texts.LANGUAGES.items()},
                switch=_switch(),
                **values,
            )
        return Response(body, status)


def _words(problem: ShopError, terms: Terms) -> str:
    """As a guest should read it; what the counter says to the cashier is not always for her."""
    match problem:
        case errors.ConsentMissing():
            return _("Please tick this: without your consent we may not keep your details.")
        case errors.WrongDigits():
            return _("These are not the last four digits of your phone number.")
        case errors.ValueOwed() | errors.SessionsOwed() | errors.FeeOwed():
            return _(
                "The shop still owes you stored value, sessions or days of a membership. Have them "
                "paid back at the counter or use them up; after that you can be forgotten."
            )
        case errors.BadBirthday():
            return _("There is no such day. Please correct it, or leave the birthday empty.")
        case _:
            return message(problem, terms)


def _whole(text: str) -> Markup:
    """The text, in which no line ends within a day: browsers break 2026-03-|20."""
    day = Markup('<span class="whole">{}</span>')
    parts = re.split(r"(\d{4}-\d\d-\d\d)", text)
    return Markup("").join(day.format(part) if at % 2 else part for at, part in enumerate(parts))


def _language() -> str:
    """What she chose on the page, or else the first of her phone's languages that we speak."""
    chosen = request.args.get("lang", "")
    if chosen in texts.LANGUAGES:
        return chosen
    spoken = (_our_language(tag) for tag in request.accept_languages.values())
    return next((language for language in spoken if language), "en")


def _our_language(tag: str) -> str | None:
    main, *rest = tag.lower().replace("_", "-").split("-")
    if main == "zh":
        is_traditional = {"tw", "hk", "mo", "hant"} & set(rest) and "hans" not in rest
        return "zh_TW" if is_traditional else "zh_CN"
    return "en" if main == "en" else None


def _switch() -> str:
    """Keeps the language she chose on the way to the next page."""
    chosen = request.args.get("lang", "")
    return f"?lang={chosen}" if chosen in texts.LANGUAGES else ""
