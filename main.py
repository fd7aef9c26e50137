"""Opens the window of ShopFans; or is one of its processes that work apart, if asked to be."""

import sys

from shopfans.services.apart import process
from shopfans.services.apart.asking import CHECK_FILE
from shopfans.services.spreadsheets import child
from shopfans.services.spreadsheets.apart import READ_WORKBOOK

APART = {CHECK_FILE: process.main, READ_WORKBOOK: child.main}


def main() -> int:
    """Do what the arguments ask for; the exit code."""
    work = APART.get(" ".join(sys.argv[1:]))
    if work is not None:
        return work()
    from ui.app import main as show  # a process that works apart needs no window

    return show()


if __name__ == "__main__":
    sys.exit(main())
