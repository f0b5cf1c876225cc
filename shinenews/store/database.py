"""Opening the store: SQLite in the data folder, or any database that an SQLAlchemy URL names."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from shinenews.store import tables


class StoreError(Exception):
    """The store or the data folder can't be used; the message is one sentence for the user."""


def open_database(folder: Path, url: str = "") -> Engine:
    """Open the store, and make it when there is none.

    `url` is an SQLAlchemy URL; empty, it is `shinenews.db` in `folder`, which is made when it is missing. Raises
    `StoreError` when either can't be used, or the store is of another version; nothing is deleted or overwritten.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
        (folder / ".writable").unlink()
    except OSError as error:
        message = (
            f"The data folder {folder} can't be written ({error.strerror}); "
            f"mend its permissions, or name another in SHINENEWS_DATA."
        )
        raise StoreError(message) from error
    try:
        engine = create_engine(make_url(url) if url else f"sqlite:///{folder / 'shinenews.db'}")
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_pragmas)
        _prepare(engine)
    except (SQLAlchemyError, ImportError) as error:
        where = make_url(url).render_as_string() if _is_url(url) else url or folder / "shinenews.db"
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        message = f"The store {where} can't be opened ({cause}); nothing was changed in it."
        raise StoreError(message) from error
    return engine


def _is_url(url: str) -> bool:
    try:
        return bool(make_url(url))
    except SQLAlchemyError:
        return False


def _set_pragmas(connection: Any, _: object) -> None:  # noqa: ANN401
    # A write-ahead log survives a killed process, and readers need not wait for the crawl.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA busy_timeout=5000")


def _prepare(engine: Engine) -> None:
    with engine.begin() as connection:
        if not inspect(connection).has_table(tables.store.name):
            tables.metadata.create_all(connection)
            connection.execute(insert(tables.store).values(version=tables.VERSION))
        version = connection.execute(select(tables.store.c.version)).scalar_one()
    if version != tables.VERSION:
        message = (
            f"The store {engine.url.render_as_string()} is of version {version}, this program works with "
            f"version {tables.VERSION}; run the release of shinenews that made it, or name another data folder."
        )
        raise StoreError(message)
