"""What a picture is."""

from PySide6.QtWidgets import QWidget

Picture = tuple[str, QWidget]
"""The name of its file, and what is shown."""
