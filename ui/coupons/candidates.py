"""What can be voted for, a line each: a name, and a picture from a file."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from shopfans.domain.ballots import MOST, Candidate
from shopfans.domain.errors import BadPicture
from shopfans.texts import _
from ui import theme
from ui.coupons.picture import square_of
from ui.desk import Desk
from ui.widgets.field import Field
from ui.widgets.pieces import button, label, row

_AT_FIRST = 3
_THUMB = 40


class CandidateLine(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._picture: bytes | None = None
        self.name_field = Field()
        self.thumb = QLabel()
        self.choose = button("", self._choose, takes_focus=True)
        self.drop = button("quiet", self._drop, takes_focus=True)
        self.thumb.setFixedSize(_THUMB, _THUMB)
        self.thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        across = row(gap=8)
        across.addWidget(self.name_field, 1)
        for part in (self.thumb, self.choose, self.drop):
            across.addWidget(part, alignment=Qt.AlignmentFlag.AlignBottom)
        self.setLayout(across)
        self._show()

    def retranslate(self, number: int) -> None:
        self.name_field.name(_("Candidate {number}").format(number=number))
        self.choose.setText(_("Picture …"))
        self.drop.setIcon(theme.icon("x", theme.look().accent))
        self.drop.setAccessibleName(_("Without a picture"))

    def candidate(self) -> Candidate | None:
        """What stands here; None for a line left empty."""
        name = self.name_field.text()
        return Candidate(name, self._picture) if name.strip() or self._picture else None

    def clear(self) -> None:
        self.name_field.clear()
        self._drop()

    def take_picture(self, path: Path) -> None:
        """The picture in this file; what cannot be read is refused beside the name."""
        try:
            self._picture = square_of(path)
        except BadPicture as problem:
            self.name_field.refuse(self._desk.words(problem))
            return
        self.name_field.forgive()
        self._show()

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a picture"), "", "JPEG, PNG (*.jpg *.jpeg *.png)"
        )
        if path:
            self.take_picture(Path(path))

    def _drop(self) -> None:
        self._picture = None
        self._show()

    def _show(self) -> None:
        self.thumb.setVisible(self._picture is not None)
        self.drop.setVisible(self._picture is not None)
        if self._picture is not None:
            self.thumb.setPixmap(thumbnail(self._picture, _THUMB))


class Candidates(QWidget):
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.lines = [CandidateLine(desk) for _number in range(MOST)]
        self.more = button("quiet", self._add, takes_focus=True)
        self.hint = label("muted", wraps=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for line in self.lines:
            inside.addWidget(line)
        inside.addLayout(row(self.more, self.hint, None))
        inside.addStretch(1)
        self.clear()

    def retranslate(self) -> None:
        for number, line in enumerate(self.lines, 1):
            line.retranslate(number)
        self.more.setText(_("Another candidate"))
        self.more.setIcon(theme.icon("plus", theme.look().accent))
        self.hint.setText(_("A picture is shown small; a line left empty does not count."))

    def candidates(self) -> list[Candidate]:
        return [one for line in self.lines if (one := line.candidate()) is not None]

    def clear(self) -> None:
        for number, line in enumerate(self.lines):
            line.clear()
            line.setVisible(number < _AT_FIRST)
        self.more.setEnabled(True)

    def _add(self) -> None:
        for line in self.lines:
            if line.isHidden():
                line.show()
                line.name_field.setFocus()
                break
        self.more.setEnabled(self.lines[-1].isHidden())


def thumbnail(picture: bytes, side: int) -> QPixmap:
    """The picture as large as it is shown here."""
    pixmap = QPixmap()
    pixmap.loadFromData(picture)
    return pixmap.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
