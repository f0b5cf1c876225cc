"""Files that appear whole or not at all."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many lines, and the SHA-256 of the bytes in hex."""

    rows: int
    sha256: str


def write_lines(path: Path, lines: Iterable[bytes]) -> Written:
    """Write lines to a file, in one step as seen from outside: beside it first, flushed to the disk, then renamed.

    Raises OSError; then the file is as it was before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + _UNFINISHED)
    digest, rows = hashlib.sha256(), 0
    try:
        with beside.open("wb") as file:
            for line in lines:
                file.write(line)
                digest.update(line)
                rows += 1
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    return Written(rows, digest.hexdigest())


def remove(path: Path) -> None:
    """Remove a file, if it is there, for good."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        _flush_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove what a run that was killed left unfinished."""
    for leftover in folder.rglob(f"*{_UNFINISHED}"):
        leftover.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
