"""`scrapy crawl`, telling the truth by its exit code."""

import argparse

from scrapy.commands.crawl import Command as ScrapyCrawl


class Command(ScrapyCrawl):
    """Takes the place of Scrapy's command, which exits with 0 whatever happened."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl one section, show the verdict, and exit with its code. Raises UsageError for what can't be crawled."""
        import scrapy.core.downloader.contextfactory  # noqa: F401 - it looks through the stack, which is short here

        from shinenews.actions import crawl

        assert self.crawler_process is not None
        crawl.check(self.crawler_process, args, opts)
        self.exitcode = crawl.run(self.crawler_process, self._create_crawler(args[0]), opts)
