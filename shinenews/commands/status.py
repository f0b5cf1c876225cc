"""The command `scrapy status`: how complete the record is, and what is missing of it."""

import argparse

from scrapy.commands import ScrapyCommand

from shinenews.commands import Steady


class Command(Steady, ScrapyCommand):
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
        from shinenews.actions import status

        assert self.settings is not None
        self.exitcode = status.run(self.settings, args, opts)
