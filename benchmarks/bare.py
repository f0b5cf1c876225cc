"""Scrapy downloading pages with its default settings, and doing nothing with them: what a crawl is measured against.

`python -m benchmarks.bare FILE`, in which every line is an address; without a file, an empty crawl.
"""

import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response


class BareSpider(Spider):
    """Asks for each address, and lets the answer go."""

    name = "bare"
    addresses: Sequence[str]

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each address."""
        for url in self.addresses:
            yield Request(url)

    def parse(self, response: Response) -> None:
        """Do nothing with a page."""


if __name__ == "__main__":
    process = CrawlerProcess({"LOG_LEVEL": "ERROR"})
    process.crawl(BareSpider, addresses=Path(sys.argv[1]).read_text("utf-8").split() if sys.argv[1:] else ())
    process.start()
