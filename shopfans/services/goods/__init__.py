"""Goods and gifts, and their prices."""
