"""The crawling benchmark: what a crawl and the reading of its pages cost, beside doing less and beside others."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from benchmarks.crawls import Crawls
from benchmarks.document import replaced
from benchmarks.rows import Row, table
from benchmarks.speeds import Page, Speeds
from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.site import ORIGIN

_PAGE_BYTES = 79_000
_READ = 40
"""How many pages are read for the rows on reading alone."""

_QUICK = ["--pages", "100", "--rounds", "1"]
_FAR = 2
"""So many times off its goal is a ratio when a quick look remarks on it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it into a document if one is named; 1 when a contestant breaks down."""
    options = _parser().parse_args(arguments)
    if options.quick:
        options = _parser().parse_args(_QUICK, options)
    try:
        rows = _measured(options.pages, options.rounds, options.beside)
    except CalledProcessError as error:
        print(f"{' '.join(error.cmd)} ended with {error.returncode}", file=sys.stderr)
        return 1
    text = f"{options.pages} pages of {_PAGE_BYTES // 1000} KB, {options.rounds} round(s).\n\n{table(rows)}"
    print(text)
    if options.quick:
        print(*_remarks(rows), sep="\n")
    if options.into:
        options.into.write_text(replaced(options.into.read_text("utf-8"), "crawling", text), "utf-8")
    return 0


def _measured(pages: int, rounds: int, peers: Path | None) -> list[Row]:
    press = Press(pages * 8 // 5, days=60)
    with Edition(stories=press, page_bytes=_PAGE_BYTES) as site, TemporaryDirectory() as folder:
        paths = [f"/news/nation/{id_}/" for id_ in press.newest("news/nation")]
        crawls = Crawls(site.origin, [site.origin + path for path in paths], Path(folder), peers)
        speeds = Speeds([_page(site.origin, path) for path in paths[:_READ]], peers)
        for _ in range(rounds):
            crawls.measure()
            speeds.measure()
    return [*crawls.rows(), *speeds.rows()]


def _page(origin: str, path: str) -> Page:
    with urlopen(origin + path) as answer:  # noqa: S310 - our own server
        return ORIGIN + path, answer.read().decode()


def _remarks(rows: Sequence[Row]) -> list[str]:
    """Say which ratios are far off; so short a look proves nothing, and fails nobody."""
    far = [row.name for row in rows if row.is_far_off(_FAR)]
    return [f"more than {_FAR} times off its goal: {name}" for name in far] or [f"all within {_FAR} times their goals"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawling", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, metavar="N", help="how many pages (default: 1000)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often (default: 5)")
    parser.add_argument("--quick", action="store_true", help=f"a quick look: {' '.join(_QUICK)}, and a remark on it")
    parser.add_argument("--beside", type=Path, metavar="PYTHON", help="the Python of the environment with the peers")
    parser.add_argument("--into", type=Path, metavar="FILE", help="the document whose part `crawling` is written")
    return parser


if __name__ == "__main__":
    sys.exit(main())
