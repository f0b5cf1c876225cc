"""Since when a walk through a listing is under way: what became known meanwhile, in whichever run, is new to it."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select, update

from shinenews.store import frontier
from shinenews.store.frontier import Found
from shinenews.store.tables import pages, walks


def begin(connection: Connection, section: str, path: str, at: str) -> None:
    """Note that a walk is to go on, or begin, at `path`; where another waits already, both go on as the older one."""
    began = min(began_at(connection, section, path) or at, at)
    frontier.walk_on(connection, section, None, path)
    date(connection, section, path, began)


def began_at(connection: Connection, section: str, path: str) -> str | None:
    """Tell when the walk began that has come to `path`; None when none has, or it is not known."""
    found: str | None = connection.execute(
        select(walks.c.began_at).where(walks.c.section == section, walks.c.path == path)
    ).scalar()
    return found


def date(connection: Connection, section: str, path: str | None, began: str) -> None:
    """Note when the walk began that has come to `path`."""
    walk = update(walks).where(walks.c.section == section, walks.c.path == path)
    connection.execute(walk.values(began_at=began))


def known_since(connection: Connection, found: Iterable[Found], moment: str) -> int:
    """Count the addresses that became known at a moment or later."""
    ids = {one.address.id for one in found}
    query = select(func.count()).where(pages.c.id.in_(ids), pages.c.discovered_at >= moment)
    return connection.execute(query).scalar_one()
