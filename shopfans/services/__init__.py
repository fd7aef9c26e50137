"""The use cases, a folder a topic: each module one activity of the shop, with its commands, its
questions and their answers."""
