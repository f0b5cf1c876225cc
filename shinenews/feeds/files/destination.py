"""Where an export goes: to a file, which appears whole or not at all, or on down a pipe."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from shinenews.feeds.files import atomic


class DestinationError(Exception):
    """What was to be written to can't be; the message is one sentence for the user."""


def deliver(chunks: Iterable[bytes], path: Path | None) -> None:
    """Write to a file, or to standard output when there is none; a pipe whose reader has left is no error.

    A file that was there stays as it was until the new one is complete; what is no plain file, like a named pipe, is
    written to as it is. Raises `DestinationError`.
    """
    try:
        with suppress(BrokenPipeError):
            if path is None:
                _to_standard_output(chunks)
            elif path.exists() and not path.is_file():
                with path.open("wb") as device:
                    device.writelines(chunks)
            else:
                atomic.write_lines(path.resolve(), chunks)
    except OSError as error:
        where = f"{path} can't be written, and stays as it was" if path else "Standard output can't be written"
        message = f"{where} ({error.strerror})."
        raise DestinationError(message) from error


def _to_standard_output(chunks: Iterable[bytes]) -> None:
    try:
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.flush()
    except OSError:
        # Python flushes once more at its end, and would complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
