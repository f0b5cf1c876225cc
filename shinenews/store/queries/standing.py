"""Where an address stands: what it has come to, and what is known of it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, and_, case, exists, or_, select

from shinenews.site import Address
from shinenews.store.tables import articles, pages


class Standing(StrEnum):
    """What an address has come to; each has exactly one."""

    STORED = "stored"
    WITHDRAWN = "withdrawn"
    PENDING = "pending"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    GONE = "gone"

    @property
    def has_article(self) -> bool:
        """Whether its article is in the store, on the site or withdrawn from it."""
        return self in {Standing.STORED, Standing.WITHDRAWN}


_HAS_ARTICLE = exists().where(articles.c.id == pages.c.id)
IS_MISSING = or_(pages.c.state == "pending", and_(pages.c.state.in_(("failed", "gone")), ~_HAS_ARTICLE))
STANDING = case(
    (pages.c.state == "fetched", Standing.STORED.value),
    (and_(pages.c.state != "pending", _HAS_ARTICLE), Standing.WITHDRAWN.value),
    (pages.c.state == "gone", Standing.GONE.value),
    # A page that was absent once is not given up yet; what is quarantined came.
    (and_(pages.c.state == "failed", pages.c.absences > 0), Standing.FAILED.value),
    (pages.c.state == "failed", Standing.QUARANTINED.value),
    (pages.c.failures > 0, Standing.FAILED.value),
    else_=Standing.PENDING.value,
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A known address, as `tables.pages` has it, with its standing."""

    id: str
    directory: str
    section: str
    discovered_by: str
    discovered_at: str
    discovered_in: str
    listed_at: str | None
    state: str
    etag: str | None
    last_modified: str | None
    checked_at: str | None
    next_check_at: str | None
    failures: int
    absences: int
    reason: str | None
    standing: Standing

    @property
    def address(self) -> Address:
        """Where it is published."""
        return Address(self.id, self.directory)


def page(connection: Connection, id_: str) -> PageFacts | None:
    """Give what is known of an address; None when it is not known."""
    query = select(pages, STANDING.label("standing")).where(pages.c.id == id_)
    row = connection.execute(query).mappings().first()
    return PageFacts(**dict(row) | {"standing": Standing(row["standing"])}) if row else None
