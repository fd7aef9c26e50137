"""The rows of a file from a spreadsheet program, as text: .xlsx, .xls and .csv.

A workbook is looked over first and then read by a process of its own with limits: the library that
is fast enough (a tenth of the time) ends its process when a file asks for too much memory.
"""
