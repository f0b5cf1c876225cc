"""Scrapy downloading pages with its default settings, and doing nothing with them: what a crawl is measured against.

Settings and spider of a project of its own: `SCRAPY_SETTINGS_MODULE=benchmarks.bare scrapy crawl bare -a file=FILE`, in
which every line is an address; without a file, an empty crawl.
"""

from collections.abc import AsyncIterator
from pathlib import Path

from scrapy import Request, Spider
from scrapy.http import Response

SPIDER_MODULES = [__name__]
LOG_LEVEL = "ERROR"


class BareSpider(Spider):
    """Asks for each address in a file, and lets the answer go."""

    name = "bare"

    def __init__(self, file: str | None = None) -> None:
        super().__init__()
        self.addresses = Path(file).read_text("utf-8").split() if file else []

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each address."""
        for url in self.addresses:
            yield Request(url)

    def parse(self, response: Response) -> None:
        """Do nothing with a page."""
