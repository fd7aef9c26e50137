"""A large file is checked by a process of its own, while this one sells.

Python runs one thread at a time: for what a check works out here, a sale would wait. And a file
that makes the database library fall over ends that process alone.
"""
