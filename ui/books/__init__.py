"""Books: a month's figures, and the workbook that proves them."""
