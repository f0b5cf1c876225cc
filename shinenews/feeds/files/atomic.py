"""Files that appear whole or not at all."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many lines, how many bytes, and their SHA-256 in hex."""

    rows: int
    size: int
    sha256: str


def write_lines(path: Path, lines: Iterable[bytes]) -> Written:
    """Write lines to a file, in one step as seen from outside. Raises OSError; then the file is as it was before."""
    with Changes() as changes:
        return changes.write(path, lines)


class Changes:
    """Changes to files, made together at the end of a `with` block, in the order in which they were asked for.

    Until then each file is written beside the one that it takes the place of, and flushed to the disk: so when the
    disk is full, or an error ends the block, every file is as it was. Raises OSError.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[Path, Path | None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._steps:
                self._make()
        finally:
            for _, beside in self._steps:
                if beside is not None:
                    beside.unlink(missing_ok=True)

    def write(self, path: Path, lines: Iterable[bytes]) -> Written:
        """Write lines to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + _UNFINISHED)
        digest, rows, size = hashlib.sha256(), 0, 0
        try:
            with beside.open("wb") as file:
                self._steps.append((path, beside))
                for line in lines:
                    file.write(line)
                    digest.update(line)
                    rows += 1
                    size += len(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            error.filename = str(path)  # a full disk names none
            raise
        return Written(rows, size, digest.hexdigest())

    def remove(self, path: Path) -> None:
        """Remove a file, if it is there."""
        self._steps.append((path, None))

    def _make(self) -> None:
        for path, beside in self._steps:
            if beside is None:
                path.unlink(missing_ok=True)
            else:
                beside.replace(path)
        for folder in {path.parent for path, _ in self._steps}:
            if folder.is_dir():
                _flush_folder(folder)


def sweep(folder: Path) -> None:
    """Remove what a run that was killed left unfinished."""
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith(_UNFINISHED):
                Path(place, name).unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
