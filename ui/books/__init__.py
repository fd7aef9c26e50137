"""Books: a period's figures, and the workbook that proves them."""
