"""Who may do what: one table, and nothing in it to change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.roles import RIGHTS, Right, Role
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.labels import role_label
from shopfans.texts.rights import right_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import button, label, row


class RightsTable(QFrame):
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.words = label("heading"), label("muted", wraps=True)
        self.back = button("quiet", self.closed.emit, takes_focus=True)
        self.model: ListModel[Right] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.view.set_widths(260, 90, 90, 90)
        self.view.verticalHeader().setDefaultSectionSize(28)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 16)
        inside.setSpacing(6)
        inside.addLayout(row(self.heading, None, self.back))
        inside.addWidget(self.words)
        inside.addWidget(self.view, 1)
        self.model.show_rows(list(Right))

    def retranslate(self) -> None:
        self.heading.setText(_("Who may do what"))
        self.words.setText(
            _(
                "What only the owner may, she can allow in place with her PIN: once, and with a "
                "reason. Points by hand, a large refund and a restore take a reason of hers too."
            )
        )
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.model.retitle(_columns(self._desk.terms))


def _columns(terms: Terms) -> list[Column[Right]]:
    return [
        Column("", lambda right: right_text(right, terms), stretches=True),
        *(_column(role) for role in Role),
    ]


def _column(role: Role) -> Column[Right]:
    return Column(
        role_label(role),
        lambda right: "✓" if right in RIGHTS[role] else "–",
        ink=lambda right: theme.look().good if right in RIGHTS[role] else theme.look().muted,
    )
