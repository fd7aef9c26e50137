"""The network of the shop."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class CannotServe(ShopError):
    """Phones cannot be let in at this address of the computer."""

    address: str


@dataclass(eq=False)
class PortTaken(ShopError):
    """Another program of this computer uses it."""

    port: int


@dataclass(eq=False)
class NoNetwork(ShopError):
    """This computer is in no network in which phones could be."""


@dataclass(eq=False)
class NetworkGone(ShopError):
    """The network that the owner chose is not there now."""


@dataclass(eq=False)
class PageSilent(ShopError):
    """The page is served and does not answer."""

    address: str


@dataclass(eq=False)
class WifiNameTooLong(ShopError):
    most: int


@dataclass(eq=False)
class BadWifiPassword(ShopError):
    least: int
    most: int
