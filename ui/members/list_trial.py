"""Members from Excel, step three: what becomes of each row, and what the owner answers for."""

from PySide6.QtWidgets import QCheckBox

from shopfans.domain.contacts import local_number
from shopfans.domain.money import Currency
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.domain.terms import Terms
from shopfans.services.bringing.cells import Said
from shopfans.services.bringing.member_columns import MemberColumns
from shopfans.services.bringing.trials import Trial, TrialRow
from shopfans.services.bringing.writing import Consents
from shopfans.services.sessions.brought import CardBrought
from shopfans.texts import _, formats, ngettext
from shopfans.texts.formats import money_text
from shopfans.texts.labels import birthday_text
from shopfans.texts.session_cards import until_text
from shopfans.texts.sheet_rows import (
    field_label,
    habit_text,
    left_out_text,
    sessions_text,
    value_text,
)
from ui import theme
from ui.bringing.trial_page import TrialPage, fate_column, row_column
from ui.desk import Desk
from ui.table import Column


class ListTrial(TrialPage):
    """With what the owner answers for below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (70, 150, 170, 110, 420))
        self.agreed, self.messages = QCheckBox(), QCheckBox()
        self.inside.addWidget(self.agreed)
        self.inside.addWidget(self.messages)
        self.setFocusProxy(self.agreed)

    def show_trial(self, trial: Trial) -> None:
        is_writing = bool(trial.to_write())
        for said in (self.agreed, self.messages):
            said.setChecked(False)
            said.setVisible(is_writing)
        super().show_trial(trial)

    def consents(self) -> Consents:
        return Consents(self.agreed.isChecked(), self.messages.isChecked())

    def retranslate(self) -> None:
        self.agreed.setText(_("They agreed that the shop keeps their data: I answer for it."))
        self.messages.setText(_("They also agreed that the shop may write to them."))
        super().retranslate()

    def told_of_rows(self) -> list[Column[TrialRow]]:
        columns = self.trial.columns if self.trial else (Field.PHONE, Field.NAME)
        return _columns(self.desk.terms, columns)

    def told_of_all(self) -> list[str]:
        return _notes(self.trial, self.desk.terms.currency)


def _notes(trial: Trial, currency: Currency) -> list[str]:
    notes = []
    if trial.points():
        words = _("{points} points are brought in.")
        notes.append(words.format(points=formats.count_text(trial.points())))
    if trial.value().both:
        notes.append(value_text(trial.value(), currency))
    sessions, worth = trial.sessions()
    if sessions:
        notes.append(sessions_text(sessions, worth, currency))
    lapsed = sum(row.lapsed is not None for row in trial.rows)
    if lapsed:
        words = ngettext(
            "{n} session card has lapsed and is left out: its row can be saved.",
            "{n} session cards have lapsed and are left out: their rows can be saved.",
            lapsed,
        )
        notes.append(words.format(n=formats.count_text(lapsed)))
    if trial.brought_before is not None:
        words = _("This very file was brought in on {day}.")
        notes.append(words.format(day=formats.day_text(trial.brought_before)))
    habits = trial.habits
    of_days = (habits.birthday, habits.joined, habits.until)
    notes += [habit_text(habit) for habit in of_days if habit]
    if habits.years_are_of_typing:
        notes.append(_("The years of the birthdays are when they were typed, and are left out."))
    if trial.new_tags:
        words = _("New tags on your list: {tags}.")
        notes.append(words.format(tags=formats.list_text(trial.new_tags)))
    if trial.tags_left_out:
        words = _("No room on your list for: {tags}.")
        notes.append(words.format(tags=formats.list_text(trial.tags_left_out)))
    return notes


def _columns(terms: Terms, columns: MemberColumns) -> list[Column[TrialRow]]:
    """A cell that could not be understood is shown as it stands in the list."""

    def name(row: TrialRow) -> str:
        return row.said.name if row.said else _cell(row, columns, Field.NAME)

    def phone(row: TrialRow) -> str:
        if row.said is None:
            return _cell(row, columns, Field.PHONE)
        return local_number(row.said.phone, terms.region)

    return [
        row_column(),
        Column(_("Name"), name),
        Column(_("Phone"), phone),
        fate_column(),
        Column(
            _("Details"),
            lambda row: _what(row, terms),
            ink=lambda row: theme.look().bad if row.problem or row.lapsed else None,
            stretches=True,
        ),
    ]


def _cell(row: TrialRow, columns: MemberColumns, field: Field) -> str:
    place = columns.index(field)
    return row.cells[place] if place < len(row.cells) else ""


def _what(row: TrialRow, terms: Terms) -> str:
    """Why something is left out, and what the row adds or the new member brings along."""
    why = left_out_text(row.problem, row.lapsed, terms)
    return " · ".join(filter(None, (why, *_added(row, terms))))


def _added(row: TrialRow, terms: Terms) -> list[str]:
    if row.said is None or not row.is_written():
        return []
    shown = row.changes if row.fate is Fate.CHANGED else tuple(Field)
    texts = _texts(row.said, terms.currency) | _card_texts(row.card, terms.currency)
    return [f"{field_label(field)} {texts[field]}" for field in shown if texts.get(field)]


def _card_texts(card: CardBrought | None, currency: Currency) -> dict[Field, str]:
    if card is None:
        return {}
    told = [card.terms.name] if len(card.terms.parts) == 1 else [card.terms.name, card.part.name]
    told[-1] += f" ×{formats.count_text(card.part.sessions)}"
    told += [until_text(card.until), money_text(card.value, currency)]
    return {Field.CARD: formats.list_text(told)}


def _texts(said: Said, currency: Currency) -> dict[Field, str]:
    """Empty for what the row does not say."""
    principal, bonus = said.value
    return {
        Field.BIRTHDAY: birthday_text(said.birthday) if said.birthday else "",
        Field.JOINED: formats.day_text(said.joined) if said.joined else "",
        Field.POINTS: formats.count_text(said.points) if said.points else "",
        Field.PRINCIPAL: money_text(principal, currency) if principal else "",
        Field.BONUS: money_text(bonus, currency) if bonus else "",
        Field.TAGS: formats.list_text(said.tags),
        Field.NOTE: said.note,
    }
