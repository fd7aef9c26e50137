"""A long list in memory, and Python not looking through it again and again for rings of garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """In this block nothing is looked for that only refers to itself; what nobody refers to goes
    at once, as ever.

    Of a list of 100,000 members every row stays until the end, and a fifth of the time went into
    finding that out.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # put aside and taken back, all that is there counts as old: else the next object
            # made would have the whole list looked through once more
            gc.freeze()
            gc.unfreeze()
            gc.enable()
