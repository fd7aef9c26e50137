"""Sales of the years before come in from a file: tried out, written at once, undone."""
