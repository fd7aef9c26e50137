"""A picture of each place, taken from the running program: for the README, and where there is no
screen. A file a place; the order is one, since each goes on from what the one before left."""
