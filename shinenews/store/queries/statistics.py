"""What the store tells of all its articles together.

Moments are as in `tables`; what may be long is streamed.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from shinenews.items import CONTENT, Article
from shinenews.store.tables import articles, content_of, events, revisions

Document = dict[str, Any]
"""An article as it was stored, with the feed's keys."""

_BLANK = asdict(Article())
"""What a document is without that was stored before a field was declared."""

_AT_ONCE = 500

_CURRENT = content_of(articles)


@dataclass(frozen=True, slots=True)
class Change:
    """A revision after the first: when its article was published, when it was found, and which of `CONTENT` changed."""

    published_at: str
    at: str
    fields: list[str]


@dataclass(frozen=True, slots=True)
class Headline:
    """An article in one line; `duplicate_of` is the id of the earliest article with nearly the same body."""

    id: str
    url: str
    title: str
    section: str
    published_at: str
    revision: int
    withdrawn_at: str | None
    duplicate_of: str | None


def documents(connection: Connection) -> Iterator[Document]:
    """Yield the content of every article as it is now, in no order."""
    query = select(articles.c.section, revisions.c.document).join(revisions, _CURRENT)
    for section, document in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield _content(document) | {"section": section}


def changes(connection: Connection) -> Iterator[Change]:
    """Yield every revision after an article's first, in no order; a mark as a duplicate makes none."""
    query = (
        select(articles.c.published_at, events.c.at, events.c.changed)
        .join(articles, articles.c.id == events.c.id)
        .where(events.c.changed != "[]")
    )
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        fields = [name for name in json.loads(row.changed) if name in CONTENT]
        if fields:
            yield Change(row.published_at, row.at, fields)


def event_counts(connection: Connection) -> dict[str, int]:
    """Count what happened to articles: by "new", "updated", "withdrawn" and "restored"."""
    query = select(events.c.event, func.count()).group_by(events.c.event)
    counted: dict[str, int] = dict(connection.execute(query).all())
    return counted


def withdrawn(connection: Connection, limit: int) -> tuple[list[Headline], int]:
    """List the articles that are withdrawn, the last one first and no more than `limit`; and count them all."""
    is_gone = articles.c.withdrawn_at.is_not(None)
    count = connection.execute(select(func.count()).select_from(articles).where(is_gone)).scalar_one()
    ids = select(articles.c.id).where(is_gone).order_by(articles.c.withdrawn_at.desc(), articles.c.id.desc())
    listed = _headlines(connection, connection.execute(ids.limit(limit)).scalars().all())
    return sorted(listed, key=lambda one: (one.withdrawn_at or "", one.id), reverse=True), count


def duplicates(connection: Connection, limit: int, members: int) -> tuple[list[list[Headline]], int, int]:
    """List the clusters of nearly equal articles, the newest first and no more than `limit`.

    A cluster begins with its earliest article and has no more than `members`. With them come the number of all
    clusters and the number of all articles that duplicate another.
    """
    is_copy = articles.c.duplicate_of.is_not(None)
    totals = select(func.count(articles.c.duplicate_of.distinct()), func.count()).where(is_copy)
    clusters, copies = connection.execute(totals).one()
    newest = select(articles.c.duplicate_of).where(is_copy).group_by(articles.c.duplicate_of)
    newest = newest.order_by(func.max(articles.c.published_at).desc(), articles.c.duplicate_of).limit(limit)
    listed = []
    for original in connection.execute(newest).scalars().all():
        copies_of = select(articles.c.id).where(articles.c.duplicate_of == original)
        copies_of = copies_of.order_by(articles.c.published_at, articles.c.id).limit(members - 1)
        found = _headlines(connection, [original, *connection.execute(copies_of).scalars()])
        listed.append(sorted(found, key=lambda one: (one.id != original, one.published_at, one.id)))
    return listed, clusters, copies


def newest(connection: Connection, limit: int) -> Iterator[tuple[Headline, Document]]:
    """Yield the newest articles by publication, the newest first, each with its content."""
    ids = select(articles.c.id).order_by(articles.c.published_at.desc(), articles.c.id.desc()).limit(limit)
    # One by one, for the texts of many articles are not to be held at once.
    for id_ in connection.execute(ids).scalars().all():
        row = connection.execute(_with_content().where(articles.c.id == id_)).one()
        document = _content(row.document)
        yield _headline(row, document), document


def _content(text: str) -> Document:
    document: Document = json.loads(text)
    return _BLANK | document


def _with_content() -> Any:  # noqa: ANN401
    return select(articles, revisions.c.document).join(revisions, _CURRENT)


def _headlines(connection: Connection, ids: Collection[str]) -> list[Headline]:
    rows = connection.execute(_with_content().where(articles.c.id.in_(ids)))
    return [_headline(row, _content(row.document)) for row in rows]


def _headline(row: Any, document: Document) -> Headline:  # noqa: ANN401
    return Headline(
        id=row.id,
        url=document["url"],
        title=document["title"],
        section=row.section,
        published_at=row.published_at,
        revision=row.revision,
        withdrawn_at=row.withdrawn_at,
        duplicate_of=row.duplicate_of,
    )
