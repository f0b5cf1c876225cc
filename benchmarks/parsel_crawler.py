"""crawlee's ParselCrawler reading pages as in its quick start: what a crawl's pages a second are measured against.

`python -m benchmarks.parsel_crawler FILE`, in which every line is an address on this machine; without a file, an empty
crawl. Runs in the environment of the peers, and needs nothing of shinenews.
"""

import asyncio
import sys
from pathlib import Path
from urllib.parse import urlsplit

from crawlee import ConcurrencySettings
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.storage_clients import MemoryStorageClient

_TOGETHER = 8


async def crawl(addresses: list[str]) -> None:
    """Visit each address once, and keep its title in memory; RuntimeError when not all came."""

    async def keep_title(context: ParselCrawlingContext) -> None:
        title = context.selector.css("title::text").get()
        await context.push_data({"url": context.request.url, "title": title})

    crawler = ParselCrawler(
        request_handler=keep_title,
        storage_client=MemoryStorageClient(),
        concurrency_settings=ConcurrencySettings(
            min_concurrency=_TOGETHER, desired_concurrency=_TOGETHER, max_concurrency=_TOGETHER
        ),
        configure_logging=False,
    )
    await crawler.run(addresses)
    kept = await crawler.get_data(limit=len(addresses) + 1)
    if len(kept.items) != len(addresses) or not all(row["title"] for row in kept.items):
        message = f"{len(kept.items)} of {len(addresses)} pages came"
        raise RuntimeError(message)


if __name__ == "__main__":
    asked = Path(sys.argv[1]).read_text("utf-8").split() if sys.argv[1:] else []
    if any(urlsplit(url).hostname != "127.0.0.1" for url in asked):
        sys.exit("only addresses on this machine are visited")
    asyncio.run(crawl(asked))
