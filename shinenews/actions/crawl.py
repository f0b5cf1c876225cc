"""Crawling, and telling the truth of it by an exit code."""

import argparse
import gc
import logging
import sys
from collections.abc import Callable

from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from shinenews.actions.verdicts import show
from shinenews.extensions import notify
from shinenews.extensions.judgement import ExitCode
from shinenews.extensions.verdict import VerdictExtension
from shinenews.site import is_origin
from shinenews.spiders.arguments import ArgumentError, Arguments
from shinenews.store.database import StoreError
from shinenews.store.lock import LockedError
from shinenews.store.run import Run
from shinenews.store.schedule import interval, intervals


def _between(least: float, most: float) -> Callable[[str], float]:
    def read(setting: str) -> float:
        number = float(setting)
        if not least <= number <= most:
            message = f"it must be from {least:g} to {most:g}"
            raise ValueError(message)
        return number

    return read


_READERS: dict[str, Callable[[str], object]] = {
    "SHINENEWS_LISTING_PAGES": lambda setting: _between(1, 1e9)(str(int(setting))),
    "SHINENEWS_LONGEST_PAUSE": _between(0, 1e6),
    "SHINENEWS_QUARANTINE_TOLERANCE": _between(0, 1),
    "SHINENEWS_REVISIT": intervals,
    "SHINENEWS_SILENCE": interval,
}


def check(process: CrawlerProcessBase, args: list[str], opts: argparse.Namespace) -> None:
    """Raise UsageError for what can't be crawled, or was set to what can't be read."""
    complaint = _complaint(args, process.spider_loader.list(), opts.spargs, process.settings)
    if complaint:
        raise UsageError(complaint, print_help=False)


def run(process: CrawlerProcessBase, crawler: Crawler, opts: argparse.Namespace) -> int:
    """Crawl, show the verdict, and give its code."""
    try:
        Run.of(crawler)
    except StoreError as error:
        refused = ExitCode.LOCKED if isinstance(error, LockedError) else ExitCode.STORE
        print(f"shinenews: {error}", file=sys.stderr)
        if addresses := crawler.settings["SHINENEWS_NOTIFY"]:
            notify.send(addresses, crawler.spidercls.name, refused, str(error))
        return refused
    _say_trouble_once()
    stopped_by = _note_signals(process)
    process.crawl(crawler, **opts.spargs)
    gc.freeze()  # what was imported stays: it need not be looked through with what the pages leave
    process.start()
    code = _conclude(process, crawler)
    Run.of(crawler).close()
    if code == ExitCode.NOT_STARTED and stopped_by:
        print("shinenews: it was stopped before the crawl began.", file=sys.stderr)
        return 128 + stopped_by[0]
    return code


def _conclude(process: CrawlerProcessBase, crawler: Crawler) -> int:
    if process.bootstrap_failed:
        return ExitCode.NOT_STARTED
    extension = crawler.get_extension(VerdictExtension)
    if extension is None or extension.verdict is None:
        return (extension and extension.stopped_by) or ExitCode.NOT_STARTED
    if extension.is_kept:
        show(extension.verdict, Run.of(crawler).folder)
    else:
        print(f"shinenews: {extension.verdict.warnings[0]}", file=sys.stderr)
    return extension.verdict.exit_code


def _note_signals(process: CrawlerProcessBase) -> list[int]:
    """Give the signals that will have come, also before a crawl has begun: its verdict can't tell of those."""
    noted: list[int] = []
    shut_down = process._signal_shutdown  # noqa: SLF001 - Scrapy tells of them nowhere else

    def note(number: int, frame: object) -> None:
        noted.append(number)
        shut_down(number, frame)

    process._signal_shutdown = note  # type: ignore[method-assign, assignment]  # noqa: SLF001
    return noted


def _say_trouble_once() -> None:
    """Keep Scrapy from logging the store's trouble with every page that it meets until it has stopped."""

    def is_else(record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], StoreError))

    for name in ("scrapy.core.engine", "scrapy.core.scraper"):
        logging.getLogger(name).addFilter(is_else)


def _complaint(args: list[str], spiders: list[str], spargs: dict[str, str], settings: BaseSettings) -> str | None:
    """Say what is wrong with what was typed or set; None when nothing is."""
    if len(args) != 1 or args[0] not in spiders:
        return f"name one spider: {', '.join(sorted(spiders))}"
    site = settings["SHINENEWS_SITE"]
    if not is_origin(site):
        return f"SHINENEWS_SITE={site} is no site: write scheme and host, like https://www.shine.cn"
    for name, read in _READERS.items():
        try:
            read(settings[name])
        except ValueError as error:
            return f"{name}={settings[name]} can't be read: {error}"
    try:
        if addresses := settings["SHINENEWS_NOTIFY"]:
            notify.check(addresses)
    except ValueError as error:
        return f"SHINENEWS_NOTIFY can't be used: {error}"
    try:
        Arguments.parse(**spargs)
    except ArgumentError as error:
        return str(error)
    return None
