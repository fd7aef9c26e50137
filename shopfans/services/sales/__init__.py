"""Sales: made, read again, and taken back."""
