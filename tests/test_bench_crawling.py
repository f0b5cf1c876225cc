"""The crawling benchmark measures real crawls, and writes its table where it belongs."""

import doctest
import re
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CalledProcessError
from types import ModuleType

import pytest
from conftest import ROOT

from benchmarks import crawling, crawls, processes, rounds, rows, speeds
from benchmarks.processes import Cost

CRAWLEE = """
from types import SimpleNamespace
from urllib.request import urlopen

from parsel import Selector

def ConcurrencySettings(**options):
    assert options["max_concurrency"] == 8

class ParselCrawler:
    def __init__(self, request_handler, **options):
        self.handle, self.kept = request_handler, []

    async def run(self, addresses):
        for url in addresses:
            page = Selector(urlopen(url).read().decode())
            await self.handle(SimpleNamespace(request=SimpleNamespace(url=url), selector=page, push_data=self.keep))

    async def keep(self, row):
        self.kept.append(row)

    async def get_data(self, limit):
        return SimpleNamespace(items=self.kept[:limit])

ParselCrawlingContext = MemoryStorageClient = SimpleNamespace
"""
TRAFILATURA = """
from types import SimpleNamespace

def bare_extraction(html, url, with_metadata):
    assert len(html.encode()) >= 79_000
    return SimpleNamespace(title=url, author="", date="", description="", text="", image="", tags=[])
"""


@pytest.fixture
def peers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Python of an environment with stand-ins for some of the peers."""
    for module in ("crawlee/__init__.py", "crawlee/crawlers.py", "crawlee/storage_clients.py"):
        file = tmp_path / "peers" / module
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(CRAWLEE)
    (tmp_path / "peers/trafilatura.py").write_text(TRAFILATURA)
    metadata = tmp_path / "peers/trafilatura-0.0.dist-info/METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: trafilatura\nVersion: 0.0\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "peers"))
    monkeypatch.setattr(speeds, "_GOALS", {"trafilatura": 10})
    return Path(sys.executable)


def test_all_rows_are_measured_and_the_table_is_written(
    peers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "benchmarks.md"
    before = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    document.write_text(before, "utf-8")

    words = ["--pages", "10", "--rounds", "1", "--beside", str(peers), "--into", str(document)]
    assert crawling.main(words) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("10 pages of 79 KB, 1 round(s).")
    ratios = {name: float(ratio) for name, ratio in re.findall(r"\| ([^|]+) \| (-?\d+\.\d\d) \(", printed)}
    assert len(ratios) == 9
    noise = {name for name in ratios if "of a page" in name or "pages a second" in name}  # of so few pages
    assert all(ratio > 0 for name, ratio in ratios.items() if name not in noise)
    after = document.read_text("utf-8")
    assert printed.strip() in after
    assert after.partition("<!-- crawling -->")[0] == before.partition("<!-- crawling -->")[0]


def contestant(*words: str) -> str:
    """Name what is run: a spider of Scrapy's, else a module."""
    return words[2] if words[:2] == ("scrapy", "crawl") else words[0].removeprefix("benchmarks.")


def measured_by(seconds: Callable[[str], float]) -> Callable[..., Cost]:
    """Give a stand-in for `processes.run`, by which what is run costs so many seconds."""

    def run(*words: str, **_: object) -> Cost:
        return Cost(seconds(contestant(*words)), 100, 1)

    return run


@pytest.mark.parametrize(
    ("seconds", "remark"),
    [(1.0, "all within 2 times their goals"), (9.0, "more than 2 times off its goal: CPU of a crawl with nothing new")],
)
def test_a_quick_look_remarks_on_what_is_far_off_and_fails_nobody(
    seconds: float, remark: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(crawls, "run", measured_by(lambda name: seconds if name == "nation" else 1))
    monkeypatch.setattr(crawls, "_beside", lambda *_: [1.0])
    monkeypatch.setattr(speeds, "_seconds", lambda _: 1.0)

    assert crawling.main(["--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("100 pages of 79 KB, 1 round(s).")
    assert remark in printed


def test_a_contestant_that_breaks_down_fails_the_benchmark(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str, **_: object) -> Cost:
        raise CalledProcessError(7, ["python", *words])

    monkeypatch.setattr(crawls, "run", run)
    assert crawling.main(["--quick"]) == 1
    assert capsys.readouterr().err == "python scrapy crawl bare ended with 7\n"


def test_another_contestant_comes_first_in_each_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def run(*words: str, **_: object) -> Cost:
        ran.append(contestant(*words))
        return Cost(float(len(ran)), 100, float(len(ran)))

    monkeypatch.setattr(crawls, "run", run)
    measuring = crawls.Crawls("http://127.0.0.1", ["http://127.0.0.1/"], tmp_path, Path("python"))
    for _ in range(4):
        measuring.measure()
    assert ran[::6] == ["bare", "nation", "parsel_crawler", "bare"]
    assert all(ran.count(name) == 8 for name in set(ran))
    assert all(len(row.ratios) == 4 for row in measuring.rows())


def test_the_memory_of_whoever_measures_does_not_count() -> None:
    held = b"x" * 200_000_000
    cost = processes.run("json.tool", "--help")
    assert 1 < cost.megabytes < 100 < len(held) / 1e6
    assert cost.seconds > 0


def test_the_crawler_of_the_peers_stays_on_this_machine(peers: Path, tmp_path: Path) -> None:
    (tmp_path / "addresses").write_text("http://127.0.0.1/\nhttps://www.shine.cn/")
    with pytest.raises(CalledProcessError):
        processes.run("benchmarks.parsel_crawler", str(tmp_path / "addresses"), python=peers)


@pytest.mark.parametrize("module", [processes, rounds, rows])
def test_the_examples_hold(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed
