"""A backup takes the shop's place."""
