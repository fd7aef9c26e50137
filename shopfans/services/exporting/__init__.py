"""The books as a workbook. Imported late: openpyxl takes a third of a second."""
