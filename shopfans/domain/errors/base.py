"""The refusal that all others are."""


class ShopError(Exception):
    """A refusal that a person at the counter may read: all is undone and nothing is lost."""
