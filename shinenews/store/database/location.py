"""Where the store is: what `SHINENEWS_STORE` names, and how a message calls it."""

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from shinenews.store.database.failures import StoreError

FILE = "shinenews.db"
"""The name of the SQLite store in the data folder."""

_PASSWORD = re.compile(r"(?<=://)([^:/?#]*):.*@|([?&;]\w*passw(?:or)?d)=[^&;]*", re.IGNORECASE)


def locate(folder: Path, url: str) -> URL:
    """Give the address of the store: what `url` names, or the file in the data folder.

    Raises `StoreError` when `url` is none, or names no lasting store.

    >>> locate(Path("what?"), "").database
    'what?/shinenews.db'
    """
    try:
        return read(url) if url else URL.create("sqlite", database=str(folder / FILE))
    except ValueError as error:
        message = f"The store {masked(url)} can't be opened: {error}."
        raise StoreError(message) from error


def read(url: str) -> URL:
    """Read an SQLAlchemy URL; raises ValueError, which says what to write, when it is none or names no lasting store.

    >>> read("sqlite://")
    Traceback (most recent call last):
    ValueError: a store in memory is lost with the run: name a file, like sqlite:////srv/shinenews.db
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        message = "write an SQLAlchemy URL, like postgresql+psycopg://user@host:5432/database"
        raise ValueError(message) from None
    if address.get_backend_name() == "sqlite" and _is_in_memory(address):
        message = "a store in memory is lost with the run: name a file, like sqlite:////srv/shinenews.db"
        raise ValueError(message)
    return address


def name(address: URL) -> str:
    """Name a store in a message: SQLite's by its file, another by its URL without the password."""
    if address.get_backend_name() == "sqlite" and address.database:
        return address.database
    return masked(address.render_as_string())


def masked(text: str) -> str:
    """Hide the passwords in what may be a URL, however it is written.

    >>> masked("postgresql://me:secret@host:port/x"), masked("https://www.shine.cn")
    ('postgresql://me:***@host:port/x', 'https://www.shine.cn')
    """
    return _PASSWORD.sub(lambda found: f"{found[2]}=***" if found[2] else f"{found[1]}:***@", text)


def _is_in_memory(address: URL) -> bool:
    database = address.database or ":memory:"
    return database.startswith((":memory:", "file::memory:")) or address.query.get("mode") == "memory"
