"""Which of the computer's networks phones can be in."""

from PySide6.QtNetwork import QNetworkInterface

from ui.network import Network, Seen, networks, real_ones

WIFI, CABLE = QNetworkInterface.InterfaceType.Wifi, QNetworkInterface.InterfaceType.Ethernet


def adapter(key: str, address: str = "192.168.1.5", *, name: str = "", kind=CABLE, up=True) -> Seen:
    return Seen(key, name or key, kind, up, (address,) if address else ())


def test_wifi_comes_first() -> None:
    cable, wifi = adapter("enp3s0", "10.0.0.2"), adapter("wlan0", kind=WIFI)
    assert real_ones([cable, wifi]) == [
        Network("wlan0", "wlan0", "192.168.1.5", is_wifi=True),
        Network("enp3s0", "enp3s0", "10.0.0.2", is_wifi=False),
    ]


def test_what_only_programs_see_is_left_out() -> None:
    assert (
        real_ones(
            [
                adapter("docker0"),
                adapter("veth12ab"),
                adapter("ethernet_5", name="vEthernet (Default Switch)"),
                adapter("ethernet_6", name="VMware Network Adapter VMnet8"),
                adapter("ethernet_7", name="VirtualBox Host-Only Network"),
                adapter("ethernet_8", name="Bluetooth Network Connection"),
                adapter("tailscale0"),
                adapter("tun0", kind=QNetworkInterface.InterfaceType.Virtual),
            ]
        )
        == []
    )


def test_an_adapter_without_a_cable_or_an_address_is_none() -> None:
    assert real_ones([adapter("eth0", up=False), adapter("eth1", "")]) == []


def test_this_computer_can_be_asked() -> None:
    assert all(one.address and one.key for one in networks())
    assert "127.0.0.1" not in [one.address for one in networks()]
