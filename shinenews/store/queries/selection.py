"""What a reader takes from the store: the articles of a selection, one by one, however many there are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select

from shinenews.store.articles.documents import STATE, Document, in_state
from shinenews.store.moments import stamp
from shinenews.store.tables import articles, content_of, departures, events, revisions

_BATCH = 500
"""Rows that are held at a time."""

_HOMES = (articles, departures)
"""Where the state of an article in a section is: of one that is there, and of one that has left it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are wanted: those of some sections, given by their paths.

    `since` and `until` are days of publication in Shanghai, both included; `changed_since` is a moment with its
    offset, from which on an article was stored, revised, withdrawn or restored. With `revisions` every revision of
    such an article is wanted, not just the newest.
    """

    sections: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    changed_since: datetime | None = None
    revisions: bool = False


def texts(connection: Connection, selection: Selection) -> Iterator[str]:
    """Yield the JSON of each article by section, time of publication, id and revision.

    The newest revision is as in the feed; an older one has the `changed_at` it was stored with. Raises ValueError for
    what is no article.
    """
    for row in _rows(connection, selection):
        yield in_state(row.document, *_state(row)) if row.is_newest else row.document


def documents(connection: Connection, selection: Selection) -> Iterator[Document]:
    """Yield what is in the `texts`."""
    for row in _rows(connection, selection):
        document = dict(json.loads(row.document))
        yield document | dict(zip(STATE, _state(row), strict=True)) if row.is_newest else document


def _rows(connection: Connection, selection: Selection) -> Iterator[Any]:
    """Yield the articles of each section, and those that have left it for another one as they then were."""
    moved = set(connection.execute(select(departures.c.id)).scalars()) if selection.revisions else set()
    for section in sorted(set(selection.sections)):
        there, left = (connection.execute(_of_section(table, section, selection)) for table in _HOMES)
        for row in merge(there, left, key=attrgetter("published_at", "id", "revision")):
            # A revision that it had in another section is that one's.
            if row.id not in moved or json.loads(row.document)["section"] == section:
                yield row


def _of_section(table: Table, section: str, selection: Selection) -> Select[Any]:
    revision = revisions.c.revision
    is_wanted = revision <= table.c.revision if selection.revisions else revision == table.c.revision
    state = (table.c[name] for name in STATE)
    columns = (table.c.id, table.c.published_at, *state, revision, revisions.c.document)
    return (
        select(*columns, (revision == table.c.revision).label("is_newest"))
        .join(revisions, and_(revisions.c.id == table.c.id, is_wanted))
        .where(table.c.section == section, *_conditions(table, selection))
        .order_by(table.c.published_at, table.c.id, *[revision] * selection.revisions)
        .execution_options(yield_per=_BATCH)
    )


def _state(row: Any) -> tuple[str, str, str | None, str | None]:  # noqa: ANN401
    return row.first_seen_at, row.changed_at, row.withdrawn_at, row.duplicate_of


def newest(connection: Connection, selection: Selection, count: int) -> list[Document]:
    """Give the newest articles by time of publication, then id, the last one first; withdrawn ones are left out."""
    first = (
        select(articles)
        .where(
            articles.c.section.in_(selection.sections),
            articles.c.withdrawn_at.is_(None),
            *_conditions(articles, selection),
        )
        .order_by(articles.c.published_at.desc(), articles.c.id.desc())
        .limit(count)
        .subquery()
    )
    query = (
        select(first, revisions.c.document)
        .join(revisions, content_of(first))
        .order_by(first.c.published_at.desc(), first.c.id.desc())
    )
    rows = connection.execute(query).all()
    return [
        json.loads(in_state(row.document, row.first_seen_at, row.changed_at, None, row.duplicate_of)) for row in rows
    ]


def last_change(connection: Connection, selection: Selection) -> str | None:
    """Tell when an article last changed, which may be that it went; None when there is none."""
    if selection.since or selection.until:
        moments = [connection.execute(_last_change_of_days(table, selection)).scalar() for table in _HOMES]
        return max(filter(None, moments), default=None)
    # The log, read back from its end, soon comes to one of them.
    log = select(events.c.at).where(events.c.section.in_(selection.sections))
    if selection.changed_since:
        log = log.where(events.c.at >= stamp(selection.changed_since))
    last: str | None = connection.execute(log.order_by(events.c.seq.desc()).limit(1)).scalar()
    return last


def _last_change_of_days(table: Table, selection: Selection) -> Select[Any]:
    is_wanted = (table.c.section.in_(selection.sections), *_conditions(table, selection))
    return select(func.max(table.c.changed_at)).where(*is_wanted)


def _conditions(table: Table, selection: Selection) -> Iterator[ColumnElement[bool]]:
    # The moments are texts that sort by time; T24 comes after every moment of its day.
    if selection.since:
        yield table.c.published_at >= selection.since.isoformat()
    if selection.until:
        yield table.c.published_at <= f"{selection.until.isoformat()}T24"
    if selection.changed_since:
        yield table.c.changed_at >= stamp(selection.changed_since)
