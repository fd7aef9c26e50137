"""Members come in from the list that the shop kept before: tried out, written at once, undone."""
