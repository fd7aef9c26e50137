"""Day close: the drawer counted and handed over, the day closed, and its slip."""
