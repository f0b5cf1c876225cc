"""Brings the feeds up to the store: at the start what a dead run left undone, at the end what this run changed."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from shinenews.feeds.publish import publish
from shinenews.items import Article
from shinenews.store.run import Run


class ExportPipeline:
    """Publishes the feeds when the spider closes."""

    def __init__(self, run: Run, stats: StatsCollector) -> None:
        self.run = run
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Publish the crawler's run."""
        return cls(Run.of(crawler), crawler.stats)

    def open_spider(self) -> None:
        """Publish what runs before this one left unpublished."""
        self._publish(but=self.run.id)

    def process_item(self, item: Article) -> Article:
        """Let every article pass, on to Scrapy's own feed exports."""
        return item

    def close_spider(self) -> None:
        """Publish this run."""
        self._publish()

    def _publish(self, but: str | None = None) -> None:
        try:
            publish(self.run.database, self.run.folder, but=but)
        except OSError as error:
            self.stats.set_value("shinenews/export/error", f"{error.strerror}: {error.filename}")
