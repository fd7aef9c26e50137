"""The picture of what was received, as bars."""

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from shopfans.services.exporting.cells import Kind, number_format
from shopfans.services.exporting.ties import Bars

_WIDTH, _HEIGHT = 19, 10
"""Centimetres."""
_ACCENT, _LINE = "1B66E5", "D5DAE1"


def chart(bars: Bars, digits: int) -> BarChart:
    """Its axes read their names and amounts from the cells; days are told by their number."""
    made = BarChart()
    made.type, made.style, made.gapWidth = "col", 10, 45
    made.title, made.legend = bars.title, None
    made.width, made.height = _WIDTH, _HEIGHT
    series = Series(Reference(range_string=bars.amounts), title=bars.title)
    series.graphicalProperties.solidFill = _ACCENT
    series.graphicalProperties.line.solidFill = _ACCENT
    made.series.append(series)
    made.set_categories(Reference(range_string=bars.names))
    made.x_axis.number_format, made.x_axis.delete = "d", False
    lines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=_LINE)))
    made.y_axis.majorGridlines = lines
    made.y_axis.number_format, made.y_axis.delete = number_format(Kind.MONEY, digits), False
    return made
