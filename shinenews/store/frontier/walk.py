"""The walk through a listing, page by page: where it stands, and since when it is under way.

What became known since it began, in whichever run, is new to it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from shinenews.site import Found
from shinenews.store.prepared import Prepared
from shinenews.store.tables import pages, walks

_THERE = and_(walks.c.section == bindparam("of"), walks.c.path == bindparam("at"))
_BEGAN = Prepared(select(walks.c.began_at).where(_THERE))
_LEAVE = Prepared(delete(walks).where(_THERE))
_GO_ON = Prepared(insert(walks), "section", "path", "began_at")
_DOUBTED = select(walks.c.doubted_at).where(_THERE)
_DOUBT = update(walks).where(_THERE, walks.c.doubted_at.is_(None))


def standing(connection: Connection, sections: Sequence[str]) -> list[tuple[str, str]]:
    """List the listing pages of sections that are to be read yet, each with its section."""
    query = select(walks.c.section, walks.c.path).where(walks.c.section.in_(sections))
    return [(row.section, row.path) for row in connection.execute(query.order_by(walks.c.section, walks.c.path))]


def begin(connection: Connection, section: str, path: str, at: str) -> None:
    """Note that a walk is to go on, or begin, at `path`; where another waits already, both go on as the older one."""
    began = min(began_at(connection, section, path) or at, at)
    leave(connection, section, path)
    _GO_ON.run(connection, {"section": section, "path": path, "began_at": began})


def leave(connection: Connection, section: str, path: str) -> None:
    """Note that no walk is at `path` any more: it was read, or is not there."""
    _LEAVE.run(connection, {"of": section, "at": path})


def began_at(connection: Connection, section: str, path: str) -> str | None:
    """Tell when the walk began that has come to `path`; None when none has, or it is not known."""
    return next((began for (began,) in _BEGAN.rows(connection, {"of": section, "at": path})), None)


def doubt(connection: Connection, section: str, path: str, at: str) -> str:
    """Note that the page at which a walk stands is not there, and tell since when that is so."""
    there = {"of": section, "at": path}
    connection.execute(_DOUBT.values(doubted_at=at), there)
    return str(connection.execute(_DOUBTED, there).scalar() or at)


def known_since(connection: Connection, found: Iterable[Found], moment: str) -> int:
    """Count the addresses that became known at a moment or later."""
    ids = {one.address.id for one in found}
    query = select(func.count()).where(pages.c.id.in_(ids), pages.c.discovered_at >= moment)
    return connection.execute(query).scalar_one()
