"""The known addresses: which are to be visited, and what became of each visit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, insert, or_, select, true, update

from shinenews.site import Address
from shinenews.store.tables import pages, visits, walks

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Found:
    """An address as a way in names it; `published_at` is the news sitemap's date, where it gave one."""

    address: Address
    published_at: str | None = None


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


def discover(connection: Connection, found: Iterable[Found], by: str, run: str, at: str) -> tuple[list[Page], int]:
    """Make addresses known.

    Returns those that are to be visited, in the order given and each once, and how many were not known before
    this run. An address that was gone is visited again, for it is named again.
    """
    to_visit, unknown = [], 0
    for one in {one.address.id: one for one in found}.values():
        by_id = select(pages).where(pages.c.id == one.address.id)
        row = connection.execute(by_id).first()
        if row is None:
            new = insert(pages).values(
                id=one.address.id,
                directory=one.address.directory,
                section=one.address.section,
                discovered_by=by,
                discovered_at=at,
                discovered_in=run,
                listed_at=one.published_at,
                state="pending",
            )
            connection.execute(new)
            row = connection.execute(by_id).one()
        elif row.listed_at is None and one.published_at:
            connection.execute(update(pages).where(pages.c.id == row.id).values(listed_at=one.published_at))
            row = connection.execute(by_id).one()
        unknown += row.discovered_in == run
        if row.state in {"pending", "gone"}:
            to_visit.append(_page(row))
    return to_visit, unknown


def due(database: Engine, section: str, revisit: str, at: str) -> Iterator[Page]:
    """Yield the pages of a section to visit, newest first.

    Those that an earlier run did not get to, always; of the others, with `revisit` "due" those whose next check
    has come, with "all" every one, with "none" none.
    """
    others: dict[str, ColumnElement[bool]] = {
        "none": ~true(),
        "due": pages.c.next_check_at <= at,
        "all": true(),
    }
    wanted = or_(pages.c.state == "pending", others[revisit])
    # In batches by key, so that no cursor stays open while the crawl changes the rows.
    before: ColumnElement[bool] = true()
    while True:
        batch = select(pages).where(pages.c.section == section, wanted, before)
        with database.connect() as connection:
            rows = connection.execute(batch.order_by(pages.c.id.desc()).limit(_BATCH)).all()
        if not rows:
            return
        yield from map(_page, rows)
        before = pages.c.id < rows[-1].id


def record(
    connection: Connection, run: str, id_: str, outcome: str, at: str, reason: str | None, **row: object
) -> None:
    """Note the outcome of a visit to a page, and what it changes in the page's row."""
    connection.execute(delete(visits).where(visits.c.run == run, visits.c.id == id_))
    connection.execute(insert(visits).values(run=run, id=id_, at=at, outcome=outcome, reason=reason))
    connection.execute(update(pages).where(pages.c.id == id_).values(checked_at=at, reason=reason, **row))


def walks_of(connection: Connection, section: str) -> list[str]:
    """List the listing pages of a section that are to be read yet."""
    return list(connection.execute(select(walks.c.path).where(walks.c.section == section)).scalars())


def walk_on(connection: Connection, section: str, read: str | None, onward: str | None) -> None:
    """Note that a listing page was read, and which is to be read next; None ends the walk."""
    for path in (read, onward):
        connection.execute(delete(walks).where(walks.c.section == section, walks.c.path == path))
    if onward:
        connection.execute(insert(walks).values(section=section, path=onward))


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
