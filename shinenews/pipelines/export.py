"""Brings the feeds up to the store: at the start what a dead run left undone, at the end what this run changed."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.statscollectors import StatsCollector

from shinenews.feeds.publish import publish
from shinenews.items import Article
from shinenews.store.database import StoreError
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
        """Publish what runs before this one left unpublished. Raises `CloseSpider` when that is not possible."""
        self._publish(but=self.run.id)
        if self.stats.get_value("shinenews/trouble"):
            raise CloseSpider(reason="trouble")

    def process_item(self, item: Article) -> Article:
        """Let every article pass, on to Scrapy's own feed exports."""
        return item

    def close_spider(self) -> None:
        """Publish this run, unless the store or the disk has failed already."""
        if not self.stats.get_value("shinenews/trouble"):
            self._publish()

    def _publish(self, but: str | None = None) -> None:
        try:
            anew = publish(self.run.database, self.run.folder, but=but)
            self.stats.set_value("shinenews/rendered_anew", self.stats.get_value("shinenews/rendered_anew", []) + anew)
        except StoreError as error:
            self.stats.set_value("shinenews/trouble", str(error))
        except OSError as error:
            sentence = f"{error.filename} can't be written ({error.strerror}); the feeds stay as they were."
            self.stats.set_value("shinenews/trouble", sentence)
