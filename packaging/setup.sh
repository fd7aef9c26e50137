#!/usr/bin/env bash
# Makes .venv ready: `setup.sh run` for the window, `setup.sh virtual` to picture it without a
# screen, `setup.sh test` for everything. Says nothing and takes no time when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

window=(libegl1 libgl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libdbus-1-3 libxcb-cursor0
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0)
virtual=(xvfb xauth)
tests=(xdotool chromium libatomic1 libreoffice-calc poppler-utils strace)

need_packages() {
    command -v dpkg-query >/dev/null || return 0
    local installed missing command
    # newer releases carry some libraries under a name that ends in t64
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' |
        sed -n 's/^installed //; T; s/t64$//; p')
    missing=$(printf '%s\n' "$@" | grep -vxF "$installed" | paste -sd ' ') || return 0
    command="apt-get install -y --no-install-recommends $missing"
    if [ "$(id -u)" != 0 ]; then
        echo "Some packages of the system are missing. Run this line, then start again:" >&2
        echo "sudo apt-get update && sudo $command" >&2
        exit 1
    fi
    echo "Installing packages of the system: $missing" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && $command; } >.apt.log 2>&1 || { cat .apt.log >&2; exit 1; }
    rm .apt.log
}

newest_python() {
    local candidate
    # a name may be there and not work (version managers): only running it tells
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        "$candidate" -c 'import sys
if not (3, 11) <= sys.version_info < (3, 15): sys.exit(1)
# of an activated .venv, which is about to go, the one that it was made from
print(sys._base_executable)' 2>/dev/null && return
    done
    echo "ShopFans needs Python 3.11, 3.12, 3.13 or 3.14, and none of them works here." >&2
    exit 1
}

find_uv() {
    local candidate python
    for candidate in uv .tools/bin/uv; do
        "$candidate" --version >/dev/null 2>&1 && echo "$candidate" && return
    done
    for python in "$1" python3; do
        "$python" -m pip --version >/dev/null 2>&1 || continue
        # into a folder of our own, so that the system's Python stays as it is (PEP 668)
        "$python" -m pip install -qq --disable-pip-version-check --upgrade --target .tools uv >&2 &&
            echo .tools/bin/uv && return
        break
    done
    echo "The libraries cannot be fetched: this needs pip (sudo apt-get install python3-pip)" \
        "and, this once, the internet." >&2
    exit 1
}

is_ready() {
    cmp -s "packaging/$1" ".venv/$1" &&
        [ "$(cat .venv/lib/python3*/site-packages/shopfans.pth)" = "$PWD" ] &&
        .venv/bin/python -c ''
}

need_libraries() {
    local lock=$1 python uv
    is_ready "$lock" 2>/dev/null && return
    python=$(newest_python)
    uv=$(find_uv "$python")
    echo "Setting up the libraries. This takes a minute, once." >&2
    rm -rf .venv
    UV_PYTHON_DOWNLOADS=never "$uv" venv -q --python "$python" .venv
    # pip knows the mirror and the certificates its owner gave it, uv does not; so pip has the last
    # word, and says what is wrong
    "$uv" pip install -q --python .venv/bin/python --require-hashes -r "packaging/$lock" 2>/dev/null ||
        "$python" -m pip --python .venv/bin/python install -qq --require-hashes -r "packaging/$lock"
    echo "$PWD" >"$(echo .venv/lib/python3*/site-packages)/shopfans.pth"
    # last, so that a set-up that was stopped begins again
    cp packaging/locked-run.txt .venv/ && cp "packaging/$lock" .venv/
}

case "${1:-}" in
run) packages=("${window[@]}") lock=locked-run.txt ;;
virtual) packages=("${window[@]}" "${virtual[@]}") lock=locked-run.txt ;;
test) packages=("${window[@]}" "${virtual[@]}" "${tests[@]}") lock=locked.txt ;;
*) sed -n '2,3s/^# //p' packaging/setup.sh >&2; exit 2 ;;
esac
# without a Chinese font the names of the guests are boxes
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || packages+=(fonts-noto-cjk)
need_packages "${packages[@]}"
need_libraries "$lock"
