"""Scrapy's own feed exports, `-o x.jsonl` and `-o x.csv`: the articles that a run brought, as the feed has them."""

import io
from abc import abstractmethod
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exporters import BaseItemExporter

from shinenews.feeds import contract
from shinenews.feeds.contract import Document
from shinenews.feeds.formats import csv, jsonl
from shinenews.items import Article
from shinenews.store.queries import publication
from shinenews.store.runs.run import Run


class _FeedExporter(BaseItemExporter):
    """Remembers which articles came, and reads them from the store at the end.

    Only then are their lines what the feed says: a later article of the run may make an earlier one its duplicate.
    """

    def __init__(self, file: io.BytesIO, run: Run, **options: Any) -> None:  # noqa: ANN401
        super().__init__(dont_fail=True, **options)
        self.file = file
        self.run = run
        self._ids: list[str] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: io.BytesIO, **options: Any) -> Self:  # noqa: ANN401
        """Read from the store of the crawler's run."""
        return cls(file, Run.of(crawler), **options)

    def export_item(self, item: Article) -> None:
        """Remember an article that is stored."""
        self._ids.append(str(item.id))

    def finish_exporting(self) -> None:
        """Write what came, in the order in which it came."""
        with self.run.database.connect() as connection:
            for id_ in self._ids:
                document = contract.article(publication.current(connection, id_))
                self.write(dict(self.get_serialized_fields(document, include_empty=True)))
        self.file.flush()  # what fails, as standard output may, has to fail before the verdict

    @abstractmethod
    def write(self, document: Document) -> None:
        """Write one article, of which Scrapy's settings may ask for some fields only."""


class JsonLinesExporter(_FeedExporter):
    """Writes the lines of the feed, byte for byte."""

    def write(self, document: Document) -> None:
        """Write one line."""
        self.file.write(jsonl.line(document))


class CsvExporter(_FeedExporter):
    """Writes a row for each article, under the keys of the feed; a file that is written on has them already."""

    _has_header = False

    def start_exporting(self) -> None:
        """See whether the file is written on."""
        self._has_header = self.file.seekable() and self.file.tell() > 0

    def write(self, document: Document) -> None:
        """Write one row."""
        if not self._has_header:
            self.file.write(csv.header(document))
            self._has_header = True
        self.file.write(csv.row(document, document))
