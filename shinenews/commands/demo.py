"""The command `scrapy demo`: three days of the pocket edition, crawled and shown."""

import argparse

from scrapy.commands import ScrapyCommand


class Command(ScrapyCommand):
    """Crawls the stand-in site day by day, and shows what comes of it; exits with 0 when the feed is made."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Crawl three days of the pocket edition, and show what comes of it"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        """Crawl, and show. Raises UsageError for words, and when `data-demo` holds something else than a demo."""
        from shinenews.actions import demo

        self.exitcode = demo.run(args)
