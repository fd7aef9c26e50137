"""Sign-up by phone: on or off, in which network, with which codes. All of it holds at once."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.domain.invitations import parse_wifi_name, parse_wifi_password
from shopfans.domain.points import parse_count
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.network import Network
from ui.preferences import HIGHEST_PORT, LOWEST_PORT, PORT, Joining
from ui.typed import Refused, read
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, row, tighten
from ui.widgets.segments import Segments


class JoiningForm(QFrame):
    """What stands here is this computer's; a change reaches the phones within a second."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk, self._door = desk, desk.door
        self.heading, self.lead = label("heading", wraps=True), label("muted", wraps=True)
        self.on = Segments([True, False])
        self.network_title, self.network = label("small"), QComboBox()
        self.port = Field()
        self.wifi_title, self.wifi_lead = label("strong"), label("small", wraps=True)
        self.wifi_name, self.wifi_password = Field(), Field()
        self.second_screen = QCheckBox()
        self.renew = button("", self._ask_renew, takes_focus=True)
        self.sure, self.asked = label("error", wraps=True), QWidget()
        self.yes = button("danger", self._renew, takes_focus=True)
        self.no = button("", self._keep_secret, takes_focus=True)
        self._build()
        self.on.chosen.connect(self._keep)
        self.network.activated.connect(self._keep)
        self.second_screen.clicked.connect(self._keep)
        for field in (self.port, self.wifi_name, self.wifi_password):
            field.edit.editingFinished.connect(self._keep)
        self._door.changed.connect(self.refresh)

    def refresh(self) -> None:
        """What holds now, unless somebody is typing something else or has to mend it."""
        choices = self._door.choices
        self.on.choose(choices.is_on)
        self.second_screen.setChecked(choices.is_on_second_screen)
        for field, text in (
            (self.port, str(choices.port)),
            (self.wifi_name, choices.wifi_name),
            (self.wifi_password, choices.wifi_password),
        ):
            if not field.edit.hasFocus() and field.error.isHidden():
                field.edit.setText(text)
        self._show_networks()
        self.renew.setVisible(bool(choices.secret) and self.asked.isHidden())

    def retranslate(self) -> None:
        self.heading.setText(_("Sign-up by phone"))
        self.lead.setText(
            _("Guests scan a code and fill in a form on their own phone. Nothing needs internet.")
        )
        self.on.name(_("Turned on"), _("Turned off"))
        self.network_title.setText(_("Network of the phones"))
        self.network.setAccessibleName(_("Network of the phones"))
        self.port.name(_("Port ({usual} unless another program uses it)").format(usual=PORT))
        self.wifi_title.setText(_("Code for the Wi-Fi"))
        self.wifi_lead.setText(
            _("With these a first code lets phones join by themselves. Leave both empty for none.")
        )
        self.wifi_name.name(_("Name of the Wi-Fi"))
        self.wifi_password.name(_("Password of the Wi-Fi"))
        self.second_screen.setText(_("Show the codes on a second screen, if any"))
        self.renew.setText(_("Make a new code for the page"))
        self.renew.setIcon(theme.icon("arrows-clockwise"))
        self.sure.setText(
            _("Every poster that is printed and every page that guests saved stops working.")
        )
        self.yes.setText(_("Make a new one"))
        self.no.setText(_("Keep it"))
        self._show_networks()

    def _show_networks(self) -> None:
        chosen, here = self._door.choices.network, self._door.networks
        kinds = [one.is_wifi for one in here]
        self.network.clear()
        self.network.addItem(_("By itself, Wi-Fi first"), "")
        for one in here:
            self.network.addItem(_words(one, is_only=kinds.count(one.is_wifi) == 1), one.key)
        if self.network.findData(chosen) < 0:
            self.network.addItem(_("{name}, not there now").format(name=chosen), chosen)
        self.network.setCurrentIndex(self.network.findData(chosen))

    def _typed(self) -> Joining:
        """Raises Refused."""
        name = read(self.wifi_name, parse_wifi_name)
        return self._door.choices._replace(
            is_on=self.on.value(),
            network=self.network.currentData() or "",
            port=read(self.port, parse_count, least=LOWEST_PORT, most=HIGHEST_PORT),
            wifi_name=name,
            wifi_password=read(self.wifi_password, parse_wifi_password) if name else "",
            is_on_second_screen=self.second_screen.isChecked(),
        )

    def _keep(self) -> None:
        try:
            choices = self._typed()
        except Refused as refused:
            self._refuse(refused.field, refused.problem)
        else:
            for field in (self.port, self.wifi_name, self.wifi_password):
                field.forgive()
            if choices != self._door.choices:
                self._door.choose(choices)

    def _refuse(self, field: Field, problem: ShopError) -> None:
        """Once: who leaves the field with the mistake in it is not called back for ever."""
        if field.error.isHidden():
            field.refuse(self._desk.words(problem))

    def _ask_renew(self) -> None:
        self.asked.show()
        self.renew.hide()
        self.no.setFocus()

    def _renew(self) -> None:
        self._door.renew()
        self._keep_secret()

    def _keep_secret(self) -> None:
        self.asked.hide()
        self.renew.setVisible(bool(self._door.choices.secret))

    def _build(self) -> None:
        self.asked.setLayout(column(self.sure, row(self.yes, self.no, None), gap=8))
        self.asked.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 16)
        inside.setSpacing(12)
        tighten(self.on.buttons(), is_tight=True)
        above = row(gap=10)
        above.addWidget(self.heading, 1)
        above.addWidget(self.on)
        inside.addLayout(above)
        inside.addWidget(self.lead)
        inside.addLayout(column(self.network_title, self.network, gap=4))
        inside.addWidget(self.port)
        inside.addSpacing(4)
        inside.addLayout(column(self.wifi_title, self.wifi_lead, gap=2))
        inside.addWidget(self.wifi_name)
        inside.addWidget(self.wifi_password)
        inside.addWidget(self.second_screen)
        inside.addStretch(1)
        inside.addLayout(row(self.renew, None))
        inside.addWidget(self.asked)


def _words(one: Network, *, is_only: bool) -> str:
    kind = _("Wi-Fi") if one.is_wifi else _("Cable")
    return f"{kind} · {one.address}" if is_only else f"{kind} ({one.name}) · {one.address}"
