"""The words of consent in each language, and every version there ever was."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout

from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.topics import Topic
from shopfans.services.joining import consenting
from shopfans.services.joining.consenting import Version, Words
from shopfans.texts import _
from shopfans.texts.formats import count_text, day_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import button, column, label, row
from ui.widgets.segments import Segments


class ConsentForm(QFrame):
    """What is typed stays until it is saved or another version is looked at."""

    topics = frozenset({Topic.TERMS, Topic.MEMBERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._typed: dict[str, Words] = {}
        self._is_touched = False
        self.heading, self.why = label("heading"), label("muted", wraps=True)
        self.languages = Segments(list(texts.LANGUAGES))
        self.languages.choose(texts.language())
        self.keeping_title, self.messages_title = label("small"), label("small")
        self.keeping, self.messages = QPlainTextEdit(), QPlainTextEdit()
        self.problem, self.saved = label("error", wraps=True), label("good")
        self.default = button("quiet", self._take_default, takes_focus=True)
        self.save = button("primary", self._save, takes_focus=True)
        self.versions_title = label("heading")
        self.versions: ListModel[Version] = ListModel(_columns())
        self.view = ListView(self.versions)
        self._build()

    def refresh(self) -> None:
        """The words in force, unless somebody is typing others."""
        versions = consenting.versions(self._desk.shop)
        self.versions.show_rows(versions)
        if not self._is_touched:
            self._show(consenting.words(self._desk.shop))
            self.view.selectRow(0)

    def retranslate(self) -> None:
        self.heading.setText(_("Words of consent"))
        self.why.setText(
            _(
                "{shop} stands for the name of the shop. The first line is what she agrees to; "
                "what stands below it she unfolds if she likes. "
                "Who agreed before keeps her own words."
            )
        )
        self.languages.name(*texts.LANGUAGES.values())
        titles = (_("That we keep her data (needed)"), _("That we write to her (if she likes)"))
        for title, edit, words in zip(
            (self.keeping_title, self.messages_title), self._edits(), titles, strict=True
        ):
            title.setText(words)
            edit.setAccessibleName(words)
        self.default.setText(_("The program's own words"))
        self.save.setText(_("Save as a new version"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.saved.setText(_("Saved"))
        self.versions_title.setText(_("All versions"))
        self.versions.retitle(_columns())

    def _save(self) -> None:
        self.problem.hide()
        try:
            consenting.reword(
                self._desk.shop, by=self._desk.by, words=self._typed, request=new_request()
            )
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
            self._turn_to_wrong()
        else:
            self._is_touched = False
            self.refresh()
            self.saved.show()

    def _turn_to_wrong(self) -> None:
        """The first language in which the words cannot stay."""
        for language, words in self._typed.items():
            for edit, text in zip(self._edits(), words, strict=True):
                if not 0 < len(text.strip()) <= consenting.LONGEST:
                    self.languages.choose(language)
                    self._turn()
                    edit.setFocus()
                    return

    def _take_default(self) -> None:
        self._show(consenting.defaults(self._desk.shop))
        self._is_touched = True

    def _look(self) -> None:
        """The words of the version that is chosen; saved again, they are a new one."""
        version: Version | None = self.view.chosen()
        if version is not None:
            self._show(version.words)
            self._is_touched = version.number != consenting.versions(self._desk.shop)[0].number

    def _show(self, words: dict[str, Words]) -> None:
        self._typed = {language: words[language] for language in texts.LANGUAGES}
        self.problem.hide()
        self.saved.hide()
        self._turn()

    def _turn(self) -> None:
        for edit, text in zip(self._edits(), self._typed[self.languages.value()], strict=True):
            with QSignalBlocker(edit):
                edit.setPlainText(text)

    def _note(self) -> None:
        self._is_touched = True
        self.saved.hide()
        said = Words(*(edit.toPlainText() for edit in self._edits()))
        self._typed[self.languages.value()] = said

    def _edits(self) -> tuple[QPlainTextEdit, QPlainTextEdit]:
        return (self.keeping, self.messages)

    def _build(self) -> None:
        self.problem.hide()
        self.saved.hide()
        self.languages.chosen.connect(self._turn)
        for edit in self._edits():
            edit.setTabChangesFocus(True)
            edit.textChanged.connect(self._note)
        self.keeping.setMinimumHeight(150)
        self.keeping.setMaximumHeight(220)
        self.messages.setFixedHeight(56)
        self.view.set_widths(90, 160, 110)
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.view.clicked.connect(self._look)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, None, self.languages))
        inside.addWidget(self.why)
        inside.addLayout(column(self.keeping_title, self.keeping, gap=4), 1)
        inside.addLayout(column(self.messages_title, self.messages, gap=4))
        inside.addWidget(self.problem)
        inside.addLayout(row(self.default, None, self.saved, self.save, gap=12))
        inside.addWidget(self.versions_title)
        inside.addWidget(self.view, 1)


def _columns() -> list[Column[Version]]:
    return [
        Column(_("Version"), lambda version: str(version.number), is_number=True),
        Column(
            _("Since"),
            lambda version: day_text(version.since) if version.since else _("with the program"),
        ),
        Column(_("Agreed to by"), lambda version: count_text(version.given), is_number=True),
        Column("", lambda version: "", stretches=True),
    ]
