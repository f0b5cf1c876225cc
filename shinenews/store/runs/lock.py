"""One run at a time: the lock on a data folder, which a dead process does not keep."""

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

from shinenews.store.database.failures import StoreError

_NAME = "shinenews.lock"
_held: set[Path] = set()


class LockedError(StoreError):
    """Another process has the data folder."""


def hold(folder: Path) -> None:
    """Take the lock on a data folder, which is made when it is missing, until this process ends.

    A process that has it already keeps it. Raises `LockedError` when another process has it, and `StoreError` when
    the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        resolved = folder.resolve()
        if resolved in _held:
            return
        descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        _lock(descriptor, folder)
    except OSError as error:
        message = (
            f"The data folder {folder} can't be written ({error.strerror}); "
            f"mend its permissions or make room, or name another in SHINENEWS_DATA."
        )
        raise StoreError(message) from error
    _held.add(resolved)


def _lock(descriptor: int, folder: Path) -> None:
    # The kernel lets go of it when the process ends, however it ends; the file stays, and means nothing by itself.
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        line = f"process {os.getpid()}, since {datetime.now(UTC).isoformat(timespec='seconds')}\n".encode()
        os.ftruncate(descriptor, os.pwrite(descriptor, line, 0))
    except BlockingIOError as error:
        holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "a process that just began"
        os.close(descriptor)
        message = f"Another run is at work in the data folder {folder}: {holder}; let it finish, or stop it."
        raise LockedError(message) from error
    except OSError:
        os.close(descriptor)
        raise
