"""Opens the window of ShopFans."""

import sys

from shopfans.services.spreadsheets import child
from shopfans.services.spreadsheets.apart import READ_WORKBOOK
from ui.app import main

if __name__ == "__main__":
    sys.exit(child.main() if sys.argv[1:] == [READ_WORKBOOK] else main())
