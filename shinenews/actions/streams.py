"""Standard streams that are closed, full or without a reader: what is said into them changes nothing else."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Unfailing(io.FileIO):
    """A descriptor to which all can be written; what it doesn't take is lost."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write what can be written."""
        try:
            written = super().write(data)
        except OSError:
            return memoryview(data).nbytes
        return memoryview(data).nbytes if written is None else written  # None: it would have to wait


def let_nothing_fail(*names: str) -> None:
    """Have writing to these streams, "stdout" or "stderr", never fail, not even when the process ends.

    To one that was closed and is not named, nothing can be written, as before; but no file takes its place.
    """
    _occupy()
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None or name in names:
            descriptor = os.open(os.devnull, os.O_RDONLY) if stream is None else stream.fileno()
            raw = (_Unfailing if name in names else io.FileIO)(descriptor, "w", closefd=False)
            encoding = stream.encoding if stream else "utf-8"
            text = io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors="backslashreplace", line_buffering=True)
            setattr(sys, name, text)


def let_go() -> None:
    """Have what can't be written to standard output lost, which Python would try once more, and end with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _occupy() -> None:
    """Keep files that are opened later, the store above all, from the numbers of streams that are closed."""
    while (descriptor := os.open(os.devnull, os.O_RDONLY)) <= 2:
        pass
    os.close(descriptor)
