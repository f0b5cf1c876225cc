"""Telling all that is known of one address."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from shinenews.actions.terminal import open_console
from shinenews.reports import biography, revisions
from shinenews.reports.biography import Biography
from shinenews.reports.lines import put
from shinenews.reports.subject import Subject
from shinenews.reports.unknown import why
from shinenews.store.database.failures import StoreError
from shinenews.store.database.reading import read_database
from shinenews.verdict.exit_codes import ExitCode

_UNKNOWN = 1


def run(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """Explain, and give the exit code. Raises UsageError for what is no address."""
    if len(args) != 1:
        message = "name one address: its URL, or the ten digits that end it"
        raise UsageError(message, print_help=False)
    try:
        subject = Subject.of(args[0], settings["SHINENEWS_SITE"])
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from error
    try:
        life, guesses = _read(settings, subject)
    except StoreError as error:
        print(f"shinenews: {error}", file=sys.stderr)
        return ExitCode.STORE
    console = open_console()
    if life is None:
        put(console, f"The store knows nothing of {args[0]}.")
        for guess in guesses:
            put(console, guess)
        return _UNKNOWN
    if subject.address and subject.address != life.page.address:
        put(console, f"The store knows {life.page.id} at another address.", style="yellow")
    if opts.revisions:
        put(console, life.page.address.url, style="bold")
        revisions.show(console, life)
    else:
        biography.show(console, life, datetime.now(UTC))
    return ExitCode.FINISHED


def _read(settings: BaseSettings, subject: Subject) -> tuple[Biography | None, list[str]]:
    with read_database(Path(settings["SHINENEWS_DATA"]), settings["SHINENEWS_STORE"]) as connection:
        try:
            life = biography.read(connection, subject.id) if subject.id else None
        except (TypeError, ValueError) as error:
            message = f"The store holds what is no article: a revision of {subject.id} is damaged ({error})."
            raise StoreError(message) from error
        return life, [] if life else list(why(connection, subject))
