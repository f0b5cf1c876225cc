"""How many addresses wait in memory in a backfill: the longest queue of a crawl that asks for every year.

`python -m benchmarks.planning --into FILE` crawls SHINENEWS_SITE, and writes how many requests ever waited at once.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

_SINCE = "2017-01-01"
_AT_FULL_SPEED = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
_VISITS = 300
"""How many articles are read: the sitemap of one month names more."""


def _settings() -> Settings:
    settings = get_project_settings()
    settings.update(_AT_FULL_SPEED, priority="cmdline")
    return settings


class Queue:
    """Watches what waits in a crawl's scheduler."""

    longest = 0

    def look(self, scheduler: object) -> None:
        """Take note of how long it is."""
        self.longest = max(self.longest, len(scheduler))  # type: ignore[arg-type]


def main(arguments: Sequence[str] | None = None) -> int:
    """Crawl, and write down how long the queue was."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planning", description=__doc__)
    parser.add_argument("--into", type=Path, required=True, metavar="FILE", help="where the number is written")
    options = parser.parse_args(arguments)
    queue = Queue()
    process = CrawlerProcess(_settings())
    crawler = process.create_crawler("nation")

    def look() -> None:
        slot = crawler.engine and crawler.engine._slot  # noqa: SLF001 - Scrapy tells of its queue nowhere else
        if slot:
            queue.look(slot.scheduler)

    crawler.signals.connect(look, signal=signals.request_scheduled, weak=False)
    crawler.signals.connect(look, signal=signals.response_received, weak=False)
    process.crawl(crawler, since=_SINCE, via="sitemap", limit=str(_VISITS))
    process.start()
    options.into.write_text(str(queue.longest), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
