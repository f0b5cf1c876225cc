"""Serving the pocket edition until it is interrupted."""

from argparse import Namespace

from scrapy.exceptions import UsageError

from shinenews.actions.usage import refuse_words
from shinenews.edition.server import Edition


def run(args: list[str], opts: Namespace) -> None:
    """Serve until interrupted. Raises UsageError for a day, port or markup that can't be served."""
    refuse_words(args)
    try:
        with Edition(opts.day, markup=opts.markup, port=opts.port) as edition:
            print(f"Day {edition.day} of the pocket edition is at {edition.origin} (Ctrl-C ends it).")
            print(f"SHINENEWS_SITE={edition.origin} scrapy crawl nation", flush=True)
            edition.serve_forever()
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from error
    except (OSError, OverflowError) as error:
        message = f"port {opts.port} can't be had: {error}"
        raise UsageError(message, print_help=False) from error
    except KeyboardInterrupt:
        print("Closed.")
