"""A sum as one reads it on paper: lines, a rule, the total."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.widgets.pieces import label, row, rule


class Sums(QFrame):
    """A heading and a fixed number of lines, of which the last is what the others come to."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.heading = label("heading")
        kinds = ["muted"] * (lines - 1) + ["strong"]
        self.lines = [(label(kind), label("" if kind == "muted" else kind)) for kind in kinds]
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(5)
        inside.addWidget(self.heading)
        for number, (title, figure) in enumerate(self.lines, 1):
            if number == lines:
                inside.addStretch(1)
                inside.addWidget(rule())
            inside.addLayout(row(title, None, figure, gap=8))

    def name(self, heading: str, *titles: str) -> None:
        self.heading.setText(heading)
        for (title, _figure), words in zip(self.lines, titles, strict=True):
            title.setText(words)

    def show_figures(self, *figures: str | None) -> None:
        """A line without a figure is left out."""
        for line, words in zip(self.lines, figures, strict=True):
            line[1].setText(words or "")
            for part in line:
                part.setHidden(words is None)

    def clear(self) -> None:
        """No figures yet."""
        for _title, figure in self.lines:
            figure.setText("–")

    def figures(self) -> Sequence[str]:
        """Those of the lines that are to be seen."""
        return [figure.text() for _title, figure in self.lines if not figure.isHidden()]
