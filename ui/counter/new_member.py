"""Signing up by keyboard, in place: the same questions as on the guest's phone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.contact_codes import Contact
from shopfans.domain.contacts import phone_or_none
from shopfans.domain.errors import PhoneTaken, ShopError
from shopfans.services.belonging import referring
from shopfans.services.joining import consenting
from shopfans.services.members import carding, enrolling, tagging
from shopfans.texts import _
from shopfans.texts.rows import grouped
from ui.counter.camera_key import CameraKey
from ui.desk import Desk
from ui.widgets.field import Field
from ui.widgets.many_chips import ManyChips
from ui.widgets.pieces import button, column, label, panel, row
from ui.widgets.scrolled import Scrolled


class NewMember(QWidget):
    joined = Signal(int)
    """The member, new or known already."""
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._request = new_request()
        self._known: int | None = None
        self.heading, self.why = label("heading"), label("small", wraps=True)
        self.phone, self.name, self.birthday = Field(), Field(), Field()
        self.tags, self.friend = ManyChips(takes_focus=False), Field()
        self.words, self.message_words = label("muted", wraps=True), label("muted", wraps=True)
        self.more_title, self.more = label("small"), label("muted", wraps=True)
        self.consent, self.messages = QCheckBox(), QCheckBox()
        self.consent_wrong = label("error", wraps=True)
        self.card, self._card = label("good", wraps=True), ""
        self.sent_by, self._sender = label("good", wraps=True), ""
        self.open_known = button("quiet", self._open_known)
        self.camera = CameraKey(desk)
        self.save, self.leave = button("primary", self._save), button("", self.left.emit)
        self._build()
        self.forget()

    def begin(self, text: str = "") -> None:
        """An empty form; what was typed in the find box comes along."""
        self.forget()
        field = self.phone if text[-4:].isdigit() else self.name
        field.edit.setText(text)
        (self.name if field is self.phone and text else self.phone).setFocus()

    def fill(self, contact: Contact) -> None:
        """What the code on her phone says; the consents are asked for all the same."""
        region = self._desk.terms.region
        numbers = [one for one in contact.phones if phone_or_none(one, region)] or contact.phones
        for field, text in (
            (self.phone, numbers[0] if numbers else ""),
            (self.name, contact.name),
            (self.birthday, contact.birthday),
        ):
            field.forgive()
            if text:
                field.edit.setText(text)
        empty = [field for field in (self.phone, self.name) if not field.text().strip()]
        (empty[0] if empty else self.consent).setFocus()

    def take_card(self, code: str) -> None:
        """This card was handed to her: it becomes hers when she is saved."""
        self._card = code
        self.retranslate()

    def take_friend(self, code: str, sender: str) -> None:
        """She was sent by this member."""
        self._sender = sender
        self.friend.edit.setText(code)
        self.retranslate()

    def forget(self) -> None:
        """Nothing of the last guest stays in it."""
        for field in (self.phone, self.name, self.birthday, self.friend):
            field.clear()
        self._show_asked()
        self.consent.setChecked(False)
        self.messages.setChecked(False)
        self.consent_wrong.hide()
        self.open_known.hide()
        self._request, self._known = new_request(), None
        self._card = self._sender = ""
        self.card.hide()
        self.sent_by.hide()

    def retranslate(self) -> None:
        self.heading.setText(_("New member"))
        self.why.setText(_("Read her the words below; she can ask to be forgotten at any time."))
        self.more_title.setText(_("If she asks what happens to it"))
        self.friend.name(_("Code of the friend who sent her (if any)"))
        self._show_asked()
        self.phone.name(_("Phone"))
        self.name.name(_("Name"))
        self.birthday.name(_("Birthday (if she likes)"), _("08-15, 1990-08-15 or lunar 8-15"))
        self.consent.setText(_("She agrees that we keep this (needed)"))
        self.messages.setText(_("She would like messages about offers"))
        self.card.setText(_("Card {code} will be hers").format(code=grouped(self._card)))
        self.card.setVisible(bool(self._card))
        self.sent_by.setText(_("Sent by {name}").format(name=self._sender))
        self.sent_by.setVisible(bool(self._sender))
        self.camera.retranslate()
        self.save.setText(_("Save  Enter"))
        self.leave.setText(_("Leave  Esc"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _show_asked(self) -> None:
        """The owner's list, and the words to read out, as a guest's phone would show them."""
        shop = self._desk.shop
        self.tags.show_many([(tag.id, tag.name) for tag in tagging.tags(shop)], ())
        said = consenting.present(shop, texts.language())[1]
        self.words.setText(said.asked)
        self.more.setText("\n".join(said.more))
        for part in (self.more_title, self.more):
            part.setVisible(bool(said.more))
        self.message_words.setText(said.messages)

    def _build(self) -> None:
        box, inside = panel(edge=22, gap=10)
        sheet, scrolled = QWidget(), Scrolled()
        # what may be left out stands last: at a small window one scrolls to it
        sheet.setLayout(
            column(
                self.phone, self.open_known, self.name, self.words, self.consent,
                self.consent_wrong, self.message_words, self.messages, self.birthday, self.tags,
                self.friend, self.card, self.more_title, self.more, None,
            )
        )  # fmt: skip
        scrolled.setWidget(sheet)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.friend.edit.textEdited.connect(self._forget_sender)
        for part in (self.heading, self.why, self.sent_by):
            inside.addWidget(part)
        inside.addWidget(scrolled, 1)
        inside.addLayout(row(self.save, self.leave, None))
        inside.addWidget(self.camera)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(box)

    def _enter(self) -> None:
        """Enter goes to the next field that is empty, and saves from the last one."""
        fields = (self.phone, self.name)
        for field in fields:
            if not field.text().strip() and not field.edit.hasFocus():
                field.setFocus()
                return
        self._save()

    def _save(self) -> None:
        self.consent_wrong.hide()
        try:
            applicant = enrolling.understood(
                self._desk.terms,
                name=self.name.text(),
                phone=self.phone.text(),
                birthday=self.birthday.text(),
                consents=self.consent.isChecked(),
                wants_messages=self.messages.isChecked(),
                today=self._desk.today,
                tags=sorted(self.tags.values()),
                brought_by=referring.found(self._desk.shop, self.friend.text()),
            )
            member = enrolling.enroll(
                self._desk.shop, by=self._desk.by, applicant=applicant, request=self._request
            )
            self._give_card(member)
        except ShopError as problem:
            self._refuse(problem)
        else:
            self.forget()
            self.joined.emit(member)

    def _forget_sender(self) -> None:
        """Another code is typed: whose it is shows later."""
        self._sender = ""
        self.sent_by.hide()

    def _give_card(self, member: int) -> None:
        code, self._card = self._card, ""  # one that is refused stands in nobody's way
        if code:
            carding.bind_card(
                self._desk.shop, by=self._desk.by, code=code, member=member,
                request=f"{self._request} card",
            )  # fmt: skip

    def _refuse(self, problem: ShopError) -> None:
        words = self._desk.words(problem)
        match problem:
            case errors.NameMissing() | errors.NameTooLong():
                self.name.refuse(words)
            case errors.BadBirthday() | errors.TooYoung():
                self.birthday.refuse(words)
            case PhoneTaken(member=member, name=name):
                self.phone.refuse(words)
                self._known = member
                self.open_known.setText(_("Open {name}").format(name=name))
                self.open_known.show()
            case errors.BadPhone():
                self.phone.refuse(words)
            case _:
                self.consent_wrong.setText(words)
                self.consent_wrong.show()
                self.consent.setFocus()

    def _open_known(self) -> None:
        if self._known is not None:
            member = self._known
            self.forget()
            self.joined.emit(member)
