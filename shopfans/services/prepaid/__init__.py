"""Money received ahead, and what it is used for."""
