"""Storing articles: their current state, every revision, and the log of what changed."""

import json
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from shinenews.items import CONTENT, Article
from shinenews.site import article_address
from shinenews.store.articles import duplicates
from shinenews.store.articles.documents import Document, as_json, document_of
from shinenews.store.prepared import Prepared, change
from shinenews.store.tables import articles, departures, events, revisions


class _Standing(NamedTuple):
    """What there is of an article in `tables.articles`."""

    revision: int
    content_hash: str
    first_seen_at: str
    withdrawn_at: str | None
    duplicate_of: str | None
    section: str
    directory: str | None


_STANDING = Prepared(select(*(articles.c[name] for name in _Standing._fields)).where(articles.c.id == bindparam("of")))
_DOCUMENT = Prepared(
    select(revisions.c.document).where(revisions.c.id == bindparam("of"), revisions.c.revision == bindparam("number"))
)
_ARTICLE = Prepared(insert(articles))
_REVISION = Prepared(insert(revisions))
_DEPARTURE = Prepared(
    insert(departures).from_select(
        [column.name for column in departures.c],
        select(*(articles.c[column.name] for column in departures.c)).where(articles.c.id == bindparam("of")),
    )
)
_RETURN = Prepared(
    delete(departures).where(departures.c.section == bindparam("to"), departures.c.id == bindparam("of"))
)
_STATE = tuple(articles.c[name] for name in ("id", "revision", "withdrawn_at", "duplicate_of", "section"))
_EVENT = Prepared(
    insert(events).from_select(
        ["run", "at", "event", "changed", *(column.name for column in _STATE)],
        select(*(bindparam(name, type_=Text) for name in ("in_run", "then", "what", "which")), *_STATE).where(
            articles.c.id == bindparam("of")
        ),
    )
)


def holds(connection: Connection, article: Article) -> bool:
    """Tell whether an article stands in the store with this content and at this address, and is not withdrawn."""
    standing = _standing(connection, str(article.id))
    return (
        standing is not None
        and standing.withdrawn_at is None
        and standing.content_hash == article.content_hash
        and standing.directory == _directory(article)
    )


def save(connection: Connection, article: Article, run: str, at: str) -> str:
    """Store a new, changed or returned article with its event: "new", "updated" or "restored", which it returns.

    One that comes from another section is withdrawn there, and new in this one; another address makes a revision, as
    other content does. Marks the article, and others to which it makes a difference, as duplicates. Sets its
    `revision`, `first_seen_at`, `changed_at`, `withdrawn_at` and `duplicate_of`.
    """
    id_ = str(article.id)
    current = _standing(connection, id_)
    directory = _directory(article)
    changed: list[str] = []
    before: Document = {}
    article.changed_at, article.withdrawn_at = at, None
    if current is None:
        event, article.revision, article.first_seen_at = "new", 1, at
    else:
        event = "restored" if current.withdrawn_at else "updated"
        if current.section != article.section:
            event = "new"
            _depart(connection, id_, str(article.section), run, at)
        is_edited = current.content_hash != article.content_hash
        article.first_seen_at = current.first_seen_at
        article.revision = current.revision + (is_edited or current.directory != directory)
        if is_edited:
            before = _revision(connection, id_, current.revision)
            changed = _changed(before, document_of(article))
    if current is None or article.revision != current.revision:
        of_revision = {"id": id_, "revision": article.revision, "published_at": article.published_at}
        _REVISION.run(connection, of_revision | {"document": as_json(document_of(article))})
    row = {
        "section": article.section,
        "published_at": article.published_at,
        "revision": article.revision,
        "content_hash": article.content_hash,
        "first_seen_at": article.first_seen_at,
        "changed_at": at,
        "withdrawn_at": None,
        "directory": directory,
    }
    if current is None:
        _ARTICLE.run(connection, {"id": id_, "duplicate_of": None, **row})
    else:
        change(articles, *row).run(connection, {"of": id_, **row})
    marks: duplicates.Marks = {}
    if current is None or not {"body", "published_at"}.isdisjoint(changed):
        marks = duplicates.revise(connection, id_, before.get("body"), article.body)
    article.duplicate_of = current.duplicate_of if current else None
    if id_ in marks:
        article.duplicate_of = marks.pop(id_)
        change(articles, "duplicate_of").run(connection, {"of": id_, "duplicate_of": article.duplicate_of})
        changed += ["duplicate_of"] if current else []
    _log(connection, run, at, event, id_, changed)
    mark(connection, marks, run, at)
    return event


def _depart(connection: Connection, id_: str, to: str, run: str, at: str) -> None:
    """Withdraw an article from its section, which keeps its last state, for it goes to another one."""
    withdraw(connection, id_, run, at)
    _DEPARTURE.run(connection, {"of": id_})
    _RETURN.run(connection, {"of": id_, "to": to})


def mark(connection: Connection, marks: duplicates.Marks, run: str, at: str) -> None:
    """Change the `duplicate_of` of articles by id, each with an event; one that the run has logged of it will do."""
    for id_, original in sorted(marks.items()):
        if _amend(connection, run, id_, original):
            change(articles, "duplicate_of").run(connection, {"of": id_, "duplicate_of": original})
        else:
            row = {"duplicate_of": original, "changed_at": at}
            change(articles, *row).run(connection, {"of": id_, **row})
            _log(connection, run, at, "updated", id_, ["duplicate_of"])


def _amend(connection: Connection, run: str, id_: str, original: str | None) -> bool:
    """Let the last event of an article tell of its mark, too, if it is of this run: then nobody has read it yet."""
    query = select(events).where(events.c.id == id_).order_by(events.c.seq.desc()).limit(1)
    last = connection.execute(query).first()
    if last is None or last.run != run:
        return False
    changed: list[str] = json.loads(last.changed)
    if last.event != "new" and "duplicate_of" not in changed:
        changed.append("duplicate_of")
    told = update(events).where(events.c.seq == last.seq)
    connection.execute(told.values(duplicate_of=original, changed=json.dumps(changed)))
    return True


def withdraw(connection: Connection, id_: str, run: str, at: str) -> bool:
    """Mark an article as gone from the site, with its event; False when there is none, or it is marked already."""
    standing = _standing(connection, id_)
    if standing is None or standing.withdrawn_at is not None:
        return False
    row = {"withdrawn_at": at, "changed_at": at}
    change(articles, *row).run(connection, {"of": id_, **row})
    _log(connection, run, at, "withdrawn", id_, [])
    return True


def _log(connection: Connection, run: str, at: str, event: str, id_: str, changed: list[str]) -> None:
    """Log what happened to an article, which is stored as it now is."""
    given = {"of": id_, "in_run": run, "then": at, "what": event, "which": json.dumps(changed)}
    _EVENT.run(connection, given)


def _directory(article: Article) -> str | None:
    address = article_address(str(article.url))
    return address.directory if address else None


def _standing(connection: Connection, id_: str) -> _Standing | None:
    rows = _STANDING.rows(connection, {"of": id_})
    return _Standing(*rows[0]) if rows else None


def _revision(connection: Connection, id_: str, revision: int) -> Document:
    [(text,)] = _DOCUMENT.rows(connection, {"of": id_, "number": revision})
    document: Document = json.loads(text)
    return document


def _changed(before: Document, after: Document) -> list[str]:
    return [name for name in CONTENT if before.get(name) != after.get(name)]
