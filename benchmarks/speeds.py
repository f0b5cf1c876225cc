"""How fast pages are read: by `load_article`, beside lxml's parse of them and beside other readers."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from lxml import etree
from parsel import Selector

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
        self._pages, self._peers = pages, peers
        self._beside_parsing: list[float] = []
        self._beside_peers: dict[str, list[float]] = {name: [] for name in _GOALS if peers}

    def measure(self) -> None:
        """Let each reader read all pages once, one after the other."""
        roots = [(Selector(html), url) for url, html in self._pages]
        parsing = _seconds(lambda: [etree.fromstring(html, etree.HTMLParser()) for _, html in self._pages])
        self._beside_parsing.append(_seconds(lambda: [load_article(page, url) for page, url in roots]) / parsing)
        ours = median(_seconds(lambda: load_article(Selector(html), url)) for url, html in self._pages)  # noqa: B023
        for name, ratios in self._beside_peers.items():
            _, answers = ask_peer(name, Path(str(self._peers)), self._pages)
            ratios.append(median(answer["seconds"] for answer in answers) / ours)

    def rows(self) -> Iterator[Row]:
        """Give what the rounds came to."""
        yield Row("CPU of `load_article`, beside lxml's parse of the page", self._beside_parsing, 2)
        for name, ratios in self._beside_peers.items():
            yield Row(f"speed of parse and `load_article`, times {name}'s", ratios, _GOALS[name], is_least=True)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
