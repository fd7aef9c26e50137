"""Backups on the screen: the list, the second place, the way back, and what runs by itself."""
