"""Opening the store to be read and nothing else, all of it as it is at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, NullPool, create_engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from shinenews.store import tables
from shinenews.store.database.failures import StoreError, cause_of
from shinenews.store.database.location import locate, name


@contextmanager
def read_database(folder: Path, url: str = "") -> Iterator[Connection]:
    """Open the store to be read and nothing else, all of it as it is at one moment; `url` is as in `open_database`.

    Makes and changes no file, and waits for no crawl. Raises `StoreError` when there is no store or it can't be read,
    also while it is being read; at its end, when what was read may be none of one moment.
    """
    address = locate(folder, url)
    where = name(address)
    if address.get_backend_name() == "sqlite":
        with _undisturbed(Path(where)) as address:
            yield from _reading(address, where)
    else:
        yield from _reading(address, where)


def _reading(address: URL, where: str) -> Iterator[Connection]:
    try:
        engine = create_engine(address, poolclass=NullPool, execution_options={"postgresql_readonly": True})
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            _check_readable(connection, where)
            yield connection
    except (SQLAlchemyError, ImportError, OSError) as error:
        message = f"The store {where} can't be read ({cause_of(error)}); nothing was changed in it."
        raise StoreError(message) from error


@contextmanager
def _undisturbed(file: Path) -> Iterator[URL]:
    """Give the address at which an SQLite store is read; raise `StoreError` when it may have been read in pieces.

    Without a log beside it nobody is writing, and SQLite, which would make one even to read, is told so. A crawl that
    begins meanwhile does no harm until it writes to the file itself.
    """
    if not file.is_file():
        message = f"There is no store at {file}: a crawl makes one, or name another data folder in SHINENEWS_DATA."
        raise StoreError(message)
    is_alone, before = not file.with_name(file.name + "-wal").exists(), _written(file)
    query = {"mode": "ro", "uri": "true"} | ({"immutable": "1"} if is_alone else {})
    try:
        yield URL.create("sqlite", database=f"file:{quote(bytes(file))}", query=query)
    finally:
        if is_alone and _written(file) != before:
            message = f"The store {file} was written by a crawl while it was read; run the command again."
            raise StoreError(message)


def _written(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _check_readable(connection: Connection, where: str) -> None:
    if not inspect(connection).has_table(tables.store.name):
        message = f"{where} is no store of shinenews; nothing was changed in it."
        raise StoreError(message)
    version = connection.execute(select(tables.store.c.version)).scalar_one()
    if version > tables.VERSION:
        message = (
            f"The store {where} is of version {version}, this program reads up to version {tables.VERSION}; "
            f"run the release of shinenews that made it, or name another data folder."
        )
        raise StoreError(message)
    if version < tables.VERSION:
        message = (
            f"The store {where} is of version {version}, this program reads version {tables.VERSION}; "
            f"the next crawl brings it up to date."
        )
        raise StoreError(message)
