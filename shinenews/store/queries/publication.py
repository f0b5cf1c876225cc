"""What the feeds are rendered from: the articles of a month, the events of a run, and what a run touched."""

import json
from collections.abc import Iterator
from heapq import merge
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, and_, func, or_, select

from shinenews.store.articles.documents import Document, in_state
from shinenews.store.tables import articles, content_of, departures, events, revisions


def sections_touched(connection: Connection, run: str) -> list[str]:
    """List the sections of which a run changed articles."""
    query = select(events.c.section).where(events.c.run == run)
    return list(connection.execute(query.distinct().order_by(events.c.section)).scalars())


def months_touched(connection: Connection, section: str, run: str) -> list[str]:
    """List the months whose files a run's events change: those of their articles, and those that these moved from.

    An article that is new in a section, and was known before, may have been in that section once, in whichever month.
    """
    is_moved = events.c.changed.contains('"published_at"')
    is_left = and_(revisions.c.revision == events.c.revision - 1, is_moved)
    may_be_back = and_(revisions.c.revision < events.c.revision, events.c.event == "new")
    is_of = or_(revisions.c.revision == events.c.revision, is_left, may_be_back)
    query = (
        select(func.substr(revisions.c.published_at, 1, 7).label("month"))
        .join(events, and_(events.c.id == revisions.c.id, is_of))
        .where(events.c.run == run, events.c.section == section)
        .distinct()
        .order_by("month")
    )
    return list(connection.execute(query).scalars())


def in_month(connection: Connection, section: str, month: str) -> Iterator[Document]:
    """Yield the current state of a section's articles of a month ("2024-11"), by time of publication, then id.

    Those that have left for another section are among them, as they then were.
    """
    there, left = (_of_month(table, section, month) for table in (articles, departures))
    rows = merge(
        connection.execute(left).all(),
        connection.execute(there.execution_options(yield_per=500)),
        key=attrgetter("published_at", "id"),
    )
    for row in rows:
        yield _document(row, row.changed_at, row.withdrawn_at)


def events_of(connection: Connection, section: str, run: str) -> Iterator[Document]:
    """Yield the lines of a section's event log that a run wrote, in order, each with the article as it then was."""
    query = (
        select(events, articles.c.first_seen_at, revisions.c.document)
        .join(articles, articles.c.id == events.c.id)
        .join(revisions, content_of(events))
        .where(events.c.run == run, events.c.section == section)
        .order_by(events.c.seq)
    )
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield {
            "event": row.event,
            "at": row.at,
            "run": row.run,
            "id": row.id,
            "revision": row.revision,
            "changed": json.loads(row.changed),
            "article": _document(row, row.at, row.withdrawn_at),
        }


def current(connection: Connection, id_: str) -> Document:
    """Give the current state of an article that is stored."""
    row = connection.execute(_with_content(articles).where(articles.c.id == id_)).one()
    return _document(row, row.changed_at, row.withdrawn_at)


def _of_month(table: Table, section: str, month: str) -> Select[Any]:
    return (
        _with_content(table)
        .where(table.c.section == section, table.c.published_at.between(f"{month}-", f"{month}."))
        .order_by(table.c.published_at, table.c.id)
    )


def _with_content(table: Table) -> Select[Any]:
    return select(table, revisions.c.document).join(revisions, content_of(table))


def _document(row: Row[Any], changed_at: str, withdrawn_at: str | None) -> Document:
    state = (row.first_seen_at, changed_at, withdrawn_at, row.duplicate_of)
    document: Document = json.loads(in_state(row.document, *state))
    return document
