"""The command `scrapy explain`: all that is known of one address."""

import argparse

from scrapy.commands import ScrapyCommand

from shinenews.commands import Steady


class Command(Steady, ScrapyCommand):
    """Reads the store, and changes nothing.

    Exits with 0 for a known address, with 1 for one that the store does not know, with 2 for wrong usage, with 7
    when there is no store.
    """

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] URL|ID"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Tell all that is known of one address: how it was found, what became of it, and why"

    def long_desc(self) -> str:
        """Return what `--help` says."""
        return (
            "Tell all that is known of one address, given by its URL or by the article's ten digits: how it was found, "
            "every visit, its article, and when it is looked at again. It only reads, also while a crawl goes on. "
            "Exit codes: 0 known, 1 unknown to the store, 2 wrong usage, 7 there is no store, or it can't be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add revisions."""
        super().add_options(parser)
        explain = parser.add_argument_group(title="Explain")
        explain.add_argument(
            "--revisions", action="store_true", help="show each revision, and how its words differ from the one before"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Explain. Raises UsageError for what is no address."""
        from shinenews.actions import explain

        assert self.settings is not None
        self.exitcode = explain.run(self.settings, args, opts)
