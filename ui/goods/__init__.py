"""The goods and their categories, kept by the owner."""
