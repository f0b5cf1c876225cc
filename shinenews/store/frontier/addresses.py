"""The known addresses: how they become known, where they move, and what became of each visit."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)

from shinenews.site import Address, Found
from shinenews.store.moments import stamp
from shinenews.store.prepared import Prepared, change
from shinenews.store.tables import claims, pages, visits

_FORGET = Prepared(delete(visits).where(visits.c.run == bindparam("in_run"), visits.c.id == bindparam("of")))
_VISIT = Prepared(insert(visits))
_NAMED = select(
    *(pages.c[name] for name in ("id", "directory", "state", "discovered_in", "listed_at", "checked_at"))
).where(pages.c.id.in_(bindparam("ids", expanding=True)))


def discover(connection: Connection, found: Iterable[Found], by: str, run: str, at: str) -> int:
    """Make addresses known, and tell how many of them were not known before this run.

    An article that was gone is pending again, at the address at which it is named again. So is, once a day, one that
    moved and was not read where it then was. Of any other that is named at another address than it is known at, that
    is a claim: whether it has moved is told by the address that is known.
    """
    named = {one.address.id: one for one in found}
    known = {row.id: row for row in connection.execute(_NAMED, {"ids": list(named)})}
    for row in known.values():
        address = named[row.id].address
        is_lost = row.state == "pending" and (row.checked_at or at) < a_day_before(at)
        if row.state == "gone" or (is_lost and row.directory != address.directory):
            move(connection, address)
        elif row.directory != address.directory:
            _claim(connection, address, at)
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
    connection.execute(delete(claims).where(claims.c.id == address.id))


def follow(connection: Connection, id_: str) -> None:
    """Make an article that is gone pending where it was named last, if it was named anywhere else."""
    query = select(claims.c.directory).where(claims.c.id == id_).order_by(claims.c.named_at.desc()).limit(1)
    if (directory := connection.execute(query).scalar()) is not None:
        move(connection, Address(id_, directory))


def settle(connection: Connection) -> None:
    """Forget the claims on articles that were found at their known address since."""
    is_found = (pages.c.failures == 0) & (pages.c.absences == 0) & (pages.c.checked_at >= claims.c.named_at)
    connection.execute(delete(claims).where(exists().where(pages.c.id == claims.c.id, is_found)))


def record(
    connection: Connection, run: str, id_: str, outcome: str, at: str, reason: str | None, **row: object
) -> None:
    """Note the outcome of a visit to a page, and what it changes in the page's row."""
    _FORGET.run(connection, {"in_run": run, "of": id_})
    _VISIT.run(connection, {"run": run, "id": id_, "at": at, "outcome": outcome, "reason": reason})
    change(pages, "checked_at", "reason", *row).run(connection, {"of": id_, "checked_at": at, "reason": reason, **row})


def a_day_before(at: str) -> str:
    """Give the moment a day before another one, both as `stamp` writes them."""
    return stamp(datetime.fromisoformat(at) - timedelta(days=1))


def _claim(connection: Connection, address: Address, at: str) -> None:
    """Note that a way in named an article at an address, of which it is not known that it is there."""
    claim = {"section": address.section, "id": address.id, "directory": address.directory, "named_at": at}
    connection.execute(delete(claims).where(claims.c.section == address.section, claims.c.id == address.id))
    connection.execute(insert(claims).values(claim))
