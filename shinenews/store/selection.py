"""What a reader takes from the store: the articles of a selection, one by one, however many there are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, union

from shinenews.store.archive import Document
from shinenews.store.documents import STATE, in_state
from shinenews.store.moments import stamp
from shinenews.store.tables import articles, content_of, events, pages, revisions

_BATCH = 500
"""Rows that are held at a time."""


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


def sections(connection: Connection) -> list[str]:
    """List the sections of which an address or an article is known."""
    known = union(select(pages.c.section), select(articles.c.section))
    return sorted(connection.execute(known).scalars())


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
    is_newest = revisions.c.revision == articles.c.revision
    order = [articles.c.published_at, articles.c.id]
    if selection.revisions:
        order.append(revisions.c.revision)
    state = (articles.c[name] for name in STATE)
    columns = select(*state, is_newest.label("is_newest"), revisions.c.document)
    for section in sorted(set(selection.sections)):
        query = (
            columns.join(revisions, revisions.c.id == articles.c.id)
            .where(articles.c.section == section, *_conditions(selection))
            .order_by(*order)
        )
        if not selection.revisions:
            query = query.where(is_newest)
        yield from connection.execute(query.execution_options(yield_per=_BATCH))


def _state(row: Any) -> tuple[str, str, str | None, str | None]:  # noqa: ANN401
    return row.first_seen_at, row.changed_at, row.withdrawn_at, row.duplicate_of


def newest(connection: Connection, selection: Selection, count: int) -> list[Document]:
    """Give the newest articles by time of publication, then id, the last one first; withdrawn ones are left out."""
    first = (
        select(articles)
        .where(articles.c.section.in_(selection.sections), articles.c.withdrawn_at.is_(None), *_conditions(selection))
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
    """Tell when an article last changed, which may be its withdrawal; None when there is none."""
    section = select(articles.c.section).where(articles.c.id == events.c.id, *_conditions(selection))
    # The log, read back from its end, soon comes to one of them, unless they are of a few days long ago.
    log = select(events.c.at).where(section.scalar_subquery().in_(selection.sections)).order_by(events.c.seq.desc())
    of_days = select(func.max(articles.c.changed_at)).where(articles.c.section.in_(selection.sections))
    query = of_days.where(*_conditions(selection)) if selection.since or selection.until else log.limit(1)
    found: str | None = connection.execute(query).scalar()
    return found


def _conditions(selection: Selection) -> Iterator[ColumnElement[bool]]:
    # The moments are texts that sort by time; T24 comes after every moment of its day.
    if selection.since:
        yield articles.c.published_at >= selection.since.isoformat()
    if selection.until:
        yield articles.c.published_at <= f"{selection.until.isoformat()}T24"
    if selection.changed_since:
        yield articles.c.changed_at >= stamp(selection.changed_since)
