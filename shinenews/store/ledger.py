"""The ledger of the feeds' files: what was published last, and how it then lay on the disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from shinenews.store.tables import files


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

    def lies_as_published(self, file: Path) -> bool:
        """Tell whether a file has not been touched since it was published.

        By its size and the time of its last status change, which comes with every edit and can't be set back.
        """
        try:
            found = file.stat()
        except OSError:
            return False
        return (found.st_size, found.st_ctime_ns) == (self.size, self.changed_ns)


def entries(connection: Connection, feed: str | None = None) -> Iterator[Entry]:
    """Yield the files of a feed, or of all of them, by feed and path."""
    query = select(*(files.c[name] for name in Entry.__slots__)).order_by(files.c.feed, files.c.path)
    for row in connection.execute(query if feed is None else query.where(files.c.feed == feed)):
        yield Entry(*row)


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
