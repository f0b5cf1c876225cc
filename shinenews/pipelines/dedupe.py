"""Keeps what has not changed from being stored again."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from shinenews.items import Article
from shinenews.store.runs.run import Run


class DedupePipeline:
    """Drops an article that the store already holds in this form."""

    def __init__(self, run: Run, stats: StatsCollector) -> None:
        self.run = run
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Compare with the store of the crawler's run."""
        return cls(Run.of(crawler), crawler.stats)

    def process_item(self, item: Article) -> Article:
        """Return a new, changed or returned article; note and drop an unchanged one."""
        if self.run.visits.holds(item):
            self.stats.inc_value("shinenews/dedupe/unchanged")
            self.run.visits.unchanged(item)
            message = f"unchanged: {item.url}"
            raise DropItem(message, log_level="DEBUG")
        return item
