"""Brings the feeds up to the store: at the start what a dead run left undone, at the end what this run changed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from shinenews.feeds.publishing.publish import publish, publish_runs
from shinenews.items import Article
from shinenews.store.database.failures import StoreError
from shinenews.store.runs.run import Run

logger = logging.getLogger(__name__)


class ExportPipeline:
    """Publishes the feeds when the spider closes."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Publish the crawler's run."""
        return cls(Run.of(crawler))

    def open_spider(self) -> None:
        """Publish what runs before this one left unpublished, and mend the feeds; raise `CloseSpider` when it fails."""
        with self._noting_trouble():
            self.run.notes.rendered_anew = publish(self.run.database, self.run.folder, but=self.run.id)
        if self.run.notes.trouble:
            raise CloseSpider(reason="trouble")
        if self.run.notes.faults:
            raise CloseSpider(reason="start_error")

    def process_item(self, item: Article) -> Article:
        """Let every article pass, on to Scrapy's own feed exports."""
        return item

    def close_spider(self) -> None:
        """Publish this run, unless the store or the disk has failed already, or the store is not there any more."""
        if not self.run.notes.trouble:
            with self._noting_trouble():
                self.run.check_store()
                publish_runs(self.run.database, self.run.folder)

    @contextmanager
    def _noting_trouble(self) -> Iterator[None]:
        try:
            yield
        except (OSError, StoreError) as error:
            self.run.notes.note_trouble(error, "the feeds stay as they were")
        except Exception as error:
            logger.exception("The feeds can't be published")
            self.run.notes.note_fault(error)
