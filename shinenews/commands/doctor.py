"""The command `scrapy doctor`: look whether a crawl would work, before there is one."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from shinenews.commands import Steady


class Command(Steady, ScrapyCommand):
    """Asks the site for a page of each kind and tells what was found; exits with 0 only if a crawl would work."""

    requires_project = True
    unfailing = ("stdout", "stderr")

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] [URL]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Look whether the site can be crawled, and what an article is read to"

    def long_desc(self) -> str:
        """Return what `--help` says."""
        return (
            "Look whether the site can be crawled: robots.txt, news sitemap, listing, its next page, and an article, "
            "field by field. URL is that of an article or of a section's listing; without it, the newest article of "
            "the section is read. "
            "Exit codes: 0 a crawl would work, 1 could not start, 2 wrong usage, 3 the site could not be read, 4 the "
            "site changed, 7 the pages can't be kept, 130 interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add section and folder."""
        super().add_options(parser)
        doctor = parser.add_argument_group(title="Doctor")
        doctor.add_argument("--section", metavar="NAME", help="section to look at (default: nation)")
        doctor.add_argument("--save", metavar="DIR", type=Path, help="keep the pages that came in this folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look, tell, and exit as a crawl would. Raises UsageError for what can't be looked at."""
        from shinenews.actions import doctor

        assert self.crawler_process is not None
        self.exitcode = doctor.run(self.crawler_process, args, opts)
