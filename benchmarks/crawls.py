"""What crawls cost: ours from site to feed, and with nothing new, beside bare Scrapy and crawlee."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.processes import Cost, run
from benchmarks.rounds import in_turn
from benchmarks.rows import Row

_AT_FULL_SPEED = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=0",
    "CONCURRENT_REQUESTS=8",
    "CONCURRENT_REQUESTS_PER_DOMAIN=8",
)

Costs = Mapping[str, Cost]


class Crawls:
    """Crawls of the pages at some addresses of a site, into folders below `folder`, round by round.

    `peers` is the Python of the environment with crawlee, which is left out where it is None.
    """

    def __init__(self, origin: str, addresses: Sequence[str], folder: Path, peers: Path | None) -> None:
        self._origin, self._folder, self._peers = origin, folder, peers
        self._rounds: list[Costs] = []
        self._addresses = folder / "addresses"
        self._addresses.write_text("\n".join(addresses), "utf-8")

    def measure(self) -> None:
        """Run each contestant once, one after the other; another one comes first in each round."""
        number = len(self._rounds)
        contestants: list[Callable[[], Costs]] = [self._bare, lambda: self._ours(self._folder / str(number))]
        if self._peers:
            contestants.append(self._crawlee)
        turns = in_turn(contestants, number)
        self._rounds.append({name: cost for contestant in turns for name, cost in contestant().items()})

    def rows(self) -> Iterator[Row]:
        """Give what the rounds came to."""
        page = [(costs["crawl"].seconds - costs["quiet"].seconds) for costs in self._rounds]
        bare = [(costs["download"].seconds - costs["empty"].seconds) for costs in self._rounds]
        yield Row("CPU of a page, from site to feed, beside its download", _beside(page, bare), 1.5)
        yield self._row("peak memory of that crawl, beside the download", _megabytes, "crawl", "download", 1.15)
        yield self._row("CPU of a crawl with nothing new, beside an empty one", _seconds, "quiet", "empty", 1.15)
        yield self._row("peak memory of that crawl, beside the empty one", _megabytes, "quiet", "empty", 1.1)
        if self._peers:
            ours = [costs["crawl"].elapsed - costs["quiet"].elapsed for costs in self._rounds]
            elapsed = [costs["crawlee"].elapsed - costs["crawlee, empty"].elapsed for costs in self._rounds]
            theirs = [costs["crawlee"].seconds - costs["crawlee, empty"].seconds for costs in self._rounds]
            yield Row("pages a second, beside crawlee's", _beside(elapsed, ours), 1, is_least=True)
            yield Row("CPU of a page, beside crawlee's", _beside(page, theirs), None)
            yield self._row("peak memory of that crawl, beside crawlee's", _megabytes, "crawl", "crawlee", None)

    def _row(self, name: str, of: Callable[[Cost], float], one: str, other: str, goal: float | None) -> Row:
        return Row(name, [of(costs[one]) / of(costs[other]) for costs in self._rounds], goal)

    def _bare(self) -> Costs:
        return {"empty": bare_crawl(), "download": bare_crawl("-a", f"file={self._addresses}")}

    def _ours(self, data: Path) -> Costs:
        settings = {"SHINENEWS_SITE": self._origin, "SHINENEWS_DATA": str(data)}
        words = ("scrapy", "crawl", "nation", *(word for setting in _AT_FULL_SPEED for word in ("-s", setting)))
        return {"crawl": run(*words, settings=settings), "quiet": run(*words, settings=settings)}

    def _crawlee(self) -> Costs:
        module = "benchmarks.parsel_crawler"
        addresses = str(self._addresses)
        return {
            "crawlee, empty": run(module, python=self._peers),
            "crawlee": run(module, addresses, python=self._peers),
        }


def bare_crawl(*words: str) -> Cost:
    """Crawl with Scrapy alone, nothing or with the arguments of `bare.BareSpider`, and tell what it cost."""
    return run("scrapy", "crawl", "bare", *words, settings={"SCRAPY_SETTINGS_MODULE": "benchmarks.bare"})


def _beside(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [mine / theirs for mine, theirs in zip(one, other, strict=True)]


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _megabytes(cost: Cost) -> float:
    return cost.megabytes
