"""The volume benchmark: what a store of the whole site costs, beside one of a month and beside doing nothing."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import stock
from benchmarks.crawls import bare_crawl
from benchmarks.document import replaced
from benchmarks.processes import Cost, run
from benchmarks.rows import Row, table
from shinenews.edition.press import Press
from shinenews.edition.server import Edition

_SMALL = 3000
_STREAMED = ("jsonl", "csv", "parquet")
_OF_NEWEST = ("atom", "jsonfeed")
_AT_FULL_SPEED = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "CONCURRENT_REQUESTS_PER_DOMAIN=8")

GOALS: dict[str, float | None] = {
    "CPU of a lookup, beside the small store": 1.2,
    "CPU of a commit, beside the small store": 1.2,
    "CPU of a commit of phrases that many share, beside the small store": None,
    "CPU of publishing a run, beside the small store": None,
    "files that this writes, beside the small store": 1,
    "CPU of `scrapy status`, beside `scrapy version`": 3,
    "CPU of `scrapy explain`, beside `scrapy version`": 3,
    **{f"speed of the export to {name}, beside reading rows and `json.dumps`": 0.5 for name in _STREAMED},
    **{f"MB of the export to {name}": 150 for name in (*_STREAMED, *_OF_NEWEST)},
    "MB of `scrapy report`": 150,
    "CPU of a crawl with nothing new, beside an empty one": 1.15,
    "memory of that crawl, beside the empty one": 1.1,
    "requests of that crawl": 3,
    "CPU of that crawl, beside the same in the small store": None,
    "addresses that wait at once in a backfill since 2017": 50_000,
    "memory of that backfill, beside a crawl with nothing new": None,
}
"""The rows of the table, each with its goal: of a speed it is the least that is wanted, else the most."""

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Site:
    """A site, the data folder that knows all of it, and one of its articles."""

    edition: Edition
    folder: Path
    article: str

    def run(self, *words: str, folder: Path | None = None) -> Cost:
        """Run a module of Python on this site and this folder, or another one."""
        data = str(folder or self.folder)
        return run(*words, settings={"SHINENEWS_SITE": self.edition.origin, "SHINENEWS_DATA": data})

    def crawl(self) -> tuple[Cost, int]:
        """Crawl what is new, and tell how many requests it took."""
        before = len(self.edition.requests)
        options = (word for setting in _AT_FULL_SPEED for word in ("-s", setting))
        return self.run("scrapy", "crawl", "nation", *options), len(self.edition.requests) - before


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it into a document if one is named."""
    options = _parser().parse_args(arguments)
    few = min(_SMALL, options.articles // 2)
    with ExitStack() as stack:
        folder = options.stock or Path(stack.enter_context(TemporaryDirectory()))
        small, large = (_site(stack, folder / str(count), stock.press(count)) for count in (few, options.articles))
        for site in (small, large):
            site.crawl()  # the way in is new to it
        rounds = []
        for _ in range(options.rounds):
            work = Path(stack.enter_context(TemporaryDirectory()))
            rounds.append(dict(_round(small, large, work)))
    head = f"{options.articles:,} articles, the small store {few:,}; {options.rounds} round(s)."
    text = f"{head}\n\n{table(_row(name, rounds) for name in GOALS)}"
    print(text)
    if options.into:
        options.into.write_text(replaced(options.into.read_text("utf-8"), "volume", text), "utf-8")
    return 0


def _site(stack: ExitStack, folder: Path, stories: Press) -> Site:
    if not folder.exists():
        stock.fill(folder, stories)
    ids = stories.newest("news/nation")
    return Site(stack.enter_context(Edition(stories=stories)), folder, ids[len(ids) // 2])


def _round(small: Site, large: Site, work: Path) -> Iterator[tuple[str, float]]:
    """Run each contestant once, one after the other, so that a busy minute strikes them alike."""
    yield from _of_commands(large)
    yield from _of_exports(large, work)
    yield from _of_crawls(small, large, work)
    yield from _of_commits(small, large, work)


def _of_commands(site: Site) -> Iterator[tuple[str, float]]:
    version = site.run("scrapy", "version")
    for words in (("status",), ("explain", site.article)):
        cost = site.run("scrapy", *words)
        yield f"CPU of `scrapy {words[0]}`, beside `scrapy version`", cost.seconds / version.seconds


def _of_exports(site: Site, work: Path) -> Iterator[tuple[str, float]]:
    dumping = site.run("benchmarks.dumping", str(site.folder), str(work / "rows"))
    for name in (*_STREAMED, *_OF_NEWEST):
        cost = site.run("scrapy", "export", "--format", name, "-o", str(work / "exported"))
        yield f"MB of the export to {name}", cost.megabytes
        if name in _STREAMED:
            speed = dumping.seconds / cost.seconds
            yield f"speed of the export to {name}, beside reading rows and `json.dumps`", speed
    yield "MB of `scrapy report`", site.run("scrapy", "report", "-o", str(work / "report.html")).megabytes


def _of_crawls(small: Site, large: Site, work: Path) -> Iterator[tuple[str, float]]:
    empty = bare_crawl()
    quiet, requests = large.crawl()
    beside, _ = small.crawl()
    backfill = large.run("benchmarks.planning", "--into", str(work / "longest"), folder=work / "backfill")
    yield "CPU of a crawl with nothing new, beside an empty one", quiet.seconds / empty.seconds
    yield "memory of that crawl, beside the empty one", quiet.megabytes / empty.megabytes
    yield "requests of that crawl", requests
    yield "CPU of that crawl, beside the same in the small store", quiet.seconds / beside.seconds
    yield "addresses that wait at once in a backfill since 2017", int((work / "longest").read_text("utf-8"))
    yield "memory of that backfill, beside a crawl with nothing new", backfill.megabytes / quiet.megabytes


def _of_commits(small: Site, large: Site, work: Path) -> Iterator[tuple[str, float]]:
    costs = work / "costs"
    run("benchmarks.committing", str(small.folder), str(large.folder), "--into", str(costs))
    least, most = json.loads(costs.read_text("utf-8"))
    yield "CPU of a lookup, beside the small store", most["lookup"] / least["lookup"]
    yield "CPU of a commit, beside the small store", most["commit"] / least["commit"]
    yield "CPU of a commit of phrases that many share, beside the small store", most["comparing"] / least["comparing"]
    yield "CPU of publishing a run, beside the small store", most["publish"] / least["publish"]
    yield "files that this writes, beside the small store", most["files"] / least["files"]


def _row(name: str, rounds: Sequence[Values]) -> Row:
    return Row(name, [of[name] for of in rounds], GOALS[name], is_least=name.startswith("speed"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.volume", description=__doc__)
    parser.add_argument("--articles", type=int, default=300_000, metavar="N", help="how many (default: 300000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often (default: 3)")
    parser.add_argument("--stock", type=Path, metavar="FOLDER", help="where the stores are kept for the next time")
    parser.add_argument("--into", type=Path, metavar="FILE", help="the document whose part `volume` is written")
    return parser


if __name__ == "__main__":
    sys.exit(main())
