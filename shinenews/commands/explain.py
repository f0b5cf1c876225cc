"""The command `scrapy explain`: all that is known of one address."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from shinenews.extensions.judgement import ExitCode
from shinenews.reports import biography, revisions
from shinenews.reports.biography import Biography
from shinenews.reports.lines import put
from shinenews.reports.subject import Subject
from shinenews.reports.unknown import why
from shinenews.store.database import StoreError, read_database

_UNKNOWN = 1


class Command(ScrapyCommand):
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
        assert self.settings is not None
        if len(args) != 1:
            message = "name one address: its URL, or the ten digits that end it"
            raise UsageError(message, print_help=False)
        try:
            subject = Subject.of(args[0], self.settings["SHINENEWS_SITE"])
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        try:
            life, guesses = self._read(subject)
        except StoreError as error:
            print(f"shinenews: {error}", file=sys.stderr)
            self.exitcode = ExitCode.STORE
            return
        console = Console(highlight=False)
        if life is None:
            put(console, f"The store knows nothing of {args[0]}.")
            for guess in guesses:
                put(console, guess)
            self.exitcode = _UNKNOWN
            return
        if subject.address and subject.address != life.page.address:
            put(console, f"The store knows {life.page.id} at another address.", style="yellow")
        if opts.revisions:
            put(console, life.page.address.url, style="bold")
            revisions.show(console, life)
        else:
            biography.show(console, life, datetime.now(UTC))

    def _read(self, subject: Subject) -> tuple[Biography | None, list[str]]:
        assert self.settings is not None
        with read_database(Path(self.settings["SHINENEWS_DATA"]), self.settings["SHINENEWS_STORE"]) as connection:
            life = biography.read(connection, subject.id) if subject.id else None
            return life, [] if life else list(why(connection, subject))
