"""The crawling benchmark: what a crawl costs beside Scrapy downloading the same pages, and a quiet one beside none."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from lxml import etree
from parsel import Selector

from benchmarks.document import replaced
from benchmarks.processes import Cost, run, spread
from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.loaders import load_article
from shinenews.site import ORIGIN

_PAGE_BYTES = 79_000
_AT_FULL_SPEED = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "CONCURRENT_REQUESTS_PER_DOMAIN=8")
_READ = 40
"""How many pages are read for the row on reading alone."""

Rounds = list[dict[str, Cost]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it into a document if one is named."""
    options = _parser().parse_args(arguments)
    press = Press(options.pages * 8 // 5, days=60)
    with Edition(stories=press, page_bytes=_PAGE_BYTES) as site, TemporaryDirectory() as folder:
        addresses = Path(folder) / "addresses"
        paths = [f"/news/nation/{id_}/" for id_ in press.newest("news/nation")]
        addresses.write_text("\n".join(site.origin + path for path in paths), "utf-8")
        rounds = [_round(site.origin, addresses, Path(folder) / str(number)) for number in range(options.rounds)]
        pages = [_page(site.origin, path) for path in paths[:_READ]]
    text = _table(rounds, len(paths), [_reading(pages) for _ in range(options.rounds)])
    print(text)
    if options.into:
        options.into.write_text(replaced(options.into.read_text("utf-8"), "crawling", text), "utf-8")
    return 0


def _round(origin: str, addresses: Path, data: Path) -> dict[str, Cost]:
    """Run each contestant once, one after the other, so that a busy minute strikes them alike."""
    settings = {"SHINENEWS_SITE": origin, "SHINENEWS_DATA": str(data)}
    options = [word for setting in _AT_FULL_SPEED for word in ("-s", setting)]
    crawl = ("scrapy", "crawl", "nation", *options, "-s", "CONCURRENT_REQUESTS=8")
    contestants: Mapping[str, Callable[[], Cost]] = {
        "empty": lambda: run("benchmarks.bare"),
        "download": lambda: run("benchmarks.bare", str(addresses)),
        "crawl": lambda: run(*crawl, settings=settings),
        "quiet": lambda: run(*crawl, settings=settings),
    }
    return {name: contestant() for name, contestant in contestants.items()}


def _page(origin: str, path: str) -> tuple[str, str]:
    with urlopen(origin + path) as answer:  # noqa: S310 - our own server
        return answer.read().decode(), ORIGIN + path


def _reading(pages: Sequence[tuple[str, str]]) -> float:
    """Tell how much longer reading takes than parsing."""
    roots = [(Selector(html), url) for html, url in pages]
    parsing = _seconds(lambda: [etree.fromstring(html, etree.HTMLParser()) for html, _ in pages])
    return _seconds(lambda: [load_article(page, url) for page, url in roots]) / parsing


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _table(rounds: Rounds, pages: int, reading: Sequence[float]) -> str:
    def of(name: str, beside: str, *, but_start: bool = False) -> Iterator[float]:
        for costs in rounds:
            start = (costs["quiet"].seconds, costs["empty"].seconds) if but_start else (0, 0)
            yield (costs[name].seconds - start[0]) / (costs[beside].seconds - start[1])

    def memory(name: str, beside: str) -> Iterator[float]:
        return (costs[name].megabytes / costs[beside].megabytes for costs in rounds)

    rows = [
        ("CPU of a page, from site to feed, beside its download", 1.5, of("crawl", "download", but_start=True)),
        ("peak memory of that crawl, beside the download", 1.15, memory("crawl", "download")),
        ("CPU of a crawl with nothing new, beside an empty one", 1.15, of("quiet", "empty")),
        ("peak memory of that crawl, beside the empty one", 1.1, memory("quiet", "empty")),
        ("CPU of `load_article`, beside lxml's parse of the page", 2.0, iter(reading)),
    ]
    head = f"{pages} pages of {_PAGE_BYTES // 1000} KB, {len(rounds)} round(s)."
    lines = [f"| {name} | {spread(list(ratios))} | {goal} |" for name, goal, ratios in rows]
    return "\n".join([head, "", "| ratio | median (least–greatest) | goal |", "| --- | ---: | ---: |", *lines])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawling", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, metavar="N", help="how many pages (default: 1000)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often (default: 5)")
    parser.add_argument("--into", type=Path, metavar="FILE", help="the document whose part `crawling` is written")
    return parser


if __name__ == "__main__":
    sys.exit(main())
