"""Scrapy's own feed exports, of which the verdict tells when one fails."""

import logging
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.extensions import feedexport

from shinenews.items import Article
from shinenews.store.database.failures import StoreError
from shinenews.store.runs.run import Run

logger = logging.getLogger(__name__)


class FeedExporter(feedexport.FeedExporter):
    """Opens its files before the crawl, and notes what goes wrong with them, which Scrapy's own logs at the most.

    The verdict has it closed, and waits for that.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to the crawler, but not for its end."""
        exporter = cls(crawler)
        crawler.signals.connect(exporter.open_spider, signal=signals.spider_opened)
        crawler.signals.connect(exporter.item_scraped, signal=signals.item_scraped)
        return exporter

    def open_spider(self, spider: Spider) -> None:
        """Open the exports; raise `CloseSpider` when a file can't be written."""
        super().open_spider(spider)
        for slot in self.slots:
            if slot.store_empty:
                try:
                    slot.start_exporting()
                except OSError as error:
                    self._note(error, slot)
                    raise CloseSpider(reason="trouble") from error

    def item_scraped(self, item: Article, spider: Spider) -> None:
        """Export an article."""
        try:
            super().item_scraped(item, spider)
        except Exception as error:  # noqa: BLE001 - whatever it is, Scrapy would only log it
            self._note(error)

    async def close_spider(self, spider: Spider) -> None:
        """Write what the exports hold back."""
        await super().close_spider(spider)
        if any(key.startswith("feedexport/failed_count/") for key in self.crawler.stats.get_stats()):
            Run.of(self.crawler).notes.faults.append("an export could not be stored; the log says why")

    async def _close_slot(self, slot: feedexport.FeedSlot, spider: Spider) -> None:
        try:
            await super()._close_slot(slot, spider)
        except Exception as error:  # noqa: BLE001 - nobody else looks at what becomes of this task
            self._note(error, slot)

    def _note(self, error: Exception, slot: feedexport.FeedSlot | None = None) -> None:
        notes = Run.of(self.crawler).notes
        if isinstance(error, OSError):
            error.filename = error.filename or (slot.uri if slot else "an export")
        if isinstance(error, OSError | StoreError):
            notes.note_trouble(error)
        elif notes.note_fault(error):
            logger.error("An export failed", exc_info=error)
