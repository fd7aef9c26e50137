"""Files shipped with the program, and the one way to reach them."""

from pathlib import Path

_HERE = Path(__file__).parent


def text(name: str) -> str:
    """The contents of a shipped text file, by its path below this folder."""
    return path(name).read_text("utf-8")


def path(name: str) -> Path:
    """Where a shipped file lies, for libraries that want to open it themselves."""
    return _HERE / name
