"""How fast pages are read: by `load_article`, beside lxml's parse of them and beside other readers."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from lxml import etree
from parsel import Selector

from benchmarks.rounds import in_turn
from benchmarks.rows import Row
from benchmarks.runs import ask_peer
from shinenews.loaders import load_article

_GOALS = {"trafilatura": 10, "newspaper4k": 30, "news-please": 50}
"""How many times as fast as each peer we want to be."""

Page = tuple[str, str]
"""An address, and its HTML."""


class Speeds:
    """The reading of some pages, round by round; `peers` is the Python of the environment with the others, if any."""

    def __init__(self, pages: Sequence[Page], peers: Path | None) -> None:
        self._pages = pages
        self._read: dict[str, Callable[[], float]] = {"ours": self._ours}
        if peers:
            self._read |= {name: partial(self._theirs, name, peers) for name in _GOALS}
        self._beside_parsing: list[float] = []
        self._rounds: list[Mapping[str, float]] = []

    def measure(self) -> None:
        """Let each reader read all pages once, one after the other; another one comes first in each round."""
        parsing, reading = 0.0, 0.0
        for url, html in self._pages:
            parsing += _seconds(lambda: etree.fromstring(html, etree.HTMLParser()))  # noqa: B023 - it is called at once
            page = Selector(html)
            reading += _seconds(lambda: load_article(page, url))  # noqa: B023
        self._beside_parsing.append(reading / parsing)
        self._rounds.append({name: self._read[name]() for name in in_turn(list(self._read), len(self._rounds))})

    def rows(self) -> Iterator[Row]:
        """Give what the rounds came to."""
        yield Row("CPU of `load_article`, beside lxml's parse of the page", self._beside_parsing, 2)
        for name in filter(_GOALS.get, self._read):
            ratios = [costs[name] / costs["ours"] for costs in self._rounds]
            yield Row(f"speed of parse and `load_article`, times {name}'s", ratios, _GOALS[name], is_least=True)

    def _ours(self) -> float:
        """Give the CPU seconds of a page, in the middle of all."""
        return median(_seconds(lambda: load_article(Selector(html), url)) for url, html in self._pages)  # noqa: B023

    def _theirs(self, name: str, peers: Path) -> float:
        """Give those of a peer."""
        _, answers = ask_peer(name, peers, self._pages)
        seconds: list[float] = [answer["seconds"] for answer in answers]
        return median(seconds)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
