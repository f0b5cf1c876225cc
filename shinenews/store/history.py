"""What the store tells a reader: how complete a section is, and all that became of one address.

Nothing here changes the store. Moments are as in `tables`.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from shinenews.site import Address
from shinenews.store.tables import articles, events, files, pages, revisions, runs, visits


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
_MISSING = or_(pages.c.state == "pending", and_(pages.c.state.in_(("failed", "gone")), ~_HAS_ARTICLE))
_STANDING = case(
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


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run, as `tables.runs` has it."""

    id: str
    spider: str
    started_at: str
    finished_at: str | None
    published_at: str | None
    exit_code: int | None


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


@dataclass(frozen=True, slots=True)
class Visit:
    """What a run made of an address."""

    run: str
    at: str
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """The current state of an article, as `tables.articles` has it."""

    section: str
    published_at: str
    revision: int
    first_seen_at: str
    changed_at: str
    withdrawn_at: str | None
    duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of an article's log; `published_at` is null until the feeds of its run are on disk."""

    at: str
    event: str
    section: str
    revision: int
    changed: list[str]
    run: str
    published_at: str | None


def sections(connection: Connection) -> list[str]:
    """List the sections of which any address is known."""
    return list(connection.execute(select(pages.c.section).distinct().order_by(pages.c.section)).scalars())


def tallies(connection: Connection, section: str) -> list[Tally]:
    """Count a section's addresses by standing and reason, the most frequent first."""
    by_standing = select(_STANDING.label("standing"), pages.c.reason, func.count().label("addresses"))
    # The stored ones are nearly all, and the index alone counts them.
    stored = select(func.count()).where(pages.c.section == section, pages.c.state == "fetched")
    rest = by_standing.where(pages.c.section == section, pages.c.state.in_(("pending", "failed", "gone")))
    counted = [Tally(Standing.STORED, None, connection.execute(stored).scalar_one())]
    rows = connection.execute(rest.group_by("standing", pages.c.reason))
    counted += [Tally(Standing(row.standing), row.reason, row.addresses) for row in rows]
    return sorted(counted, key=lambda tally: (-tally.count, tally.standing, tally.reason or ""))


def newest_day(connection: Connection, until: date) -> date | None:
    """Give the newest day of publication, up to `until`, that the address of any article names."""
    query = (
        select(pages.c.id, pages.c.directory)
        .where(pages.c.id < _key(until + timedelta(days=1)))
        .order_by(pages.c.id.desc())
    )
    rows = connection.execute(query.limit(1000))
    return next((day for row in rows if (day := Address(row.id, row.directory).day) is not None), None)


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
    stored = func.sum(case((_MISSING, 0), else_=1))
    query = (
        select(day.label("day"), pages.c.discovered_by, func.count().label("known"), stored.label("stored"))
        .where(of_section if in_archive else and_(pages.c.section.concat("") == section, *in_time))
        .group_by("day", pages.c.discovered_by)
    )
    read = [(_day(row.day), row.discovered_by, row.known, row.stored) for row in connection.execute(query)]
    return [DayTally(day_, *rest) for day_, *rest in read if day_ is not None and first <= day_ <= last]


def _key(day: date) -> str:
    """Give what the ids of the day begin with; those of an earlier day come before it."""
    return f"{day:%y%m%d}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text if text and "-" in text else f"20{text}")
    except ValueError:
        return None


def span(connection: Connection, section: str) -> tuple[date | None, date | None]:
    """Give the first and the last day that the addresses of a section's articles name."""
    ids = connection.execute(select(func.min(pages.c.id), func.max(pages.c.id)).where(pages.c.section == section)).one()
    first, last = (Address(id_ or "", section).day for id_ in ids)
    return first, last


def last_run(connection: Connection, spiders: Collection[str]) -> RunFacts | None:
    """Give the run of any of these spiders that was started last."""
    query = select(runs).where(runs.c.spider.in_(spiders)).order_by(runs.c.id.desc())
    row = connection.execute(query.limit(1)).mappings().first()
    return RunFacts(**row) if row else None


def due(connection: Connection, section: str, at: str) -> tuple[int, str | None]:
    """Count a section's pages that are due at a moment, and give the next moment at which one will be."""
    of_section = pages.c.section == section
    is_unread = and_(pages.c.state == "pending", pages.c.next_check_at.is_(None))
    is_due = or_(is_unread, pages.c.next_check_at <= at)
    later = select(func.min(pages.c.next_check_at)).where(of_section, pages.c.next_check_at > at)
    count = connection.execute(select(func.count()).where(of_section, is_due)).scalar_one()
    return count, connection.execute(later).scalar_one()


def missing(connection: Connection, section: str, limit: int | None) -> list[PageFacts]:
    """List a section's addresses without an article in the store, the newest first, and no more than `limit`."""
    query = select(pages, _STANDING.label("standing")).where(pages.c.section == section, _MISSING)
    rows = connection.execute(query.order_by(pages.c.id.desc()).limit(limit)).mappings()
    return [PageFacts(**row | {"standing": Standing(row["standing"])}) for row in map(dict, rows)]


def page(connection: Connection, id_: str) -> PageFacts | None:
    """Give what is known of an address; None when it is not known."""
    query = select(pages, _STANDING.label("standing")).where(pages.c.id == id_)
    row = connection.execute(query).mappings().first()
    return PageFacts(**dict(row) | {"standing": Standing(row["standing"])}) if row else None


def visits_to(connection: Connection, id_: str) -> list[Visit]:
    """List the visits to an address, the newest first."""
    # Naming the runs, all of them, lets the key of the table find the few visits among millions.
    of_page = and_(visits.c.id == id_, visits.c.run.in_(select(runs.c.id)))
    query = select(visits.c.run, visits.c.at, visits.c.outcome, visits.c.reason).where(of_page)
    rows = connection.execute(query.order_by(visits.c.run.desc())).mappings()
    return [Visit(**row) for row in rows]


def article(connection: Connection, id_: str) -> ArticleFacts | None:
    """Give the current state of an article; None when there is none in the store."""
    columns = [articles.c[name] for name in ArticleFacts.__dataclass_fields__]
    row = connection.execute(select(*columns).where(articles.c.id == id_)).mappings().first()
    return ArticleFacts(**row) if row else None


def events_of(connection: Connection, id_: str) -> list[Event]:
    """List what happened to an article, in order."""
    query = (
        select(
            *(events.c[name] for name in ("at", "event", "section", "revision", "changed", "run")), runs.c.published_at
        )
        .join(runs, runs.c.id == events.c.run)
        .where(events.c.id == id_)
        .order_by(events.c.seq)
    )
    rows = connection.execute(query).mappings()
    return [Event(**row | {"changed": json.loads(row["changed"])}) for row in map(dict, rows)]


def revisions_of(connection: Connection, id_: str) -> dict[int, dict[str, Any]]:
    """Give the content of each revision of an article, as it was stored."""
    query = select(revisions.c.revision, revisions.c.document).where(revisions.c.id == id_)
    rows = connection.execute(query.order_by(revisions.c.revision))
    return {row.revision: json.loads(row.document) for row in rows}


def is_published(connection: Connection, feed: str, path: str) -> bool:
    """Tell whether a feed has this file on disk."""
    query = select(files.c.path).where(files.c.feed == feed, files.c.path == path)
    return connection.execute(query).first() is not None
