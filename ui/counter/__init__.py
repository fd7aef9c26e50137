"""The cashier's place: find, greet, sell, and be clean for the next guest."""
