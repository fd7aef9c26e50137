"""Files shipped with the program, and the one way to reach them."""

from importlib.resources import files
from pathlib import Path


def text(name: str) -> str:
    """The contents of a shipped text file, by its path below this folder."""
    return files(__name__).joinpath(name).read_text("utf-8")


def path(name: str) -> Path:
    """Where a shipped file lies, for libraries that want to open it themselves."""
    return Path(str(files(__name__).joinpath(name)))
