"""What is to be visited: the pages that are not read yet, and those that are due again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
)

from shinenews.site import Address
from shinenews.store.frontier.addresses import a_day_before
from shinenews.store.tables import claims, pages, visits

_BATCH = 100
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The days that an id can name."""
_VISITED_STATES = ("fetched", "failed", "gone")

_VISITED = exists().where(visits.c.run == bindparam("in_run"), visits.c.id == pages.c.id)
_IS_PENDING = pages.c.state == literal_column("'pending'")
"""As the index of pending pages has it: a value that is only given with the query would not lead there."""


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


def due(database: Engine, section: str, revisit: str, days: Days, at: str) -> Iterator[Page]:
    """Yield the pages of a section to visit, published on some days, newest first.

    Those that an earlier run did not get to, always, but for those that failed again and again, whose time is yet to
    come; of the others, with `revisit` "due" those whose next check has come, with "all" every one, with "none" none.
    """
    of_section = (pages.c.section == section) & days.name(pages.c.id)
    is_unread = of_section & _IS_PENDING & ~_is_put_off(at)
    # Each is looked up in an index of its own: of many pages, few are due, and many may be pending.
    is_due = of_section & pages.c.state.in_(_VISITED_STATES) & (pages.c.next_check_at <= at)
    wanted = {"none": (is_unread,), "due": (is_unread, is_due), "all": (of_section,)}[revisit]
    yield from _newest_first(*(_in_batches(database, each) for each in wanted))


def pending(connection: Connection, sections: Sequence[str], days: Days, run: str, began: str, most: int) -> list[Page]:
    """List the newest pages of sections, published on some days, that are not read yet, nor visited in this run."""
    is_unread = _IS_PENDING & ~_is_put_off(began) & days.name(pages.c.id) & ~_VISITED
    unread = select(pages).where(pages.c.section == bindparam("of"), is_unread).order_by(pages.c.id.desc()).limit(most)
    of_each = (map(_page, connection.execute(unread, {"of": each, "in_run": run}).all()) for each in sections)
    return list(islice(_newest_first(*of_each), most))


def claimed(connection: Connection, sections: Sequence[str], days: Days, run: str, began: str, most: int) -> list[Page]:
    """List pages that sections claim, and that were not visited since, nor in the last day: see `tables.claims`.

    One that failed, or seemed to be gone, is visited when its time has come, as if its own section was crawled.
    """
    is_well = (pages.c.failures == 0) & (pages.c.absences == 0)
    is_unseen = (pages.c.checked_at < claims.c.named_at) & (pages.c.checked_at < a_day_before(began))
    is_due = pages.c.next_check_at <= began
    is_open = or_(pages.c.checked_at.is_(None), and_(is_well, is_unseen), and_(~is_well, is_due))
    query = (
        select(pages)
        .join(claims, claims.c.id == pages.c.id)
        .where(claims.c.section.in_(sections), is_open, days.name(pages.c.id), ~_VISITED)
        .distinct()
        .order_by(pages.c.id.desc())
        .limit(most)
    )
    return list(map(_page, connection.execute(query, {"in_run": run})))


def left(connection: Connection, sections: Sequence[str], revisit: str, days: Days, began: str) -> int:
    """Count the known pages of sections, published on some days, that a run is to visit yet; see `due`.

    An estimate: a page that turns out to be forbidden goes on to count, and one that was gone counts when it is read.
    """
    # Every visit to a page puts its next check off, or cancels it; the index is all that is looked at.
    is_new = and_(pages.c.state == "pending", or_(pages.c.next_check_at.is_(None), pages.c.next_check_at < began))
    wanted = {
        "none": is_new,
        "due": or_(is_new, pages.c.next_check_at < began),
        "all": or_(pages.c.checked_at.is_(None), pages.c.checked_at < began),
    }
    query = select(func.count()).where(pages.c.section.in_(sections), days.name(pages.c.id), wanted[revisit])
    return connection.execute(query).scalar_one()


def put_off(connection: Connection, sections: Sequence[str], at: str) -> int:
    """Count the pages of sections that failed so often that they are not asked for again at that moment."""
    query = select(func.count()).where(pages.c.section.in_(sections), _is_put_off(at))
    return connection.execute(query).scalar_one()


def _is_put_off(at: str) -> ColumnElement[bool]:
    return and_(_IS_PENDING, pages.c.next_check_at.is_not(None), pages.c.next_check_at > at)


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
