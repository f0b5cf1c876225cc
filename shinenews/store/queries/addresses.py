"""All that became of one address: its visits, its article with every revision, and what is published of it.

Moments are as in `tables`.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from shinenews.store.tables import articles, events, files, revisions, runs, visits


@dataclass(frozen=True, slots=True)
class Visit:
    """What a run made of an address."""

    run: str
    at: str
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """The current state of an article, as `tables.articles` has it."""

    section: str
    published_at: str
    revision: int
    first_seen_at: str
    changed_at: str
    withdrawn_at: str | None
    duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of an article's log; `published_at` is null until the feeds of its run are on disk."""

    at: str
    event: str
    section: str
    revision: int
    changed: list[str]
    run: str
    published_at: str | None


def visits_to(connection: Connection, id_: str) -> list[Visit]:
    """List the visits to an address, the newest first."""
    # Naming the runs, all of them, lets the key of the table find the few visits among millions.
    of_page = and_(visits.c.id == id_, visits.c.run.in_(select(runs.c.id)))
    query = select(visits.c.run, visits.c.at, visits.c.outcome, visits.c.reason).where(of_page)
    rows = connection.execute(query.order_by(visits.c.run.desc())).mappings()
    return [Visit(**row) for row in rows]


def article(connection: Connection, id_: str) -> ArticleFacts | None:
    """Give the current state of an article; None when there is none in the store."""
    columns = [articles.c[name] for name in ArticleFacts.__dataclass_fields__]
    row = connection.execute(select(*columns).where(articles.c.id == id_)).mappings().first()
    return ArticleFacts(**row) if row else None


def events_of(connection: Connection, id_: str) -> list[Event]:
    """List what happened to an article, in order."""
    query = (
        select(
            *(events.c[name] for name in ("at", "event", "section", "revision", "changed", "run")), runs.c.published_at
        )
        .join(runs, runs.c.id == events.c.run)
        .where(events.c.id == id_)
        .order_by(events.c.seq)
    )
    rows = connection.execute(query).mappings()
    return [Event(**row | {"changed": json.loads(row["changed"])}) for row in map(dict, rows)]


def revisions_of(connection: Connection, id_: str) -> dict[int, dict[str, Any]]:
    """Give the content of each revision of an article, as it was stored."""
    query = select(revisions.c.revision, revisions.c.document).where(revisions.c.id == id_)
    rows = connection.execute(query.order_by(revisions.c.revision))
    return {row.revision: json.loads(row.document) for row in rows}


def is_published(connection: Connection, feed: str, path: str) -> bool:
    """Tell whether a feed has this file on disk."""
    query = select(files.c.path).where(files.c.feed == feed, files.c.path == path)
    return connection.execute(query).first() is not None
