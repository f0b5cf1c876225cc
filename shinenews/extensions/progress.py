"""Progress for a person who watches: a line on the terminal that keeps changing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from rich.console import Console
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.statscollectors import StatsCollector


class ProgressExtension:
    """Shows what the spider is at; not configured where nobody watches."""

    def __init__(self, console: Console, stats: StatsCollector) -> None:
        from rich.live import Live

        self.stats = stats
        self._live = Live(console=console, refresh_per_second=8, transient=True)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Show the crawler's progress on standard error, when that is a terminal."""
        if not sys.stderr.isatty():
            raise NotConfigured  # without a reason, which Scrapy would log as a warning in every cron run
        from rich.console import Console

        extension = cls(Console(stderr=True), crawler.stats)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.response_received, signal=signals.response_received)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        """Begin to show."""
        self._live.start()

    def response_received(self, response: Response) -> None:
        """Show the page that came, and the counts so far."""
        from rich.text import Text

        counts = {
            "requests": self.stats.get_value("downloader/request_count", 0),
            "new": self.stats.get_value("shinenews/store/new", 0),
            "updated": self.stats.get_value("shinenews/store/updated", 0),
            "unchanged": self.stats.get_value("shinenews/dedupe/unchanged", 0),
        }
        line = " · ".join(f"{count} {name}" for name, count in counts.items())
        self._live.update(Text.assemble((line, "bold"), f"  {response.url}", overflow="ellipsis", no_wrap=True))

    def spider_closed(self) -> None:
        """Leave no trace."""
        self._live.stop()
