"""The documents of a feed, beside its lines: those that describe it, and its newest articles to subscribe to."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from shinenews.feeds import datapackage, formats, manifest, schema
from shinenews.store.selection import Selection

Render = Callable[[Connection, str, str], bytes]
"""Makes a document's bytes from the store, for a section and the run that published last."""


def _of_newest(render: formats.Render) -> Render:
    return lambda connection, section, _run: b"".join(render(connection, Selection((section,))))


DOCUMENTS: Mapping[str, Render] = {
    "schema.json": lambda _connection, _section, _run: schema.render(),
    "tableschema.json": lambda _connection, _section, _run: datapackage.table_schema(),
    "datapackage.json": lambda connection, section, _run: datapackage.render(connection, section),
    **{path: _of_newest(render) for path, render in formats.FILES.items()},
    "manifest.json": manifest.render,
}
"""By path below the feed's folder. A document may tell of those before it; the manifest is the last."""
