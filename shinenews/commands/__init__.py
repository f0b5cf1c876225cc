"""The project's own commands of `scrapy`: what each is called, says of itself and takes.

Scrapy imports all of them whenever it starts, so they import nothing heavy: what a command does is in the action of
its name, which is imported when it is run.
"""

import atexit
import gc
import sys


def _end_at_once() -> None:
    """Keep a process that ends from being looked through for what could be freed: a fifth of a short command."""
    if "duckdb" not in sys.modules:  # which complains at length of what is not freed
        gc.freeze()


atexit.register(_end_at_once)
