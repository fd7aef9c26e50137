"""Where phones in the shop can reach this computer."""

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

_KINDS = (QNetworkInterface.InterfaceType.Wifi, QNetworkInterface.InterfaceType.Ethernet)
_VIRTUAL = ("docker", "veth", "virbr", "vmnet", "br-", "tun", "tap")


def lan_address() -> str | None:
    """This computer's IPv4 address on the shop's network, Wi-Fi first; None if it is in none."""
    found: list[tuple[int, str]] = []
    for interface in QNetworkInterface.allInterfaces():
        flags = interface.flags()
        is_up = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning
        if flags & is_up != is_up or flags & QNetworkInterface.InterfaceFlag.IsLoopBack:
            continue
        if interface.name().startswith(_VIRTUAL) or interface.type() not in _KINDS:
            continue
        found += [
            (_KINDS.index(interface.type()), entry.ip().toString())
            for entry in interface.addressEntries()
            if entry.ip().protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
        ]
    return min(found)[1] if found else None
