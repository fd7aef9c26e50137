"""ShopFans without any screen: the rules, the books and the use cases of a small shop's counter."""

__version__ = "0.1.0"
