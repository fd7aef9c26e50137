#!/usr/bin/env bash
# Everything that must hold before a change is taken; arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
bash packaging/setup.sh test
export PATH="$PWD/.venv/bin:$PATH" QT_QPA_PLATFORM=xcb

ruff check .
ruff format --check .
mypy
mypy main.py packaging/translations.py
lint-imports
python packaging/translations.py check
python -m pytest -n 2 "$@"
