"""A user of this computer, with nothing of anybody else's."""

from pathlib import Path

import pytest

from tests.ui.patience import qtbot

__all__ = ["qtbot"]


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path
