"""Where a command speaks to a person: a terminal, or what its output is led to."""

import io
import sys

from rich.console import Console


def open_console() -> Console:
    """Give standard output; what its encoding lacks is printed as a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False)
