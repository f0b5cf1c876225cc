"""Which articles are nearly the same as an earlier one: found by keys of their bodies, then compared word for word.

Two articles are compared when their bodies share a key that no more than `MOST` articles have. A key that more of
them have is that of a form, such as each day's weather is filled into, and finds nothing: so the work for an article is
bounded, however long a series grows. All this follows from what is stored, not from the order in which it came.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    union_all,
)

from shinenews.normalise import likeness
from shinenews.store.prepared import Prepared
from shinenews.store.tables import articles, bands, content_of, revisions

MOST = 8
"""How many articles may share a key that finds them."""

Marks = dict[str, str | None]
"""By the ids of articles what their `duplicate_of` is to be."""

_BATCH = 500
_ARTICLES = (
    select(articles.c.id, articles.c.published_at, articles.c.duplicate_of, revisions.c.document)
    .join(revisions, content_of(articles))
    .execution_options(yield_per=_BATCH)
)
_BY_ID = Prepared(_ARTICLES.where(articles.c.id == bindparam("of")))
_GONE = Prepared(delete(bands).where(bands.c.key == bindparam("gone"), bands.c.id == bindparam("of")))
_COME = Prepared(insert(bands))


@dataclass(frozen=True, slots=True, order=True)
class _Article:
    published_at: str
    id: str
    duplicate_of: str | None
    body: str


def revise(connection: Connection, id_: str, before: str | None, after: str | None) -> Marks:
    """Give the marks that change because the body of a stored article was `before` and is `after`, or its moment moved.

    A body that was, or is, not there is None. The article is stored as it now is, but for its own mark.
    """
    old, new = likeness.keys(before), likeness.keys(after)
    sharing = _sharing(connection, id_, old | new)
    _index(connection, id_, old - new, new - old)
    if not old and not any(sharing.values()):
        return {}
    # With this article a key became that of a form, and parts those who shared it; without it, it is so no more.
    turned = {key for key in old ^ new if len(sharing[key]) == MOST}
    parted = {other for key in turned & new for other in sharing[key]}
    met = {other for key in turned & old for other in sharing[key]}
    near = _near({key: sharing[key] for key in new})
    known = {article.id: article for article in _read(connection, {id_, *_near(sharing), *parted, *met})}
    this = known.pop(id_)
    suspects = [
        other
        for other in known.values()
        if other.id in met
        or other.duplicate_of == id_
        or (other.id in parted and other.duplicate_of)
        or (other.id in near and this < other and likeness.alike(this.body, other.body))
    ]
    marks = {this.id: _earliest(this, (known[other] for other in near))}
    marks |= {other.id: _original(connection, other) for other in suspects}
    return {one.id: marks[one.id] for one in (this, *suspects) if marks[one.id] != one.duplicate_of}


def rebuild(connection: Connection) -> Marks:
    """Make the keys of all articles anew, and give the marks that change; only these are held in memory."""
    connection.execute(delete(bands))
    for article in _read_all(connection, _ARTICLES):
        _index(connection, article.id, (), likeness.keys(article.body))
    shared = select(bands.c.key).group_by(bands.c.key).having(func.count().between(2, MOST))
    near = select(bands.c.id).where(bands.c.key.in_(shared))
    suspects = _ARTICLES.where(or_(articles.c.duplicate_of.is_not(None), articles.c.id.in_(near)))
    marks = ((one, _original(connection, one)) for one in _read_all(connection, suspects))
    return {one.id: original for one, original in marks if original != one.duplicate_of}


def _original(connection: Connection, article: _Article) -> str | None:
    """Give the earliest article nearly the same as this one, if it is earlier than this one."""
    near = _near(_sharing(connection, article.id, likeness.keys(article.body)))
    return _earliest(article, _read(connection, near))


def _earliest(article: _Article, others: Iterable[_Article]) -> str | None:
    earlier = sorted(other for other in others if other < article)
    return next((other.id for other in earlier if likeness.alike(other.body, article.body)), None)


def _near(sharing: Mapping[int, list[str]]) -> set[str]:
    return {other for others in sharing.values() if len(others) < MOST for other in others}


def _read(connection: Connection, ids: Iterable[str]) -> Iterator[_Article]:
    return (_article(*row) for id_ in ids for row in _BY_ID.rows(connection, {"of": id_}))


def _read_all(connection: Connection, query: Select[str, str, str | None, str]) -> Iterator[_Article]:
    return (_article(*row) for row in connection.execute(query))


def _article(id_: str, published_at: str, duplicate_of: str | None, document: str) -> _Article:
    return _Article(published_at, id_, duplicate_of, json.loads(document)["body"] or "")


def _sharing(connection: Connection, id_: str, keys: Iterable[int]) -> dict[int, list[str]]:
    """Give for each of the keys other articles that have it, at most one more than may share it."""
    sharing: dict[int, list[str]] = {key: [] for key in keys}
    if sharing:
        values = {f"key{place}": key for place, key in enumerate(sharing)}
        for key, other in _others(len(sharing)).rows(connection, {"own": id_, "most": MOST + 1, **values}):
            sharing[key].append(other)
    return sharing


@lru_cache
def _others(count: int) -> Prepared:
    others = (
        select(bands.c.key, bands.c.id).where(bands.c.key == bindparam(f"key{place}"), bands.c.id != bindparam("own"))
        for place in range(count)
    )
    return Prepared(union_all(*(select(each.limit(bindparam("most")).subquery()) for each in others)))


def _index(connection: Connection, id_: str, gone: Iterable[int], come: Iterable[int]) -> None:
    _GONE.run(connection, *({"gone": key, "of": id_} for key in gone))
    _COME.run(connection, *({"key": key, "id": id_} for key in come))
