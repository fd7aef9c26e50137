"""What a guest's phone needs in order to reach the shop's page: first its Wi-Fi, then the page."""

import re
import secrets
from typing import NamedTuple

from shopfans.domain.errors import BadWifiPassword, WifiNameTooLong

LONGEST_NAME = 32
"""Bytes of a network's name (IEEE 802.11)."""
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 63
"""Characters of a WPA passphrase (IEEE 802.11)."""

_SPECIAL = re.compile(r'([\\;,:"])')


def new_secret() -> str:
    """The path of the page: 128 bits that nobody guesses."""
    return secrets.token_urlsafe(16)


class Wifi(NamedTuple):
    """The shop's own; without a password it is open to everybody, without a name there is none."""

    name: str = ""
    password: str = ""

    @property
    def code(self) -> str:
        """The text of a QR code with which a phone joins it (the form that ZXing began); empty if
        there is none."""
        if not self.name:
            return ""
        if not self.password:
            return f"WIFI:T:nopass;S:{_escaped(self.name)};;"
        return f"WIFI:T:WPA;S:{_escaped(self.name)};P:{_escaped(self.password)};;"


def parse_wifi_name(text: str) -> str:
    """The name as typed, spaces inside kept. Raises WifiNameTooLong."""
    name = text.strip()
    if len(name.encode()) > LONGEST_NAME:
        raise WifiNameTooLong(LONGEST_NAME)
    return name


def parse_wifi_password(text: str) -> str:
    """The password as typed; empty for an open network. Raises BadWifiPassword."""
    is_plain = text.isascii() and text.isprintable()
    if text and not (is_plain and SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD):
        raise BadWifiPassword(SHORTEST_PASSWORD, LONGEST_PASSWORD)
    return text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
