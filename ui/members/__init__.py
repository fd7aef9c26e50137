"""Members: everybody who joined, and what is known of each."""
