"""Who comes back when, and who deserves a word."""
