"""Progress for a person who watches: lines on the terminal that keep changing."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from shinenews.extensions.pace import Pace, duration, resident
from shinenews.store.database.failures import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from rich.text import Text
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.statscollectors import StatsCollector

_COUNTED = {
    "new": "shinenews/store/new",
    "updated": "shinenews/store/updated",
    "unchanged": "shinenews/dedupe/unchanged",
    "requests": "downloader/request_count",
}


class ProgressExtension:
    """Shows what the spider is at, and how fast; not configured where nobody watches.

    `left` is how many pages are to go, as far as is known, and whether more may be found; None before it is known.
    """

    def __init__(self, console: Console, stats: StatsCollector) -> None:
        from rich.live import Live

        self.stats = stats
        self.left: tuple[int, bool] | None = None
        self._pace = Pace()
        self._url = ""
        self._live = Live(self, console=console, refresh_per_second=4, transient=True)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Show the crawler's progress on standard error, when that is a terminal."""
        if not sys.stderr.isatty():
            raise NotConfigured  # without a reason, which Scrapy would log as a warning in every cron run
        from rich.console import Console

        extension = cls(Console(stderr=True), crawler.stats)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_idle, signal=signals.spider_idle)
        crawler.signals.connect(extension.response_received, signal=signals.response_received)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        """Begin to show."""
        self.spider_idle(spider)
        self._live.start()

    def spider_idle(self, spider: Spider) -> None:
        """Look how many pages are left: now that the spider turns to the next of them, or to the ways in."""
        with suppress(StoreError):
            self.left = spider.pages_left() if hasattr(spider, "pages_left") else None

    def response_received(self, response: Response, request: Request) -> None:
        """Take note of a page that came."""
        self._url = response.url
        if "page" in request.cb_kwargs:
            self._pace.note(time.monotonic())
            if self.left is not None:
                self.left = (max(self.left[0] - 1, 0), self.left[1])

    def spider_closed(self) -> None:
        """Leave no trace."""
        self._live.stop()

    def __rich__(self) -> Text:
        from rich.text import Text

        counts = " · ".join(f"{self.stats.get_value(key, 0)} {name}" for name, key in _COUNTED.items())
        pace = " · ".join(self._state())
        lines = ((counts, "bold"), "\n", pace, "\n", (self._url, "dim"))
        return Text.assemble(*lines, overflow="ellipsis", no_wrap=True)

    def _state(self) -> Iterator[str]:
        rate = self._pace.a_minute(time.monotonic())
        if rate is not None:
            yield f"{rate:.0f} pages a minute"
        if self.left is not None:
            number, may_grow = self.left
            wait = f", about {duration(number / rate)}" if rate and number and not may_grow else ""
            yield f"{number} to go{', and more may be found' if may_grow else wait}"
        if (memory := resident()) is not None:
            yield f"{memory / 1e6:.0f} MB"
