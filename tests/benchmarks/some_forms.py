"""So many guests sign up by phone, and end: watched from outside for its flushes."""

import sys
from contextlib import closing
from pathlib import Path

from shopfans.database import opening
from shopfans.web.server import SignUpServer
from tests.web import crowd

with (
    closing(opening.open_shop(Path(sys.argv[1]))) as shop,
    closing(SignUpServer(shop, address="127.0.0.1")) as server,
):
    crowd.sign_up(server.url, int(sys.argv[2]))
