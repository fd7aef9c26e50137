"""A list from a spreadsheet comes in: which file, what each column is, what becomes of each row."""
