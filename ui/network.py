"""Where phones in the shop can reach this computer."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QNetworkInterface

_TYPE = QNetworkInterface.InterfaceType
_WIFI = _TYPE.Wifi
_KINDS = (_WIFI, _TYPE.Ethernet)
_BEGIN = ("docker", "veth", "virbr", "vmnet", "br-", "tun", "tap", "wg", "utun", "vethernet", "lxc")
_CONTAIN = (
    "virtual", "vmware", "hyper-v", "tailscale", "zerotier", "hamachi", "wireguard", "bluetooth",
    "loopback", "vpn", "(wsl",
)  # fmt: skip


class Network(NamedTuple):
    """One in which this computer is, with its address there."""

    key: str
    """The computer's own name for it, which stays when the address changes."""
    name: str
    """As the computer's settings call it."""
    address: str
    is_wifi: bool


class Seen(NamedTuple):
    """An adapter as Qt tells of it."""

    key: str
    name: str
    kind: _TYPE
    is_up: bool
    addresses: tuple[str, ...]


def networks() -> list[Network]:
    """Those in which phones can be, Wi-Fi first; what only programs see is left out."""
    return real_ones([_seen(adapter) for adapter in QNetworkInterface.allInterfaces()])


def real_ones(adapters: Sequence[Seen]) -> list[Network]:
    """Wi-Fi and cable with an IPv4 address that somebody gave them."""
    found = [
        Network(one.key, one.name, address, one.kind is _WIFI)
        for one in adapters
        if one.is_up and one.kind in _KINDS and not _is_virtual(one)
        for address in one.addresses[:1]
    ]
    return sorted(found, key=lambda one: not one.is_wifi)


def _is_virtual(adapter: Seen) -> bool:
    names = (adapter.key.lower(), adapter.name.lower())
    return any(name.startswith(_BEGIN) or any(s in name for s in _CONTAIN) for name in names)


def _seen(adapter: QNetworkInterface) -> Seen:
    flags, flag = adapter.flags(), QNetworkInterface.InterfaceFlag
    up = flag.IsUp | flag.IsRunning
    return Seen(
        adapter.name(),
        adapter.humanReadableName(),
        adapter.type(),
        is_up=flags & up == up and not flags & flag.IsLoopBack,
        addresses=tuple(
            entry.ip().toString() for entry in adapter.addressEntries() if _is_given(entry.ip())
        ),
    )


def _is_given(address: QHostAddress) -> bool:
    """A computer that nobody gives an address takes 169.254.…: no phone finds it there."""
    is_v4 = address.protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
    return is_v4 and not address.isLinkLocal()
