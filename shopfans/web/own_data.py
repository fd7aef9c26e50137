"""A member's own data, on her own page: to see, to correct, to agree to, to have deleted."""

from collections.abc import Callable

from flask import redirect, request
from werkzeug.wrappers import Response as Answer

from shopfans.domain.birthdays import Birthday, parse_birthday
from shopfans.domain.contacts import masked, tidy_name
from shopfans.domain.errors import (
    FeeOwed,
    FormTooOld,
    RequestReused,
    SessionsOwed,
    ShopError,
    TooOften,
    ValueOwed,
    WrongDigits,
)
from shopfans.domain.roles import SYSTEM
from shopfans.services import settings
from shopfans.services.joining import correcting
from shopfans.services.members import finding, tagging
from shopfans.texts.formats import count_text, day_text
from shopfans.texts.labels import birthday_text
from shopfans.web.entrance import ME, Entrance, Rule, status_of
from shopfans.web.forms import numbers
from shopfans.web.guards import Limit


class OwnData:
    def __init__(self, at: Entrance, clock: Callable[[], float]) -> None:
        self._at = at
        self._tries = Limit(each=5, total=30, clock=clock)

    def rules(self) -> list[Rule]:
        return [
            (f"{ME}/data", self.show_data, "GET"),
            (f"{ME}/data", self.correct, "POST"),
            (f"{ME}/tags", self.describe, "POST"),
            (f"{ME}/messages", self.agree, "POST"),
            (f"{ME}/forget", self.ask_forget, "GET"),
            (f"{ME}/forget", self.forget, "POST"),
            ("/forgotten", self.forgotten, "GET"),
        ]

    def show_data(self, token: str) -> Answer:
        member = self._at.member(token)
        return self._data(token, member, self._kept(member), {}, is_saved="saved" in request.args)

    def correct(self, token: str) -> Answer:
        member = self._at.member(token)
        typed = {field: request.form.get(field, "") for field in ("name", "birthday")}
        problems: dict[str, ShopError] = {}
        if (trouble := self._at.form_problem()) is not None:
            problems["form"] = trouble
        name, birthday = "", None
        try:
            name = tidy_name(typed["name"])
        except ShopError as problem:
            problems["name"] = problem
        if typed["birthday"].strip():
            try:
                birthday = parse_birthday(typed["birthday"], latest=settings.today(self._at.shop))
            except ShopError as problem:
                problems["birthday"] = problem
        if not problems:
            opened = self._at.opened()
            trouble = _trouble_with(
                lambda: correcting.correct(
                    self._at.shop, member=member, name=name, birthday=birthday, request=opened
                )
            )
            if trouble is None:
                return self._to_data(token)
            problems["form"] = trouble
        return self._data(token, member, typed, problems)

    def describe(self, token: str) -> Answer:
        """What she ticked of the owner's list; a tag taken off it meanwhile is left out."""
        member = self._at.member(token)
        ticked = set(numbers(request.form.getlist("tag")))
        chosen = ticked & {tag.id for tag in tagging.tags(self._at.shop)}
        opened = self._at.opened()
        return self._done(
            token,
            member,
            lambda: tagging.set_tags(
                self._at.shop, by=SYSTEM, member=member, tags=chosen, request=opened
            ),
        )

    def agree(self, token: str) -> Answer:
        """Messages: yes or no, from now on."""
        member = self._at.member(token)
        opened = self._at.opened()
        given = request.form.get("given") == "yes"
        return self._done(
            token,
            member,
            lambda: correcting.agree_to_messages(
                self._at.shop, member=member, given=given, request=opened
            ),
        )

    def _done(self, token: str, member: int, act: Callable[[], object]) -> Answer:
        """What a form without fields to fill in asks for, and her data as it is then."""
        trouble = self._at.form_problem() or _trouble_with(act)
        if trouble is not None:
            return self._data(token, member, self._kept(member), {"form": trouble})
        return self._to_data(token)

    def _data(
        self,
        token: str,
        member: int,
        typed: dict[str, str],
        problems: dict[str, ShopError],
        *,
        is_saved: bool = False,
    ) -> Answer:
        terms, card = settings.load(self._at.shop), finding.card(self._at.shop, member)
        return self._at.page(
            "me_data.html",
            status_of(next(iter(problems.values()), None)),
            shop_name=terms.shop_name,
            terms=terms,
            me=self._at.address(token),
            phone=masked(card.phone),
            joined=day_text(card.joined),
            visits=count_text(card.visits),
            typed=typed,
            problems=problems,
            is_saved=is_saved and not problems,
            agreed=correcting.consents(self._at.shop, member).messages,
            key=self._at.key(),
            other_key=self._at.key(),
            tags=tagging.tags(self._at.shop),
            hers=tagging.tags_of(self._at.shop, member),
            tags_key=self._at.key(),
        )

    def _kept(self, member: int) -> dict[str, str]:
        """The fields as they stand in the books."""
        card = finding.card(self._at.shop, member)
        return {"name": card.name, "birthday": _typed(card.birthday)}

    def _to_data(self, token: str) -> Answer:
        more = "&" if self._at.switch() else "?"
        return redirect(f"{self._at.address(token)}/data{self._at.switch()}{more}saved=1", 303)

    # Being forgotten

    def ask_forget(self, token: str) -> Answer:
        self._at.member(token)
        return self._forget(token)

    def forget(self, token: str) -> Answer:
        """Only with the last digits of her number: the address alone may be in other hands."""
        member = self._at.member(token)
        problem = self._at.form_problem()
        if problem is None and not self._tries.allows(request.remote_addr):
            problem = TooOften()
        if problem is None:
            opened = self._at.opened()
            digits = request.form.get("digits", "")
            problem = _trouble_with(
                lambda: correcting.forget_me(
                    self._at.shop, member=member, last_digits=digits, request=opened
                )
            )
        if problem is not None:
            return self._forget(token, problem)
        return redirect(f"{self._at.home}/forgotten{self._at.switch()}", 303)

    def _forget(self, token: str, problem: ShopError | None = None) -> Answer:
        terms = settings.load(self._at.shop)
        return self._at.page(
            "me_forget.html",
            status_of(problem),
            shop_name=terms.shop_name,
            terms=terms,
            me=self._at.address(token),
            key=self._at.key(),
            problem=problem,
            are_wrong=isinstance(problem, WrongDigits),
        )

    def forgotten(self) -> Answer:
        return self._at.page("me_forgotten.html", shop_name=settings.load(self._at.shop).shop_name)


def _trouble_with(act: Callable[[], object]) -> ShopError | None:
    """What keeps a form that has come from being carried out; one that was sent before, with other
    words in it, is as good as an old one."""
    try:
        act()
    except (WrongDigits, ValueOwed, SessionsOwed, FeeOwed) as problem:
        return problem
    except RequestReused:
        return FormTooOld()
    return None


def _typed(birthday: Birthday | None) -> str:
    """As the field takes it back."""
    if birthday is None:
        return ""
    if birthday.year is None:
        return birthday_text(birthday)
    moon = ("农历闰" if birthday.leap else "农历") if birthday.lunar else ""
    return f"{moon}{birthday.year}-{birthday.month:02}-{birthday.day:02}"
