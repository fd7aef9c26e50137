"""Members: found, joined, noted, known, merged and forgotten."""
