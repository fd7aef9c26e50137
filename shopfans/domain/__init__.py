"""The rules of the shop as functions of plain values: no clock, no files, no database, no
sentences."""
