"""`scrapy crawl`, telling the truth by its exit code."""

import argparse
import logging
import sys
from importlib.util import find_spec

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from shinenews.commands.verdicts import show
from shinenews.extensions.judgement import ExitCode
from shinenews.extensions.verdict import VerdictExtension
from shinenews.site import is_origin
from shinenews.spiders.arguments import ArgumentError, Arguments
from shinenews.store.database import StoreError
from shinenews.store.lock import LockedError
from shinenews.store.run import Run
from shinenews.store.schedule import intervals


class Command(ScrapyCrawl):
    """Takes the place of Scrapy's command, which exits with 0 whatever happened."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl one section, show the verdict, and exit with its code."""
        assert self.crawler_process is not None
        self._check(args, opts)
        crawler = self._create_crawler(args[0])
        try:
            Run.of(crawler)
        except StoreError as error:
            print(f"shinenews: {error}", file=sys.stderr)
            self.exitcode = ExitCode.LOCKED if isinstance(error, LockedError) else ExitCode.STORE
            return
        _say_trouble_once()
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        self.exitcode = self._conclude(crawler)

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process is not None
        assert self.settings is not None
        spiders = sorted(self.crawler_process.spider_loader.list())
        site, revisit = self.settings["SHINENEWS_SITE"], self.settings["SHINENEWS_REVISIT"]
        if len(args) != 1 or args[0] not in spiders:
            message = f"name one spider: {', '.join(spiders)}"
            raise UsageError(message, print_help=False)
        if not is_origin(site):
            message = f"SHINENEWS_SITE={site} is no site: write scheme and host, like https://www.shine.cn"
            raise UsageError(message, print_help=False)
        if self.settings["SHINENEWS_NOTIFY"] and find_spec("apprise") is None:
            message = "SHINENEWS_NOTIFY needs the extra notify: pip install 'shinenews[notify]'"
            raise UsageError(message, print_help=False)
        try:
            Arguments.parse(**opts.spargs)
            intervals(revisit)
            intervals(self.settings["SHINENEWS_SILENCE"])
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ValueError as error:
            message = f"SHINENEWS_REVISIT={revisit} or SHINENEWS_SILENCE can't be read: {error}"
            raise UsageError(message, print_help=False) from error

    def _conclude(self, crawler: Crawler) -> int:
        assert self.crawler_process is not None
        if self.crawler_process.bootstrap_failed:
            return ExitCode.NOT_STARTED
        extension = crawler.get_extension(VerdictExtension)
        if extension is None or extension.verdict is None:
            return (extension and extension.stopped_by) or ExitCode.NOT_STARTED
        if extension.is_kept:
            show(extension.verdict, Run.of(crawler).folder)
        else:
            print(f"shinenews: {extension.verdict.warnings[0]}", file=sys.stderr)
        return extension.verdict.exit_code


def _say_trouble_once() -> None:
    """Keep Scrapy from logging the store's trouble with every page that it meets until it has stopped."""

    def is_else(record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], StoreError))

    for name in ("scrapy.core.engine", "scrapy.core.scraper"):
        logging.getLogger(name).addFilter(is_else)
