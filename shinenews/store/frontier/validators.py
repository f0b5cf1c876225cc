"""By what the site tells whether a way in still names what it named when it was last read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from shinenews.store.tables import validators


@dataclass(frozen=True, slots=True)
class Copy:
    """A way in as it was read for some sections: its path, and the site's marks for this state of it."""

    sections: tuple[str, ...]
    path: str
    etag: str | None
    last_modified: str | None


def held(connection: Connection, sections: Sequence[str], path: str) -> Copy | None:
    """Give the copy that was last kept for every one of the sections; None when they don't share one."""
    query = select(validators.c.etag, validators.c.last_modified).where(
        validators.c.section.in_(sections), validators.c.path == path
    )
    rows = connection.execute(query).all()
    if len(rows) < len(sections) or len(set(rows)) > 1:
        return None
    return Copy(tuple(sections), path, rows[0].etag, rows[0].last_modified)


def keep(connection: Connection, copy: Copy) -> None:
    """Keep the marks of a way in, of which everything it named is stored in this transaction, in place of older ones.

    One that bears no marks leaves none: it is asked for whole the next time.
    """
    for section in copy.sections:
        connection.execute(delete(validators).where(validators.c.section == section, validators.c.path == copy.path))
        if copy.etag or copy.last_modified:
            row = {"section": section, "path": copy.path, "etag": copy.etag, "last_modified": copy.last_modified}
            connection.execute(insert(validators).values(row))
