"""The calendar that drops from a date, in the shop's look and language."""

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from shopfans import texts
from ui import theme

_SIZE = QSize(340, 300)
_ARROWS = {"qt_calendar_prevmonth": "caret-left", "qt_calendar_nextmonth": "caret-right"}


def dress(calendar: QCalendarWidget) -> None:
    """Qt brings red weekends, its own arrows and the computer's language."""
    calendar.setLocale(QLocale(texts.language()))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setMinimumSize(_SIZE)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain, muted = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(QColor(theme.look().text))
    muted.setForeground(QColor(theme.look().muted))
    muted.setBackground(QColor(theme.look().surface))
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, plain)
    calendar.setHeaderTextFormat(muted)
    for name, icon in _ARROWS.items():
        arrow = calendar.findChild(QToolButton, name)
        if isinstance(arrow, QToolButton):
            arrow.setIcon(theme.icon(icon, theme.look().accent))
