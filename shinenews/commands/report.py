"""The command `scrapy report`: one page of figures on the whole record."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from shinenews.commands import Steady


class Command(Steady, ScrapyCommand):
    """Reads the store, and writes one file.

    Exits with 0, with 2 for wrong usage, with 7 when there is no store or the file can't be written.
    """

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Write one page of figures on the whole record, to be looked at in a browser"

    def long_desc(self) -> str:
        """Return what `--help` says."""
        return (
            "Write one page that shows the whole record: articles by day, hour, section, source and author, how fields "
            "are filled, what changed, the runs, and the newest articles to search and read. The page needs no network "
            "and loads nothing. The store is only read, also while a crawl goes on. "
            "Exit codes: 0 written, 2 wrong usage, 7 the store can't be read, or the page can't be written."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add output and articles."""
        super().add_options(parser)
        report = parser.add_argument_group(title="Report")
        report.add_argument(
            "-o", "--output", metavar="FILE", type=Path, help="where it goes (default: report.html in the data folder)"
        )
        report.add_argument(
            "--articles", metavar="N", type=int, default=300, help="newest articles to be read in it (default: 300)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the page. Raises UsageError for what can't be written."""
        from shinenews.actions import report

        assert self.settings is not None
        self.exitcode = report.run(self.settings, args, opts)
