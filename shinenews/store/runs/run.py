"""One crawl as the store knows it, from its opening to its end."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from scrapy.exceptions import NotConfigured
from sqlalchemy import insert, update

from shinenews.store.database.opening import open_database, transaction, watch
from shinenews.store.frontier import addresses
from shinenews.store.frontier.exploration import Exploration
from shinenews.store.frontier.schedule import intervals
from shinenews.store.moments import stamp
from shinenews.store.run_ids import next_id
from shinenews.store.runs import lock
from shinenews.store.runs.account import Account
from shinenews.store.runs.notes import Notes
from shinenews.store.runs.visits import Visits
from shinenews.store.tables import runs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from scrapy.crawler import Crawler


def _now() -> datetime:
    return datetime.now(UTC)


class Run:
    """A run of one spider on one store.

    `folder` is the data folder; `revisits` are the intervals after publication at which a page is looked at again;
    `now` is the clock. What the run finds and has to read is told by its `exploration`, what becomes of each page by
    its `visits`, what came of them all by its `account`, and what is not in the store by its `notes`. `check_store`
    raises `StoreError` when the store's file was removed or replaced meanwhile.
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
        self._connection = self.database.connect()
        with transaction(self._connection) as connection:
            self.id = next_id(connection, self.started_at)
            connection.execute(insert(runs).values(id=self.id, spider=spider, started_at=stamp(self.started_at)))
            addresses.settle(connection)
        self.exploration = Exploration(self._connection, self.id, self.started_at, now)
        self.visits = Visits(self._connection, self.id, revisits, now)
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

    def finish(self, exit_code: int) -> None:
        """Note the end of the run; raises `StoreError` when its store was removed or replaced meanwhile."""
        self.check_store()
        with transaction(self._connection) as connection:
            values = {"finished_at": stamp(self.now()), "exit_code": exit_code}
            connection.execute(update(runs).where(runs.c.id == self.id).values(values))

    def close(self) -> None:
        """Let go of the store, whose log SQLite then puts away."""
        self._connection.close()
        self.database.dispose()
