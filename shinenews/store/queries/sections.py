"""How complete a section is: how many addresses are known of each day, and what became of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, union

from shinenews.site import Address
from shinenews.store.queries.standing import IS_MISSING, STANDING, PageFacts, Standing
from shinenews.store.tables import articles, departures, pages


@dataclass(frozen=True, slots=True)
class Tally:
    """How many addresses of a section stand alike, for the same reason."""

    standing: Standing
    reason: str | None
    count: int


@dataclass(frozen=True, slots=True)
class DayTally:
    """How many addresses of a day one way in named, and of how many the article is stored."""

    day: date
    way: str
    known: int
    stored: int


def known(connection: Connection) -> list[str]:
    """List the sections of which any address is known."""
    return list(connection.execute(select(pages.c.section).distinct().order_by(pages.c.section)).scalars())


def recorded(connection: Connection) -> list[str]:
    """List the sections of which an address is known, or an article that is, or once was, in one."""
    known = union(*(select(table.c.section) for table in (pages, articles, departures)))
    return sorted(connection.execute(known).scalars())


def tallies(connection: Connection, section: str) -> list[Tally]:
    """Count a section's addresses by standing and reason, the most frequent first."""
    by_standing = select(STANDING.label("standing"), pages.c.reason, func.count().label("addresses"))
    # The stored ones are nearly all, and the index alone counts them.
    stored = select(func.count()).where(pages.c.section == section, pages.c.state == "fetched")
    rest = by_standing.where(pages.c.section == section, pages.c.state.in_(("pending", "failed", "gone")))
    counted = [Tally(Standing.STORED, None, connection.execute(stored).scalar_one())]
    rows = connection.execute(rest.group_by("standing", pages.c.reason))
    counted += [Tally(Standing(row.standing), row.reason, row.addresses) for row in rows]
    return sorted(counted, key=lambda tally: (-tally.count, tally.standing, tally.reason or ""))


def days(connection: Connection, section: str, first: date, last: date) -> list[DayTally]:
    """Count a section's addresses by day of publication in Shanghai and way in, the days from `first` to `last`.

    In the print archive, whose addresses name no day, those of articles that are stored count on theirs.
    """
    published = select(articles.c.published_at).where(articles.c.id == pages.c.id).scalar_subquery()
    in_archive = section.startswith("archive/")
    day: ColumnElement[str] = func.substr(published, 1, 10) if in_archive else func.substr(pages.c.id, 1, 6)
    of_section = pages.c.section == section
    # Without a plain comparison the index by section is passed over for the key, in which the days lie together.
    in_time = (pages.c.id >= _key(first), pages.c.id < _key(last + timedelta(days=1)))
    stored = func.sum(case((IS_MISSING, 0), else_=1))
    query = (
        select(day.label("day"), pages.c.discovered_by, func.count().label("known"), stored.label("stored"))
        .where(of_section if in_archive else and_(pages.c.section.concat("") == section, *in_time))
        .group_by("day", pages.c.discovered_by)
    )
    read = [(_day(row.day), row.discovered_by, row.known, row.stored) for row in connection.execute(query)]
    return [DayTally(day_, *rest) for day_, *rest in read if day_ is not None and first <= day_ <= last]


def missing(connection: Connection, section: str, limit: int | None) -> list[PageFacts]:
    """List a section's addresses without an article in the store, the newest first, and no more than `limit`."""
    query = select(pages, STANDING.label("standing")).where(pages.c.section == section, IS_MISSING)
    rows = connection.execute(query.order_by(pages.c.id.desc()).limit(limit)).mappings()
    return [PageFacts(**row | {"standing": Standing(row["standing"])}) for row in map(dict, rows)]


def due(connection: Connection, section: str, at: str) -> tuple[int, str | None]:
    """Count a section's pages that are due at a moment, and give the next moment at which one will be."""
    of_section = pages.c.section == section
    is_unread = and_(pages.c.state == "pending", pages.c.next_check_at.is_(None))
    is_due = or_(is_unread, pages.c.next_check_at <= at)
    later = select(func.min(pages.c.next_check_at)).where(of_section, pages.c.next_check_at > at)
    count = connection.execute(select(func.count()).where(of_section, is_due)).scalar_one()
    return count, connection.execute(later).scalar_one()


def span(connection: Connection, section: str) -> tuple[date | None, date | None]:
    """Give the first and the last day that the addresses of a section's articles name."""
    ids = connection.execute(select(func.min(pages.c.id), func.max(pages.c.id)).where(pages.c.section == section)).one()
    first, last = (Address(id_ or "", section).day for id_ in ids)
    return first, last


def newest_day(connection: Connection, until: date) -> date | None:
    """Give the newest day of publication, up to `until`, that the address of any article names."""
    query = (
        select(pages.c.id, pages.c.directory)
        .where(pages.c.id < _key(until + timedelta(days=1)))
        .order_by(pages.c.id.desc())
    )
    rows = connection.execute(query.limit(1000))
    return next((day for row in rows if (day := Address(row.id, row.directory).day) is not None), None)


def _key(day: date) -> str:
    """Give what the ids of the day begin with; those of an earlier day come before it."""
    return f"{day:%y%m%d}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text if text and "-" in text else f"20{text}")
    except ValueError:
        return None
