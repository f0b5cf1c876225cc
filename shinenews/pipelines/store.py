"""Stores an article, its event and its page's state, in one transaction."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from shinenews.items import Article
from shinenews.store.runs.run import Run


class StorePipeline:
    """Commits each article as it comes, so that a run that is killed keeps what it had."""

    def __init__(self, run: Run, stats: StatsCollector) -> None:
        self.run = run
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Store in the crawler's run."""
        return cls(Run.of(crawler), crawler.stats)

    def process_item(self, item: Article) -> Article:
        """Return the stored article, its revision and moments set."""
        event = self.run.visits.save(item)
        self.stats.inc_value(f"shinenews/store/{event}")
        return item
