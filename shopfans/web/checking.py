"""Whether our own page answers at the address that its code carries."""

from contextlib import closing
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from shopfans.web.guards import SELF_CHECK

PATIENCE = 3.0
"""Seconds: a guest would not wait longer either."""


def answers(url: str) -> bool:
    """Opens it as a phone would; the owner's list of visits leaves this one out."""
    place = urlsplit(url)
    assert place.hostname
    try:
        with closing(HTTPConnection(place.hostname, place.port, timeout=PATIENCE)) as phone:
            phone.request("HEAD", place.path, headers={"User-Agent": SELF_CHECK})
            return phone.getresponse().status == 200
    except (OSError, HTTPException):
        return False
