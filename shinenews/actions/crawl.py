"""Crawling, and telling the truth of it by an exit code."""

import argparse
import gc
import logging
import signal
import sys

from scrapy.crawler import Crawler, CrawlerProcessBase

from shinenews.actions.verdicts import show
from shinenews.extensions import notify
from shinenews.extensions.verdict import VerdictExtension
from shinenews.store.database.failures import StoreError
from shinenews.store.runs.lock import LockedError
from shinenews.store.runs.notes import Notes
from shinenews.store.runs.run import Run
from shinenews.verdict.exit_codes import ExitCode


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
    _note_signals(process, Run.of(crawler).notes)
    process.crawl(crawler, **opts.spargs)
    gc.freeze()  # what was imported stays: it need not be looked through with what the pages leave
    process.start()
    code = _conclude(process, crawler)
    Run.of(crawler).close()
    return code


def _conclude(process: CrawlerProcessBase, crawler: Crawler) -> int:
    """Show the verdict; there is none where a signal came before the crawl began, or a second one, which ends it."""
    extension = None if process.bootstrap_failed else crawler.get_extension(VerdictExtension)
    if extension is None or extension.verdict is None:
        stopped_by = Run.of(crawler).notes.stopped_by
        return ExitCode.NOT_STARTED if stopped_by is None else 128 + stopped_by
    if extension.is_kept:
        show(extension.verdict, Run.of(crawler).folder)
    else:
        print(f"shinenews: {extension.verdict.warnings[0]}", file=sys.stderr)
    return extension.verdict.exit_code


def _note_signals(process: CrawlerProcessBase, notes: Notes) -> None:
    """Note the signal that stops the process, also before a crawl has begun; Scrapy takes SIGTERM for Ctrl-C.

    A terminal that is closed stops it, too, but for one that was started to outlive it, as by nohup.
    """
    shut_down = process._signal_shutdown  # noqa: SLF001 - nothing else tells of them

    def note(number: int, frame: object) -> None:
        notes.stopped_by = signal.SIGTERM if number == signal.SIGHUP else number
        shut_down(number, frame)

    process._signal_shutdown = note  # type: ignore[method-assign, assignment]  # noqa: SLF001
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, note)


def _say_trouble_once() -> None:
    """Keep Scrapy from logging the store's trouble with every page that it meets until it has stopped."""

    def is_else(record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], StoreError))

    for name in ("scrapy.core.engine", "scrapy.core.scraper"):
        logging.getLogger(name).addFilter(is_else)
