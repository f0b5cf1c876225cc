"""The documents that describe a feed, beside its lines."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from shinenews.feeds import datapackage, manifest, schema

Render = Callable[[Connection, str, str], bytes]
"""Makes a document's bytes from the store, for a section and the run that published last."""

DOCUMENTS: Mapping[str, Render] = {
    "schema.json": lambda _connection, _section, _run: schema.render(),
    "tableschema.json": lambda _connection, _section, _run: datapackage.table_schema(),
    "datapackage.json": lambda connection, section, _run: datapackage.render(connection, section),
    "manifest.json": manifest.render,
}
"""By path below the feed's folder. A document may tell of those before it; the manifest is the last."""
