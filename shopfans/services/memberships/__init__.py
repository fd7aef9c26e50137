"""Paid membership: sold, renewed, used month by month, ended, and weighed."""
