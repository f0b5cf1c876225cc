"""The known addresses: which are to be visited, and what became of each visit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    literal_column,
    select,
    true,
    update,
)

from shinenews.site import Address, Found
from shinenews.store.moments import stamp
from shinenews.store.prepared import Prepared, change
from shinenews.store.tables import pages, visits, walks

_BATCH = 100
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The days that an id can name."""
_VISITED_STATES = ("fetched", "failed", "gone")

_FORGET = Prepared(delete(visits).where(visits.c.run == bindparam("in_run"), visits.c.id == bindparam("of")))
_VISIT = Prepared(insert(visits))
_LEAVE = Prepared(delete(walks).where(walks.c.section == bindparam("of"), walks.c.path == bindparam("at")))
_GO_ON = Prepared(insert(walks), "section", "path")
_NAMED = select(
    *(pages.c[name] for name in ("id", "directory", "state", "discovered_in", "listed_at", "checked_at"))
).where(pages.c.id.in_(bindparam("ids", expanding=True)))
_VISITED = exists().where(visits.c.run == bindparam("in_run"), visits.c.id == pages.c.id)
_IS_PENDING = pages.c.state == literal_column("'pending'")
"""As the index of pending pages has it: a value that is only given with the query would not lead there."""


def is_put_off(at: str) -> ColumnElement[bool]:
    """Tell a page that is to be read, but failed so often that it is not asked for again at that moment."""
    return and_(_IS_PENDING, pages.c.next_check_at.is_not(None), pages.c.next_check_at > at)


@dataclass(frozen=True, slots=True)
class Days:
    """Days of publication in Shanghai, both included; None leaves them open on that side."""

    since: date | None = None
    until: date | None = None

    def name(self, id_: ColumnElement[str]) -> ColumnElement[bool]:
        """Tell the ids that name one of the days: they begin with it (YYMMDD), in this century."""
        bounds = []
        if self.since is not None:
            bounds.append(id_ >= f"{max(self.since, _FIRST):%y%m%d}")
        if self.until is not None and self.until < _LAST:
            bounds.append(id_ < f"{max(self.until + timedelta(days=1), _FIRST):%y%m%d}")
        return and_(true(), *bounds)


ANY_DAY = Days()


@dataclass(frozen=True, slots=True)
class Page:
    """A known address, as far as a visit to it needs it: see `tables.pages`."""

    address: Address
    state: str
    discovered_by: str
    listed_at: str | None
    etag: str | None
    last_modified: str | None
    failures: int
    absences: int


def discover(connection: Connection, found: Iterable[Found], by: str, run: str, at: str) -> int:
    """Make addresses known, and tell how many of them were not known before this run.

    An article that was gone is pending again, at the address at which it is named again. One that is named at another
    address than it was read from is due, once a day: whether it has moved is told by its old address alone. One that
    moved, and was not read where it then was, is looked for where it is named, once a day, too.
    """
    named = {one.address.id: one for one in found}
    known = {row.id: row for row in connection.execute(_NAMED, {"ids": list(named)})}
    for row in known.values():
        address = named[row.id].address
        is_elsewhere = row.directory != address.directory and (row.checked_at or at) < _a_day_before(at)
        if row.state == "gone" or (is_elsewhere and row.state == "pending"):
            move(connection, address)
        elif is_elsewhere:
            connection.execute(update(pages).where(pages.c.id == row.id).values(next_check_at=at))
        listed_at = named[row.id].published_at
        if listed_at and row.listed_at is None:
            connection.execute(update(pages).where(pages.c.id == row.id).values(listed_at=listed_at))
    new = [
        {
            "id": one.address.id,
            "directory": one.address.directory,
            "section": one.address.section,
            "discovered_by": by,
            "discovered_at": at,
            "discovered_in": run,
            "listed_at": one.published_at,
            "state": "pending",
        }
        for one in named.values()
        if one.address.id not in known
    ]
    if new:
        connection.execute(insert(pages), new)
    return len(new) + len([row for row in known.values() if row.discovered_in == run])


