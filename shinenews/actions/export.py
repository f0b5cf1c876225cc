"""Exporting articles of the store."""

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from shinenews.actions.export_options import check, destination, form, selection
from shinenews.actions.usage import refuse_words
from shinenews.feeds.files.compress import COMPRESSORS, compressed
from shinenews.feeds.files.destination import DestinationError, deliver
from shinenews.feeds.formats.exports import export
from shinenews.store.database.failures import StoreError
from shinenews.store.database.reading import read_database
from shinenews.verdict.exit_codes import ExitCode


def run(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """Export, and give the exit code. Raises UsageError for what can't be exported."""
    refuse_words(args)
    try:
        output = destination(opts.output)
        name, compression = form(opts.format, output, revisions=opts.revisions)
        folder = Path(settings["SHINENEWS_DATA"])
        check(output, folder)
        with read_database(folder, settings["SHINENEWS_STORE"]) as connection:
            chunks = export(connection, selection(connection, opts, settings), name)
            make = COMPRESSORS.get(compression)
            deliver(compressed(chunks, make()) if make else chunks, output)
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from error
    except (StoreError, DestinationError) as error:
        print(f"shinenews: {error}", file=sys.stderr)
        return ExitCode.STORE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.FINISHED
