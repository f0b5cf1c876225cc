"""One crawl as the store knows it: what becomes of an address is one transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy.exceptions import NotConfigured
from sqlalchemy import Connection, insert, select, update

from shinenews.store.articles import archive
from shinenews.store.database.opening import open_database, transaction, watch
from shinenews.store.frontier import addresses
from shinenews.store.frontier.exploration import Exploration
from shinenews.store.frontier.schedule import CONFIRM_ABSENCE_AFTER, intervals, next_check, next_request, next_try
from shinenews.store.moments import stamp
from shinenews.store.run_ids import next_id
from shinenews.store.runs import lock
from shinenews.store.runs.account import Account
from shinenews.store.runs.notes import Notes
from shinenews.store.tables import articles, pages, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scrapy.crawler import Crawler

    from shinenews.items import Article
    from shinenews.site import Address
    from shinenews.store.frontier.agenda import Page


def _now() -> datetime:
    return datetime.now(UTC)


class Run:
    """A run of one spider on one store.

    `folder` is the data folder; `revisits` are the intervals after publication at which a page is looked at again;
    `now` is the clock. What the run finds and has to read is told by its `exploration`, what came of it by its
    `account`, and what is not in the store by its `notes`. `check_store` raises `StoreError` when the store's file was
    removed or replaced meanwhile.
    The run has the data folder to itself until the process ends. Raises `lock.LockedError` when another process
    has it, and `StoreError` when the folder or the store can't be used.
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
        self.check_store = watch(self.database)
        self.now = now
        self.started_at = now()
        self.notes = Notes()
        self._revisits = revisits
        self._connection = self.database.connect()
        with transaction(self._connection) as connection:
            self.id = next_id(connection, self.started_at)
            connection.execute(insert(runs).values(id=self.id, spider=spider, started_at=stamp(self.started_at)))
            addresses.settle(connection)
        self.exploration = Exploration(self._connection, self.id, self.started_at, now)
        self.account = Account(self.database, self.id, spider, self.started_at)

    @classmethod
    def of(cls, crawler: Crawler) -> Run:
        """Give the run of a crawler, which all its components share; the first to ask opens it.

        Raises `LockedError` when another crawler of this process is at work in the data folder, too, and
        `NotConfigured` for a spider of no section, like those of `scrapy fetch` and `scrapy shell`: they leave the
        record alone.
        """
        if not hasattr(crawler.spidercls, "sections"):
            raise NotConfigured  # without a reason, which Scrapy would log as a warning
        if crawler not in cls._by_crawler:
            settings = crawler.settings
            folder = Path(settings["SHINENEWS_DATA"])
            for other, run in cls._by_crawler.items():
                if other.crawling and run.folder.resolve() == folder.resolve():
                    message = (
                        f"Another run of this process, {run.id} of {run.spider}, is at work in the data folder "
                        f"{folder}; crawl one section after the other, or all in one run with the spider shine."
                    )
                    raise lock.LockedError(message)
            cls._by_crawler[crawler] = cls(
                folder=folder,
                store=settings["SHINENEWS_STORE"],
                spider=crawler.spidercls.name,
                revisits=intervals(settings["SHINENEWS_REVISIT"]),
            )
        return cls._by_crawler[crawler]

    def holds(self, article: Article) -> bool:
        """Tell whether the store has an article with this content at this address already."""
        with transaction(self._connection) as connection:
            return archive.holds(connection, article)

    def save(self, article: Article) -> str:
        """Store a new, updated or restored article with its event and its page's state, and say which it is."""
        at = self.now()
        with transaction(self._connection) as connection:
            event = archive.save(connection, article, self.id, stamp(at))
            validators = (article.provenance.etag, article.provenance.last_modified)
            self._read(connection, str(article.id), event, str(article.published_at), validators, at)
        return event

    def unchanged(self, article: Article) -> None:
        """Note that a page came again and reads as it is stored."""
        validators = (article.provenance.etag, article.provenance.last_modified)
        with transaction(self._connection) as connection:
            published_at = str(article.published_at)
            self._read(connection, str(article.id), "unchanged", published_at, validators, self.now())

    def not_modified(self, page: Page) -> None:
        """Note that the site answered 304: the page is as it was; one that was not read before has failed."""
        if page.state != "fetched":
            self.fail(page.address.id, "HTTP 304, though nothing was known of it")
            return
        with transaction(self._connection) as connection:
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
        with transaction(self._connection) as connection:
            id_ = page.address.id
            withdrawn = confirmed and archive.withdraw(connection, id_, self.id, stamp(at))
            outcome = "withdrawn" if withdrawn else "skipped"
            reason = f"HTTP {status}" if confirmed else f"HTTP {status}, to be confirmed by a second visit"
            state = "gone" if confirmed else "fetched" if page.state == "fetched" else "failed"
            again = next_try(at, page.absences) if confirmed else at + CONFIRM_ABSENCE_AFTER
            row = {"state": state, "absences": page.absences + 1, "next_check_at": _stamp_or_none(again)}
            addresses.record(connection, self.id, id_, outcome, stamp(at), reason, **row)
            if confirmed:
                addresses.follow(connection, id_)
        return outcome

    def moved(self, address: Address) -> None:
        """Note that an article has this address now; it is pending there until it is read."""
        with transaction(self._connection) as connection:
            addresses.move(connection, address)

    def moved_away(self, address: Address) -> None:
        """Note that an article is in another section now, which is none of this run's: it is withdrawn from its own."""
        at = self._stamp()
        with transaction(self._connection) as connection:
            outcome = "withdrawn" if archive.withdraw(connection, address.id, self.id, at) else "skipped"
            addresses.move(connection, address)
            addresses.record(connection, self.id, address.id, outcome, at, f"moved to {address.url}")

    def quarantine(self, id_: str, reason: str, *, leads_away: bool = False) -> None:
        """Note that a page came but made no article; it is tried again, ever later.

        When that comes to an end and the page still `leads_away` to what is no article, as one may that was deleted,
        its article is withdrawn.
        """
        at = self.now()
        with transaction(self._connection) as connection:
            state, failures = _tries(connection, id_)
            again = next_try(at, failures)
            withdrawn = leads_away and again is None and archive.withdraw(connection, id_, self.id, stamp(at))
            row = {
                "state": "gone" if withdrawn else "fetched" if state == "fetched" else "failed",
                "failures": failures,
                "next_check_at": _stamp_or_none(again),
            }
            outcome = "withdrawn" if withdrawn else "quarantined"
            addresses.record(connection, self.id, id_, outcome, stamp(at), reason, **row)

    def fail(self, id_: str, reason: str) -> None:
        """Note that a page could not be had; it stays due, and one that fails again and again is due ever later."""
        at = self.now()
        with transaction(self._connection) as connection:
            state, failures = _tries(connection, id_)
            row = {
                "state": "pending" if state == "failed" else state,
                "failures": failures,
                "next_check_at": stamp(next_request(at, failures)),
            }
            addresses.record(connection, self.id, id_, "failed", stamp(at), reason, **row)

    def skip(self, id_: str, reason: str) -> None:
        """Note that a page may not be visited; it stays as it was."""
        with transaction(self._connection) as connection:
            addresses.record(connection, self.id, id_, "skipped", self._stamp(), reason)

    def finish(self, exit_code: int) -> None:
        """Note the end of the run; raises `StoreError` when its store was removed or replaced meanwhile."""
        self.check_store()
        with transaction(self._connection) as connection:
            values = {"finished_at": self._stamp(), "exit_code": exit_code}
            connection.execute(update(runs).where(runs.c.id == self.id).values(values))

    def close(self) -> None:
        """Let go of the store, whose log SQLite then puts away."""
        self._connection.close()
        self.database.dispose()

    def _stamp(self) -> str:
        return stamp(self.now())

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
        addresses.record(connection, self.id, id_, outcome, stamp(at), None, **row)


def _tries(connection: Connection, id_: str) -> tuple[str, int]:
    """Give the state of a page, and how many visits in a row did not succeed, this one included."""
    state, failures = connection.execute(select(pages.c.state, pages.c.failures).where(pages.c.id == id_)).one()
    return state, failures + 1


def _stamp_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)
