"""One crawl as the store knows it: what becomes of an address is one transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, func, insert, select, update

from shinenews.store import archive, frontier, lock, validators, walk
from shinenews.store.database import open_database
from shinenews.store.schedule import intervals, next_check, next_try
from shinenews.store.tables import articles, pages, runs, visits
from shinenews.store.upkeep import run_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scrapy.crawler import Crawler

    from shinenews.items import Article
    from shinenews.store.frontier import Found, Page
    from shinenews.store.validators import Copy

OUTCOMES = ("new", "updated", "unchanged", "withdrawn", "restored", "skipped", "quarantined", "failed")
"""What can become of an address in a run; each has exactly one."""

_DISCOVERED_TOGETHER = 1000
"""How many addresses become known in one transaction."""

CONFIRM_ABSENCE_AFTER = timedelta(hours=1)
"""How long after a page was found gone it is looked at once more, before it counts as withdrawn."""


def _now() -> datetime:
    return datetime.now(UTC)


class Run:
    """A run of one spider on one store.

    `folder` is the data folder; `revisits` are the intervals after publication at which a page is looked at again;
    `now` is the clock.
    The run has the data folder to itself until the process ends. Raises `lock.LockedError` when another process
    has it, and `database.StoreError` when the folder or the store can't be used.
    """

    _by_crawler: ClassVar[WeakKeyDictionary[Crawler, Run]] = WeakKeyDictionary()

    def __init__(
        self,
        folder: Path,
        store: str,
        spider: str,
        revisits: Sequence[timedelta],
        now: Callable[[], datetime] = _now,
    ) -> None:
        lock.hold(folder)
        self.folder = folder
        self.spider = spider
        self.database = open_database(folder, store)
        self.now = now
        self.started_at = now()
        self.id = run_id(self.started_at)
        self._revisits = revisits
        self._walking: set[str] = set()
        with self.database.begin() as connection:
            connection.execute(insert(runs).values(id=self.id, spider=spider, started_at=self._began))

    @classmethod
    def of(cls, crawler: Crawler) -> Run:
        """Give the run of a crawler, which all its components share; the first to ask opens it."""
        if crawler not in cls._by_crawler:
            settings = crawler.settings
            cls._by_crawler[crawler] = cls(
                folder=Path(settings["SHINENEWS_DATA"]),
                store=settings["SHINENEWS_STORE"],
                spider=crawler.spidercls.name,
                revisits=intervals(settings["SHINENEWS_REVISIT"]),
            )
        return cls._by_crawler[crawler]

    def copy_of(self, sections: Sequence[str], path: str) -> Copy | None:
        """Give the copy of a way in that the sections have; None when an earlier walk has yet to begin there, too."""
        with self.database.connect() as connection:
            began = [walk.began_at(connection, section, path) for section in sections]
            is_open = any(moment and moment < self._began for moment in began)
            return None if is_open else validators.held(connection, sections, path)

    def discover(self, found: Iterable[Found], by: str) -> None:
        """Make addresses known, so many in one transaction that memory stays flat; see `frontier.discover`.

        They may hide others from a walk through the listing that has not begun: it will go on past them.
        """
        named = iter(found)
        while batch := list(islice(named, _DISCOVERED_TOGETHER)):
            with self.database.begin() as connection:
                for section in {one.address.section for one in batch} - self._walking:
                    walk.begin(connection, section, f"/{section}/", self._began)
                frontier.discover(connection, batch, by, self.id, self._stamp())

    def keep(self, copy: Copy) -> None:
        """Note how the site marks a way in of which everything that it named is known."""
        with self.database.begin() as connection:
            validators.keep(connection, copy)

    def due(self, sections: Iterable[str], revisit: str) -> Iterator[Page]:
        """Yield the pages of sections that were to be visited before this run began; see `frontier.due`."""
        for section in sections:
            yield from frontier.due(self.database, section, revisit, self._began)

    def pending(self, sections: Sequence[str], most: int) -> list[Page]:
        """List the newest pages that are not read yet, and were not visited in this run."""
        with self.database.connect() as connection:
            return frontier.pending(connection, sections, self.id, most)

    def begin_walk(self, section: str, path: str) -> None:
        """Note that a walk through a section's listing begins."""
        with self.database.begin() as connection:
            walk.begin(connection, section, path, self._began)
        self._walking.add(section)

    def walks(self, sections: Sequence[str]) -> list[tuple[str, str]]:
        """List the listing pages that are to be read yet, each with its section; see `frontier.walks_of`."""
        with self.database.connect() as connection:
            return frontier.walks_of(connection, sections)

    def turn_page(
        self, section: str, path: str, found: Iterable[Found], next_path: str | None, *, keep_on: bool
    ) -> None:
        """Note what the listing page at `path` named, and which one is to be read next.

        The walk goes on while a page brings addresses not known before it began, or while it is told to keep on.
        """
        named = list(found)
        with self.database.begin() as connection:
            unknown = frontier.discover(connection, named, "listing", self.id, self._stamp())
            began = walk.began_at(connection, section, path)
            if began and began < self._began:
                unknown = walk.known_since(connection, named, began)
            onward = next_path if unknown or keep_on else None
            frontier.walk_on(connection, section, path, onward)
            walk.date(connection, section, onward, began or self._began)

    def put_off_walk(self, section: str, path: str) -> None:
        """Note that a listing begins as it did when it was last walked: there is nothing to walk past.

        The walk stays open when the run found something elsewhere, which may hide others when the listing names it.
        """
        found = select(pages.c.id).where(pages.c.section == section, pages.c.discovered_in == self.id).limit(1)
        with self.database.begin() as connection:
            if connection.execute(found).first() is None:
                frontier.walk_on(connection, section, path, None)
        self._walking.discard(section)

    def end_walk(self, section: str, path: str) -> None:
        """Note that a listing page is not there any more."""
        with self.database.begin() as connection:
            frontier.walk_on(connection, section, path, None)

    def holds(self, article: Article) -> bool:
        """Tell whether the store has an article with this content already."""
        with self.database.connect() as connection:
            return archive.holds(connection, str(article.id), str(article.content_hash))

    def save(self, article: Article) -> str:
        """Store a new, updated or restored article with its event and its page's state, and say which it is."""
        at = self.now()
        with self.database.begin() as connection:
            event = archive.save(connection, article, self.id, _stamp(at))
            validators = (article.provenance.etag, article.provenance.last_modified)
            self._read(connection, str(article.id), event, str(article.published_at), validators, at)
        return event

    def unchanged(self, article: Article) -> None:
        """Note that a page came again and reads as it is stored."""
        validators = (article.provenance.etag, article.provenance.last_modified)
        with self.database.begin() as connection:
            published_at = str(article.published_at)
            self._read(connection, str(article.id), "unchanged", published_at, validators, self.now())

    def not_modified(self, page: Page) -> None:
        """Note that the site answered 304: the page is as it was."""
        with self.database.begin() as connection:
            by_id = select(articles.c.published_at).where(articles.c.id == page.address.id)
            published_at = connection.execute(by_id).scalar_one()
            validators = (page.etag, page.last_modified)
            self._read(connection, page.address.id, "unchanged", published_at, validators, self.now())

    def absent(self, page: Page, status: int) -> str:
        """Note that a page answered 404 or 410, and give the outcome.

        The first time it is "skipped", to be looked at again; the second time the article is "withdrawn".
        """
        at = self.now()
        confirmed = page.absences > 0
        with self.database.begin() as connection:
            id_ = page.address.id
            withdrawn = confirmed and archive.withdraw(connection, id_, self.id, _stamp(at))
            outcome = "withdrawn" if withdrawn else "skipped"
            reason = f"HTTP {status}" if confirmed else f"HTTP {status}, to be confirmed by a second visit"
            state = "gone" if confirmed else "fetched" if page.state == "fetched" else "failed"
            again = next_try(at, page.absences) if confirmed else at + CONFIRM_ABSENCE_AFTER
            row = {"state": state, "absences": page.absences + 1, "next_check_at": _stamp_or_none(again)}
            frontier.record(connection, self.id, id_, outcome, _stamp(at), reason, **row)
        return outcome

    def quarantine(self, id_: str, reason: str) -> None:
        """Note that a page came but made no article; it is tried again, ever later."""
        at = self.now()
        with self.database.begin() as connection:
            page = connection.execute(select(pages.c.state, pages.c.failures).where(pages.c.id == id_)).one()
            row = {
                "state": "fetched" if page.state == "fetched" else "failed",
                "failures": page.failures + 1,
                "next_check_at": _stamp_or_none(next_try(at, page.failures + 1)),
            }
            frontier.record(connection, self.id, id_, "quarantined", _stamp(at), reason, **row)

    def fail(self, id_: str, reason: str) -> None:
        """Note that a page could not be had; it stays due."""
        at = self._stamp()
        with self.database.begin() as connection:
            row = {"failures": pages.c.failures + 1, "next_check_at": at}
            frontier.record(connection, self.id, id_, "failed", at, reason, **row)

    def skip(self, id_: str, reason: str) -> None:
        """Note that a page may not be visited; it stays as it was."""
        with self.database.begin() as connection:
            frontier.record(connection, self.id, id_, "skipped", self._stamp(), reason)

    def outcomes(self) -> dict[str, int]:
        """Count the visits by outcome, in the order of `OUTCOMES`."""
        query = select(visits.c.outcome, func.count()).where(visits.c.run == self.id).group_by(visits.c.outcome)
        with self.database.connect() as connection:
            counted: dict[str, int] = dict(connection.execute(query).all())
        return {outcome: counted.get(outcome, 0) for outcome in OUTCOMES}

    def reasons(self) -> dict[str, dict[str, int]]:
        """Count the reasons given for each outcome that has any."""
        query = (
            select(visits.c.outcome, visits.c.reason, func.count())
            .where(visits.c.run == self.id, visits.c.reason.is_not(None))
            .group_by(visits.c.outcome, visits.c.reason)
            .order_by(visits.c.outcome, visits.c.reason)
        )
        counted: dict[str, dict[str, int]] = {}
        with self.database.connect() as connection:
            for outcome, reason, count in connection.execute(query):
                counted.setdefault(outcome, {})[str(reason)] = count
        return counted

    def exit_code_before(self) -> int | None:
        """Give the exit code of the last run of this spider before this one; None when there was none."""
        query = select(runs.c.exit_code).where(runs.c.spider == self.spider, runs.c.id != self.id)
        newest = query.where(runs.c.exit_code.is_not(None)).order_by(runs.c.id.desc()).limit(1)
        with self.database.connect() as connection:
            return connection.execute(newest).scalar()

    def finish(self, exit_code: int) -> None:
        """Note the end of the run."""
        with self.database.begin() as connection:
            values = {"finished_at": self._stamp(), "exit_code": exit_code}
            connection.execute(update(runs).where(runs.c.id == self.id).values(values))

    @property
    def _began(self) -> str:
        return _stamp(self.started_at)

    def _stamp(self) -> str:
        return _stamp(self.now())

    def _read(
        self,
        connection: Connection,
        id_: str,
        outcome: str,
        published_at: str,
        validators: tuple[str | None, str | None],
        at: datetime,
    ) -> None:
        row: dict[str, Any] = {
            "state": "fetched",
            "etag": validators[0],
            "last_modified": validators[1],
            "failures": 0,
            "absences": 0,
            "next_check_at": _stamp_or_none(next_check(datetime.fromisoformat(published_at), at, self._revisits)),
        }
        frontier.record(connection, self.id, id_, outcome, _stamp(at), None, **row)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _stamp_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else _stamp(moment)
