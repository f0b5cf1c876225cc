"""Writing one page of figures on the whole record."""

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from shinenews.actions.usage import refuse_words
from shinenews.dashboard import figures, page
from shinenews.feeds.files import atomic
from shinenews.store.database.failures import StoreError
from shinenews.store.database.reading import read_database
from shinenews.verdict.exit_codes import ExitCode


def run(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """Write the page, and give the exit code. Raises UsageError for what can't be written."""
    refuse_words(args)
    if opts.articles < 1:
        message = f"--articles {opts.articles}: the page shows one article or more"
        raise UsageError(message, print_help=False)
    if opts.output == Path("-"):
        message = "-o -: the page is for a browser; name a file, as in -o report.html"
        raise UsageError(message, print_help=False)
    folder = Path(settings["SHINENEWS_DATA"])
    file = opts.output or folder / "report.html"
    try:
        with read_database(folder, settings["SHINENEWS_STORE"]) as connection:
            content = page.render(figures.read(connection, opts.articles))
        atomic.write_lines(file, [content])
    except StoreError as error:
        print(f"shinenews: {error}", file=sys.stderr)
        return ExitCode.STORE
    except OSError as error:
        print(f"shinenews: {file} can't be written ({error.strerror}).", file=sys.stderr)
        return ExitCode.STORE
    print(f"{file}, {_size(len(content))}")
    return ExitCode.FINISHED


def _size(count: int) -> str:
    """Write a number of bytes for a person.

    >>> _size(999), _size(321_000), _size(1_260_000)
    ('999 bytes', '321 kB', '1.3 MB')
    """
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"
