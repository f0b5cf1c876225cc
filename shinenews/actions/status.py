"""Showing how complete the record is, and what is missing of it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from shinenews.actions.terminal import open_console
from shinenews.actions.usage import refuse_words
from shinenews.reports import completeness
from shinenews.site import TIME_ZONE, feed_name
from shinenews.store.database.failures import StoreError
from shinenews.store.database.reading import read_database
from shinenews.store.queries import sections
from shinenews.verdict.exit_codes import ExitCode


def run(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """Show the status, and give the exit code. Raises UsageError for what can't be shown."""
    refuse_words(args)
    if opts.days < 1:
        message = f"--days {opts.days}: a calendar has one day or more"
        raise UsageError(message, print_help=False)
    now = datetime.now(UTC)
    try:
        statuses = _read(settings, opts, now)
    except StoreError as error:
        print(f"shinenews: {error}", file=sys.stderr)
        return ExitCode.STORE
    console = open_console()
    if not statuses:
        print("The store knows no address yet: scrapy crawl nation brings the first.")
    for number, status in enumerate(statuses):
        console.print("\n" * bool(number), end="")
        completeness.show(console, status, now, everything=opts.all)
    return ExitCode.FINISHED


def _read(settings: BaseSettings, opts: argparse.Namespace, now: datetime) -> list[completeness.Status]:
    today = now.astimezone(TIME_ZONE).date()
    with read_database(Path(settings["SHINENEWS_DATA"]), settings["SHINENEWS_STORE"]) as connection:
        known = sections.known(connection)
        wanted = [path for path in known if opts.section in {None, path, feed_name(path)}]
        if opts.section and not wanted:
            names = ", ".join(map(feed_name, known)) or "none at all"
            message = f"--section {opts.section}: the store knows no address of it; it knows {names}"
            raise UsageError(message, print_help=False)
        span = completeness.window(sections.newest_day(connection, today), opts.days, today)
        limit = None if opts.all else completeness.FEW
        return [completeness.read(connection, section, span, now, limit) for section in wanted]
