"""Lets readers read pages, each by itself."""

import json
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parsel import Selector

from benchmarks import readings
from benchmarks.pages import Printed
from benchmarks.readings import Reading
from shinenews import __version__
from shinenews.loaders import load_article

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What a reader got from each page, and the CPU seconds it took, in the order of the pages."""

    reader: str
    version: str
    readings: Sequence[Reading]
    seconds: Sequence[float]


def run_ours(pages: Sequence[Printed]) -> Run:
    """Read pages with `load_article`, which is given no more than the page and its address."""
    got, seconds = [], []
    for page in pages:
        start = time.process_time()
        article = load_article(Selector(page.html), url=page.story.url)
        seconds.append(time.process_time() - start)
        got.append(readings.ours(article))
    return Run("shinenews", __version__, got, seconds)


def run_peer(name: str, python: Path, pages: Sequence[Printed]) -> Run:
    """Read pages with a peer; see `ask_peer`."""
    version, answers = ask_peer(name, python, ((page.story.url, page.html) for page in pages))
    return Run(name, version, [answer["reading"] for answer in answers], [answer["seconds"] for answer in answers])


def ask_peer(name: str, python: Path, pages: Iterable[tuple[str, str]]) -> tuple[str, list[dict[str, Any]]]:
    """Read pages, each an address and its HTML, with a peer: its version, and what `peers` tells of each page.

    It reads in a process of the `python` whose environment holds it. Raises CalledProcessError when that fails.
    """
    asked = "".join(json.dumps({"url": url, "html": html}) + "\n" for url, html in pages)
    command = [str(python.absolute()), "-W", "ignore", "-m", "benchmarks.peers", name]
    process = subprocess.run(command, input=asked, stdout=subprocess.PIPE, text=True, check=True, cwd=_ROOT)
    version, *answers = map(json.loads, process.stdout.splitlines())
    return version, answers
