"""A QR code as a drawing inside a page: nothing else is fetched for it."""

from markupsafe import Markup

from shopfans.squares import dark_runs, matrix_of

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def drawn(text: str, title: str) -> Markup:
    """The code as an SVG, black on white in every look; `title` is what a screen reader says."""
    matrix = matrix_of(text)
    side = len(matrix) + 2 * QUIET
    bars = "".join(
        f"M{QUIET + start} {QUIET + y}h{length}v1h-{length}z"
        for y, line in enumerate(matrix)
        for start, length in dark_runs(line)
    )
    return Markup(
        '<svg class="code" viewBox="0 0 {side} {side}" role="img" aria-label="{title}" '
        'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        '<path d="{bars}" fill="#000"/></svg>'
    ).format(side=side, title=title, bars=bars)
