"""How much there is to read yet."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, func, or_, select

from shinenews.store.frontier import Days
from shinenews.store.tables import pages


def size(connection: Connection, sections: Sequence[str], revisit: str, days: Days, began: str) -> int:
    """Count the known pages of sections, published on some days, that a run is to visit yet; see `frontier.due`.

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
