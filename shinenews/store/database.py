"""Opening the store: SQLite in the data folder, or any database that an SQLAlchemy URL names."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect, select
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DatabaseError, DBAPIError, InternalError, OperationalError, SQLAlchemyError

from shinenews.store import migrations, tables
from shinenews.store.location import FILE, locate, masked, name


class StoreError(Exception):
    """The store or the data folder can't be used; the message is one sentence for the user."""


def open_database(folder: Path, url: str = "") -> Engine:
    """Open the store, and make it when there is none.

    `url` is an SQLAlchemy URL; empty, it is `shinenews.db` in `folder`, which is made when it is missing. What fails
    later in the store, as on a full disk or a damaged page, is raised as `StoreError` by the engine. Raises
    `StoreError` when either can't be used, the store is of a newer version, or it is empty beside feeds that came
    from another; nothing is deleted or overwritten. A store of an older version is brought up to date.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"The data folder {folder} can't be made ({error.strerror}); "
            f"mend the permissions, or name another in SHINENEWS_DATA."
        )
        raise StoreError(message) from error
    file = folder / FILE
    if not url and not (file.exists() and file.stat().st_size):
        _refuse_to_replace(folder, str(file))
    address = _locate(folder, url)
    try:
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_pragmas)
        _prepare(engine, folder)
        event.listen(engine, "handle_error", _say_what_failed)
    except (SQLAlchemyError, ImportError) as error:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        message = f"The store {name(address)} can't be opened ({cause}); nothing was changed in it."
        raise StoreError(message) from error
    return engine


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """Have what is changed in a `with` block committed together at its end, or else not at all.

    Raises `StoreError` when the store fails, in a `Prepared` statement, too.
    """
    try:
        with connection.begin():
            yield connection
    except DBAPIError as error:
        _raise_if_failed(error, connection.engine)
        raise


def watch(database: Engine) -> Callable[[], None]:
    """Give a check that raises `StoreError` when an SQLite store's file is not the one any more that is open now.

    What is written to a file that was removed or replaced is lost, though nothing fails.
    """
    file = Path(database.url.database or "")
    opened = _identity(file) if database.dialect.name == "sqlite" else None

    def check() -> None:
        if opened and _identity(file) != opened:
            message = (
                f"The store {file} was removed or replaced while the crawl ran; nothing that it brought is kept: "
                f"bring the store back from a backup, or crawl again."
            )
            raise StoreError(message)

    return check


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def read_database(folder: Path, url: str = "") -> Iterator[Connection]:
    """Open the store to be read and nothing else, all of it as it is at one moment; `url` is as in `open_database`.

    Makes and changes no file, and waits for no crawl. Raises `StoreError` when there is no store or it can't be read,
    also while it is being read; at its end, when what was read may be none of one moment.
    """
    address = _locate(folder, url)
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
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        message = f"The store {where} can't be read ({cause}); nothing was changed in it."
        raise StoreError(message) from error


def _locate(folder: Path, url: str) -> URL:
    try:
        return locate(folder, url)
    except ValueError as error:
        message = f"The store {masked(url)} can't be opened: {error}."
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


def _set_pragmas(connection: Any, _: object) -> None:  # noqa: ANN401
    # A write-ahead log survives a killed process, and readers need not wait for the crawl.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # feeds are never ahead of what a power cut leaves of the store
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA busy_timeout=5000")


def _say_what_failed(context: ExceptionContext) -> None:
    _raise_if_failed(context.sqlalchemy_exception, context.engine)


def _raise_if_failed(error: BaseException | None, engine: Engine | None) -> None:
    # The others, like IntegrityError, are the program's own fault.
    if isinstance(error, OperationalError | InternalError) or type(error) is DatabaseError:
        where = name(engine.url) if engine else "of this run"
        message = f"The store {where} failed ({error.orig}); what is stored and published stays as it was."
        raise StoreError(message) from error.orig


def _refuse_to_replace(folder: Path, store: str) -> None:
    if any((folder / "feeds").glob("*/manifest.json")):
        message = (
            f"The data folder {folder} has feeds, but the store {store} is empty or missing; "
            f"bring it back from a backup, or name another data folder: a new store would overwrite the feeds."
        )
        raise StoreError(message)


def _prepare(engine: Engine, folder: Path) -> None:
    found = migrations.version_of(engine)
    if found is None:
        _refuse_to_replace(folder, name(engine.url))
    if found is not None and found > tables.VERSION:
        message = (
            f"The store {name(engine.url)} is of version {found}, this program works with "
            f"version {tables.VERSION}; run the release of shinenews that made it, or name another data folder."
        )
        raise StoreError(message)
    if found != tables.VERSION or not migrations.is_current(engine):
        migrations.bring_up(engine, found)
