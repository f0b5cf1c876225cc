"""The documents of a feed, beside its lines: those that describe it, and its newest articles to subscribe to."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from shinenews.feeds import schema
from shinenews.feeds.publishing import datapackage, manifest
from shinenews.store.queries.selection import Selection

if TYPE_CHECKING:
    from shinenews.feeds.formats.syndication import Channel

Render = Callable[[Connection, str, str], bytes]
"""Makes a document's bytes from the store, for a section and the run that published last."""

_ATOM = "atom.xml"


def _atom(connection: Connection, section: str, _run: str) -> bytes:
    """Make what an export is, but for a link to itself: where it is put is not known, but its name is."""
    from shinenews.feeds.formats import atom

    return atom.render(_channel(connection, section), _ATOM)


def _json_feed(connection: Connection, section: str, _run: str) -> bytes:
    from shinenews.feeds.formats import jsonfeed

    return jsonfeed.render(_channel(connection, section))


def _channel(connection: Connection, section: str) -> "Channel":
    from shinenews.feeds.formats.syndication import channel

    return channel(connection, Selection((section,)))


DOCUMENTS: Mapping[str, Render] = {
    "schema.json": lambda _connection, _section, _run: schema.render(),
    "tableschema.json": lambda _connection, _section, _run: datapackage.table_schema(),
    "datapackage.json": lambda connection, section, _run: datapackage.render(connection, section),
    _ATOM: _atom,
    "feed.json": _json_feed,
    "manifest.json": manifest.render,
}
"""By path below the feed's folder. A document may tell of those before it; the manifest is the last."""
