"""How a section is crawled: what is due, then the ways in, and what they name."""

from collections.abc import AsyncIterator, Iterator
from itertools import islice
from typing import ClassVar, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from twisted.python.failure import Failure

from shinenews.spiders.discovering import DiscoveringSpider
from shinenews.store.database.failures import StoreError
from shinenews.store.frontier.agenda import Days, Page

_BATCH = 100
"""How many pages are asked for at once: the others wait in the store, not in memory."""


class SectionSpider(DiscoveringSpider):
    """Crawls the section at `path`.

    The store knows what is to be read. The spider draws from it whenever it has nothing more to do: first what is
    due, pages that an earlier run did not get to and revisits; then, when the ways in have been asked, the pages that
    they name, the newest first; then the listing's next pages and the sitemaps, which name more.
    """

    path: ClassVar[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str, **arguments: str) -> Self:
        """Go on whenever the crawler is idle."""
        spider = super().from_crawler(crawler, *args, **arguments)
        crawler.signals.connect(spider.spider_idle, signal=signals.spider_idle)
        return spider

    @property
    def sections(self) -> tuple[str, ...]:
        """The paths of the sections that are crawled."""
        return (self.path,)

    @property
    def sections_of_site(self) -> tuple[str, ...]:
        """The paths of all sections, each of which has a spider."""
        return tuple(spider.path for spider in SectionSpider.__subclasses__() if hasattr(spider, "path"))

    @property
    def has_visited_all(self) -> bool:
        """Whether all that is new was asked for, and no page that is known waits for its first visit."""
        return self.arguments.ask_for_all() and not self._run.exploration.pending(self.sections, 1)

    def pages_left(self) -> tuple[int, bool]:
        """Estimate how many pages are to be visited yet, and tell whether the ways in may name more."""
        left = self._run.exploration.left(self.sections, self.arguments.revisit, self._days)
        may_grow = self._may_find_more()
        if self.arguments.limit is None:
            return left, may_grow
        most = self.arguments.limit - sum(self._run.account.outcomes().values())
        return min(left, most), may_grow and left < most

    def __init__(self, **arguments: str) -> None:
        super().__init__(**arguments)
        self._awaited: set[str] = set()
        self._has_asked = False

    async def start(self) -> AsyncIterator[Request]:
        """Yield what is to be asked for first."""
        self._agenda = self._requests()
        for request in next(self._agenda, []):
            yield request

    def spider_idle(self) -> None:
        """Ask for what comes next; raise `DontCloseSpider` as long as there is something."""
        try:
            requests = next(self._agenda, [])
        except Exception as error:  # noqa: BLE001 - whatever it is, Scrapy would only log it, and end well
            self._tell_fault(error)
            return
        if not requests:
            return
        assert self.crawler.engine is not None  # noqa: S101 - it is what is idle
        for request in requests:
            self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def _tell_fault(self, error: Exception) -> None:
        """Have what went wrong between two pages count like what goes wrong with one."""
        if not isinstance(error, StoreError):  # of which the verdict tells
            self.logger.error("The next pages can't be drawn from the store", exc_info=error)
        failure = Failure(error)  # type: ignore[no-untyped-call]
        self.crawler.signals.send_catch_log(signals.spider_error, spider=self, response=None, failure=failure)

    def _requests(self) -> Iterator[list[Request]]:
        """Yield the requests of the run, those together that are asked for in one go; never an empty list."""
        due = self._run.exploration.due(self.sections, self.arguments.revisit, self._days)
        while batch := self._visits(islice(due, self._left(_BATCH))):
            yield _in_turn(batch)
        yield _in_turn(self._ways_in())
        self._has_asked = True
        while batch := self._visits(self._pending()) or self._further_ways_in():
            yield _in_turn(batch)

    @property
    def _days(self) -> Days:
        return Days(self.arguments.since, self.arguments.until)

    def _may_find_more(self) -> bool:
        """Whether a way in is to be asked yet, or leads on."""
        return not self._has_asked or self._is_led_on()

    def _pending(self) -> list[Page]:
        """List the pages to visit next. One that was asked for, and of which nothing was heard, has failed."""
        most, frontier = self._left(_BATCH), self._run.exploration
        pages = frontier.pending(self.sections, most, self._days)
        if not pages and self.arguments.revisit != "none":
            pages = frontier.claimed(self.sections, most, self._days)
        ids = {page.address.id for page in pages}
        lost, self._awaited = ids & self._awaited, ids
        for id_ in lost:
            self._run.visits.fail(id_, "the request was dropped on the way")
        return self._pending() if lost else pages


def _in_turn(requests: list[Request]) -> list[Request]:
    """Have requests sent in this order: in a scheduler's queue the last of equal rank comes first."""
    for number, request in enumerate(requests):
        request.priority = -number
    return requests
