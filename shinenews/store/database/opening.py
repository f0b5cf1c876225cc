"""Opening the store: SQLite in the data folder, or any database that an SQLAlchemy URL names."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DatabaseError, DBAPIError, InternalError, OperationalError, SQLAlchemyError

from shinenews.store import tables
from shinenews.store.database import migrations
from shinenews.store.database.failures import StoreError, cause_of
from shinenews.store.database.location import FILE, locate, name


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
    address = locate(folder, url)
    try:
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_pragmas)
        _prepare(engine, folder)
        event.listen(engine, "handle_error", _say_what_failed)
    except (SQLAlchemyError, ImportError) as error:
        message = f"The store {name(address)} can't be opened ({cause_of(error)}); nothing was changed in it."
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
