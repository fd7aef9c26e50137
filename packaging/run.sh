#!/usr/bin/env bash
# Opens the shop, and sets up what that needs the first time.
#
#   bash packaging/run.sh                      your own shop
#   bash packaging/run.sh --demo [salon]       a dessert shop, or a salon, with a year behind it
#   bash packaging/run.sh --virtual [FOLDER]   no screen: saves a picture of each place to FOLDER
#
# What follows goes to the program: --help lists it.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)

if [ "${1:-}" = --virtual ]; then
    bash "$top/packaging/setup.sh" virtual
    folder=${2:-pictures}
    # no exec: xvfb-run as the first process of a container would wait for ever
    env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1080x24" \
        "$top/.venv/bin/python" "$top/main.py" --demo --pictures "$folder" "${@:3}"
    exit
fi
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no screen here: start it on a desktop," \
        "or run \`bash packaging/run.sh --virtual FOLDER\` to save pictures of each place." >&2
    exit 1
fi
bash "$top/packaging/setup.sh" run
exec "$top/.venv/bin/python" "$top/main.py" "$@"
