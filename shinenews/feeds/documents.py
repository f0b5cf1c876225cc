"""The documents of a feed, beside its lines: those that describe it, and its newest articles to subscribe to."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from shinenews.feeds import datapackage, manifest, schema
from shinenews.store.selection import Selection

Render = Callable[[Connection, str, str], bytes]
"""Makes a document's bytes from the store, for a section and the run that published last."""


def _export(name: str) -> Render:
    def render(connection: Connection, section: str, _run: str) -> bytes:
        from shinenews.feeds.formats import FORMATS

        return b"".join(FORMATS[name](connection, Selection((section,))))

    return render


DOCUMENTS: Mapping[str, Render] = {
    "schema.json": lambda _connection, _section, _run: schema.render(),
    "tableschema.json": lambda _connection, _section, _run: datapackage.table_schema(),
    "datapackage.json": lambda connection, section, _run: datapackage.render(connection, section),
    "atom.xml": _export("atom"),
    "feed.json": _export("jsonfeed"),
    "manifest.json": manifest.render,
}
"""By path below the feed's folder. A document may tell of those before it; the manifest is the last."""
