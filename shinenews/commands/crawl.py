"""`scrapy crawl`, telling the truth by its exit code."""

import argparse

from scrapy.commands.crawl import Command as ScrapyCrawl

from shinenews.commands import Steady


class Command(Steady, ScrapyCrawl):
    """Takes the place of Scrapy's command, which exits with 0 whatever happened."""

    def long_desc(self) -> str:
        """Return what `--help` says."""
        return (
            "Crawl a section, or the whole site (shine), as far as it is not stored yet, and publish what is new. "
            "Arguments of every spider: -a since=2024-11-01 and -a until=2024-11-30, days of publication in Shanghai; "
            "-a via=newsmap,listing, the ways in (or sitemap); -a limit=10, how many articles to visit at the most; "
            "-a revisit=due, which known pages to look at again (or all, none). "
            "Exit codes: 0 the feeds are current, 1 could not start, 2 wrong usage, 3 the site could not be read, "
            "4 the site changed, 5 partial, 6 another run is at work, 7 the store or the disk, 130 or 143 interrupted."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl one section, show the verdict, and exit with its code. Raises UsageError for what can't be crawled."""
        import scrapy.core.downloader.contextfactory  # noqa: F401 - it looks through the stack, which is short here

        from shinenews.actions import crawl, crawl_options, streams

        assert self.crawler_process is not None
        crawl_options.check(self.crawler_process, args, opts)
        self.exitcode = crawl.run(self.crawler_process, self._create_crawler(args[0]), opts)
        streams.let_go()
