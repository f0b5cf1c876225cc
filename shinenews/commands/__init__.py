"""The project's own commands of `scrapy`: what each is called, says of itself and takes.

Scrapy imports all of them whenever it starts, so they import nothing heavy: what a command does is in the action of
its name, which is imported when it is run.
"""

import argparse
import atexit
import gc
import sys


class Steady:
    """Mixed into a command, it has nothing depend on whether what is said, to these streams, can be written."""

    unfailing: tuple[str, ...] = ("stderr",)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options, with the streams prepared."""
        from shinenews.actions.streams import let_nothing_fail

        let_nothing_fail(*self.unfailing)
        super().process_options(args, opts)  # type: ignore[misc]


def _end_at_once() -> None:
    """Keep a process that ends from being looked through for what could be freed: a fifth of a short command."""
    if "duckdb" not in sys.modules:  # which complains at length of what is not freed
        gc.freeze()


atexit.register(_end_at_once)
