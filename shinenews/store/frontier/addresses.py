"""The known addresses: how they become known, where they move, and what became of each visit."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from shinenews.site import Address, Found
from shinenews.store.moments import stamp
from shinenews.store.prepared import Prepared, change
from shinenews.store.tables import pages, visits

_FORGET = Prepared(delete(visits).where(visits.c.run == bindparam("in_run"), visits.c.id == bindparam("of")))
_VISIT = Prepared(insert(visits))
_NAMED = select(
    *(pages.c[name] for name in ("id", "directory", "state", "discovered_in", "listed_at", "checked_at"))
).where(pages.c.id.in_(bindparam("ids", expanding=True)))


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


def _a_day_before(at: str) -> str:
    return stamp(datetime.fromisoformat(at) - timedelta(days=1))