def due(database: Engine, section: str, revisit: str, days: Days, at: str) -> Iterator[Page]:
    """Yield the pages of a section to visit, published on some days, newest first.

    Those that an earlier run did not get to, always, but for those that failed again and again, whose time is yet to
    come; of the others, with `revisit` "due" those whose next check has come, with "all" every one, with "none" none.
    """
    of_section = (pages.c.section == section) & days.name(pages.c.id)
    is_unread = of_section & _IS_PENDING & ~is_put_off(at)
    # Each is looked up in an index of its own: of many pages, few are due, and many may be pending.
    is_due = of_section & pages.c.state.in_(_VISITED_STATES) & (pages.c.next_check_at <= at)
    wanted = {"none": (is_unread,), "due": (is_unread, is_due), "all": (of_section,)}[revisit]
    yield from _newest_first(*(_in_batches(database, each) for each in wanted))


def pending(connection: Connection, sections: Sequence[str], days: Days, run: str, began: str, most: int) -> list[Page]:
    """List the newest pages of sections, published on some days, that are not read yet, nor visited in this run."""
    is_unread = _IS_PENDING & ~is_put_off(began) & days.name(pages.c.id) & ~_VISITED
    unread = select(pages).where(pages.c.section == bindparam("of"), is_unread).order_by(pages.c.id.desc()).limit(most)
    of_each = (map(_page, connection.execute(unread, {"of": each, "in_run": run}).all()) for each in sections)
    return list(islice(_newest_first(*of_each), most))


def move(connection: Connection, address: Address) -> None:
    """Make an article pending at an address, whichever it had."""
    row = {"directory": address.directory, "section": address.section, "state": "pending"}
    unread = row | {"etag": None, "last_modified": None, "next_check_at": None, "failures": 0}
    connection.execute(update(pages).where(pages.c.id == address.id).values(unread))


def record(
    connection: Connection, run: str, id_: str, outcome: str, at: str, reason: str | None, **row: object
) -> None:
    """Note the outcome of a visit to a page, and what it changes in the page's row."""
    _FORGET.run(connection, {"in_run": run, "of": id_})
    _VISIT.run(connection, {"run": run, "id": id_, "at": at, "outcome": outcome, "reason": reason})
    change(pages, "checked_at", "reason", *row).run(connection, {"of": id_, "checked_at": at, "reason": reason, **row})


def walks_of(connection: Connection, sections: Sequence[str]) -> list[tuple[str, str]]:
    """List the listing pages of sections that are to be read yet, each with its section."""
    query = select(walks.c.section, walks.c.path).where(walks.c.section.in_(sections))
    return [(row.section, row.path) for row in connection.execute(query.order_by(walks.c.section, walks.c.path))]


def walk_on(connection: Connection, section: str, read: str | None, onward: str | None) -> None:
    """Note that a listing page was read, and which is to be read next; None ends the walk."""
    paths = [path for path in (read, onward) if path is not None]
    _LEAVE.run(connection, *({"of": section, "at": path} for path in paths))
    if onward:
        _GO_ON.run(connection, {"section": section, "path": onward})


def _a_day_before(at: str) -> str:
    return stamp(datetime.fromisoformat(at) - timedelta(days=1))


def _in_batches(database: Engine, wanted: ColumnElement[bool]) -> Iterator[Page]:
    """Yield pages, the newest first; in batches by key, so that no cursor is open while the crawl changes the rows."""
    before: ColumnElement[bool] = true()
    while True:
        batch = select(pages).where(wanted, before).order_by(pages.c.id.desc()).limit(_BATCH)
        with database.connect() as connection:
            rows = connection.execute(batch).all()
        if not rows:
            return
        yield from map(_page, rows)
        before = pages.c.id < rows[-1].id


def _newest_first(*several: Iterator[Page]) -> Iterator[Page]:
    return merge(*several, key=lambda page: page.address.id, reverse=True)


def _page(row: Row[Any]) -> Page:
    return Page(
        address=Address(row.id, row.directory),
        state=row.state,
        discovered_by=row.discovered_by,
        listed_at=row.listed_at,
        etag=row.etag,
        last_modified=row.last_modified,
        failures=row.failures,
        absences=row.absences,
    )
