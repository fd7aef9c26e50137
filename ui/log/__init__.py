"""Who did what, what is odd, and whether the books are intact."""
