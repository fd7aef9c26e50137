"""Backups: made, proved, sealed and restored."""
