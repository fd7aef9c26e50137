"""Today: one list of people to greet, worked through line by line."""
