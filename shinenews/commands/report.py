"""The command `scrapy report`: one page of figures on the whole record."""

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from shinenews.extensions.judgement import ExitCode
from shinenews.feeds import atomic
from shinenews.store.database import StoreError, read_database

_FILE = "report.html"


class Command(ScrapyCommand):
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
            "-o", "--output", metavar="FILE", type=Path, help=f"where it goes (default: {_FILE} in the data folder)"
        )
        report.add_argument(
            "--articles", metavar="N", type=int, default=300, help="newest articles to be read in it (default: 300)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the page. Raises UsageError for what can't be written."""
        from shinenews.dashboard import figures, page  # noqa: PLC0415 - heavy, and Scrapy imports every command

        assert self.settings is not None
        if args:
            message = f"unexpected: {' '.join(args)}"
            raise UsageError(message, print_help=False)
        if opts.articles < 1:
            message = f"--articles {opts.articles}: the page shows one article or more"
            raise UsageError(message, print_help=False)
        folder = Path(self.settings["SHINENEWS_DATA"])
        file = opts.output or folder / _FILE
        try:
            with read_database(folder, self.settings["SHINENEWS_STORE"]) as connection:
                content = page.render(figures.read(connection, opts.articles))
            atomic.write_lines(file, [content])
        except StoreError as error:
            print(f"shinenews: {error}", file=sys.stderr)
            self.exitcode = ExitCode.STORE
        except OSError as error:
            print(f"shinenews: {file} can't be written ({error.strerror}).", file=sys.stderr)
            self.exitcode = ExitCode.STORE
        else:
            print(f"{file}, {_size(len(content))}")


def _size(count: int) -> str:
    """Write a number of bytes for a person.

    >>> _size(999), _size(321_000), _size(1_260_000)
    ('999 bytes', '321 kB', '1.3 MB')
    """
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"
