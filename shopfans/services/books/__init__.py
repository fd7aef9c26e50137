"""The books: their figures, their truths and their seals."""
