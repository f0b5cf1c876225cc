"""The command `scrapy export`: articles of the store, in the format and the selection that are wanted."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from shinenews.commands import Steady


class Command(Steady, ScrapyCommand):
    """Reads the store, and changes nothing but the file it writes.

    Exits with 0, with 2 for wrong usage, with 7 when there is no store or the file can't be written.
    """

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Write articles as JSON Lines, CSV, Parquet, Atom or JSON Feed"

    def long_desc(self) -> str:
        """Return what `--help` says."""
        return (
            "Write the articles of the store, by section, time of publication and id, to standard output or to a file, "
            "which appears whole or not at all. Atom and JSON Feed hold the newest 50. It only reads the store, also "
            "while a crawl goes on. "
            "Exit codes: 0 written, 2 wrong usage, 7 there is no store, or it can't be read, or the file not written."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add format, selection and file."""
        from shinenews.feeds.formats.exports import FORMATS

        super().add_options(parser)
        add = parser.add_argument_group(title="Export").add_argument
        add("--format", metavar="NAME", help=f"{', '.join(FORMATS)} (default: by the file's suffix, or jsonl)")
        add("--section", metavar="NAME", action="append", help="only this section, by name or path; may be repeated")
        add("--since", metavar="DAY", help="published in Shanghai on this day or later")
        add("--until", metavar="DAY", help="published in Shanghai on this day or earlier")
        add(
            "--changed-since",
            metavar="MOMENT",
            help="stored, revised, withdrawn or restored at this moment or later; a day begins in Shanghai",
        )
        add("--revisions", action="store_true", help="every revision of each article, not just the newest")
        add("-o", "--output", metavar="FILE", type=Path, help="compressed when it ends in .gz or .zst; - is stdout")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Export. Raises UsageError for what can't be exported."""
        from shinenews.actions import export

        assert self.settings is not None
        self.exitcode = export.run(self.settings, args, opts)
