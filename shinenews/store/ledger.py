"""The ledger of the feeds' files: what was published last, and how it then lay on the disk."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update

from shinenews.store.tables import files

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a feed, as `tables.files` has it; `path` is below the feed's folder."""

    feed: str
    path: str
    rows: int
    sha256: str
    first_day: str | None
    last_day: str | None
    run: str
    size: int | None
    changed_ns: int | None


def touched(connection: Connection, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield feed and path of each file that does not lie below `folder` as it was published, by feed and path.

    By its size and the time of its last status change, which comes with every edit and can't be set back.
    """
    query = select(files.c.feed, files.c.path, files.c.size, files.c.changed_ns).order_by(files.c.feed, files.c.path)
    root = str(folder)
    for feed, path, size, changed_ns in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        # As texts: there may be a file for each run and section, and this is done at the start of every run.
        if _lying(f"{root}/{feed}/{path}") != (size, changed_ns):
            yield feed, path


def _lying(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - see above
    except OSError:
        return None
    return found.st_size, found.st_ctime_ns


def entries(connection: Connection, feed: str, folder: str = "") -> Iterator[Entry]:
    """Yield the files of a feed, or those in one folder of it, by path."""
    query = select(*(files.c[name] for name in Entry.__slots__)).where(files.c.feed == feed).order_by(files.c.path)
    if folder:
        query = query.where(files.c.path.between(f"{folder}/", f"{folder}0"))  # what comes after a slash
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield Entry(*row)


def entry(connection: Connection, feed: str, path: str) -> Entry:
    """Give a file of a feed."""
    query = select(*(files.c[name] for name in Entry.__slots__)).where(files.c.feed == feed, files.c.path == path)
    return Entry(*connection.execute(query).one())


def documents(connection: Connection, feed: str) -> list[tuple[str, str]]:
    """List the files of a feed that lie in none of its folders, by path, each with its SHA-256."""
    query = select(files.c.path, files.c.sha256).where(files.c.feed == feed, ~files.c.path.contains("/"))
    return [(path, sha256) for path, sha256 in connection.execute(query.order_by(files.c.path))]


def last_run(connection: Connection, feed: str) -> str:
    """Give the run that published a feed last."""
    run: str = connection.execute(select(func.max(files.c.run)).where(files.c.feed == feed)).scalar_one()
    return run


def feeds(connection: Connection) -> list[str]:
    """List the feeds."""
    return list(connection.execute(select(files.c.feed).distinct().order_by(files.c.feed)).scalars())


def enter(connection: Connection, entry: Entry) -> None:
    """Note a file in the place of what was noted of it before."""
    forget(connection, entry.feed, entry.path)
    connection.execute(insert(files).values({name: getattr(entry, name) for name in Entry.__slots__}))


def forget(connection: Connection, feed: str, path: str) -> None:
    """Note that a file is no part of its feed any more."""
    connection.execute(delete(files).where(files.c.feed == feed, files.c.path == path))


def stamp(connection: Connection, feed: str, path: str, file: Path) -> None:
    """Note how a file that was published lies on the disk now. Raises OSError when it doesn't."""
    found = file.stat()
    of_file = update(files).where(files.c.feed == feed, files.c.path == path)
    connection.execute(of_file.values(size=found.st_size, changed_ns=found.st_ctime_ns))
