"""Staff: their PINs, their rights and the traces of what they did."""
