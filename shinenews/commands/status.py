"""The command `scrapy status`: how complete the record is, and what is missing of it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from shinenews.extensions.judgement import ExitCode
from shinenews.reports import completeness
from shinenews.site import TIME_ZONE, feed_name
from shinenews.store import history
from shinenews.store.database import StoreError, read_database


class Command(ScrapyCommand):
    """Reads the store, and changes nothing; exits with 0, with 2 for wrong usage, with 7 when there is no store."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Show how complete the record is, day by day, and what is missing of it"

    def long_desc(self) -> str:
        """Return what `--help` says."""
        return (
            "Show how complete the record is: for each section how its known addresses stand, a calendar of what is "
            "stored of what is known, and what is missing, with reasons. It only reads, also while a crawl goes on. "
            "Exit codes: 0 shown, 2 wrong usage, 7 there is no store, or it can't be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add section, days and all."""
        super().add_options(parser)
        status = parser.add_argument_group(title="Status")
        status.add_argument("--section", metavar="NAME", help="only this section, by name or path (default: every one)")
        status.add_argument(
            "--days", metavar="N", type=int, default=60, help="length of the calendar, up to the newest (default: 60)"
        )
        status.add_argument("--all", action="store_true", help="list every missing address (default: the newest 20)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show the status. Raises UsageError for what can't be shown."""
        assert self.settings is not None
        if args:
            message = f"unexpected: {' '.join(args)}"
            raise UsageError(message, print_help=False)
        if opts.days < 1:
            message = f"--days {opts.days}: a calendar has one day or more"
            raise UsageError(message, print_help=False)
        now = datetime.now(UTC)
        try:
            statuses = self._read(opts, now)
        except StoreError as error:
            print(f"shinenews: {error}", file=sys.stderr)
            self.exitcode = ExitCode.STORE
            return
        console = Console(highlight=False)
        if not statuses:
            print("The store knows no address yet: scrapy crawl nation brings the first.")
        for number, status in enumerate(statuses):
            console.print("\n" * bool(number), end="")
            completeness.show(console, status, now, everything=opts.all)

    def _read(self, opts: argparse.Namespace, now: datetime) -> list[completeness.Status]:
        assert self.settings is not None
        today = now.astimezone(TIME_ZONE).date()
        with read_database(Path(self.settings["SHINENEWS_DATA"]), self.settings["SHINENEWS_STORE"]) as connection:
            known = history.sections(connection)
            wanted = [path for path in known if opts.section in {None, path, feed_name(path)}]
            if opts.section and not wanted:
                names = ", ".join(map(feed_name, known)) or "none at all"
                message = f"--section {opts.section}: the store knows no address of it; it knows {names}"
                raise UsageError(message, print_help=False)
            span = completeness.window(history.newest_day(connection, today), opts.days, today)
            limit = None if opts.all else completeness.FEW
            return [completeness.read(connection, section, span, now, limit) for section in wanted]
