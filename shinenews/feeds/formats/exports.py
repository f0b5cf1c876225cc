"""The formats that a selection of articles can be exported in."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from shinenews.feeds.formats import atom, csv, jsonfeed, jsonl, parquet
from shinenews.feeds.formats.syndication import channel
from shinenews.store.database.failures import StoreError
from shinenews.store.queries.selection import Selection, documents, texts

Render = Callable[[Connection, Selection], Iterator[bytes]]


def _lines(connection: Connection, selection: Selection) -> Iterator[bytes]:
    return map(jsonl.as_line, texts(connection, selection))


def _rows(connection: Connection, selection: Selection) -> Iterator[bytes]:
    return csv.rows(documents(connection, selection))


def _table(connection: Connection, selection: Selection) -> Iterator[bytes]:
    return parquet.table(_lines(connection, selection))


def _atom(connection: Connection, selection: Selection) -> Iterator[bytes]:
    yield atom.render(channel(connection, selection))


def _json_feed(connection: Connection, selection: Selection) -> Iterator[bytes]:
    yield jsonfeed.render(channel(connection, selection))


FORMATS: dict[str, Render] = {
    "jsonl": _lines,
    "csv": _rows,
    "parquet": _table,
    "atom": _atom,
    "jsonfeed": _json_feed,
}
"""By the name that a user gives."""


def export(connection: Connection, selection: Selection, name: str) -> Iterator[bytes]:
    """Yield the bytes of an export. Raises `StoreError` for what is no article in the store, and OSError."""
    try:
        yield from FORMATS[name](connection, selection)
    except ValueError as error:
        message = f"The store holds what is no article ({error})."
        raise StoreError(message) from error
