"""What the tests share: real crawls of the pocket edition in processes of their own."""

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from shinenews.edition.server import Edition

# The same examples each time, and no judgement on a machine that is slow, as it is in a fresh clone.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
IMPOLITE = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=0",
    "CONCURRENT_REQUESTS=8",
    "CONCURRENT_REQUESTS_PER_DOMAIN=8",
    "RETRY_TIMES=1",
)
"""Settings for a site on this machine; politeness has tests of its own."""


@dataclass(frozen=True)
class Crawl:
    """A crawl that is over: what it said, and what it left in its data folder."""

    exit_code: int
    said: str
    printed: str
    data: Path

    @property
    def verdict(self) -> dict[str, Any]:
        newest = max((self.data / "runs").glob("*.json"))
        verdict: dict[str, Any] = json.loads(newest.read_text("utf-8"))
        return verdict

    def outcomes(self) -> dict[str, int]:
        return {outcome: count for outcome, count in self.verdict["outcomes"].items() if count}

    def articles(self, feed: str = "nation") -> list[dict[str, Any]]:
        return read_lines(self.data / "feeds" / feed / "articles")

    def events(self, feed: str = "nation") -> list[dict[str, Any]]:
        return read_lines(self.data / "feeds" / feed / "events")

    def quarantine(self, spider: str = "nation") -> list[dict[str, Any]]:
        return read_lines(self.data / "quarantine" / spider)


def read_lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_bytes().splitlines()]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Give every file's bytes and time of change."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@cache
def _forking() -> subprocess.Popen[str]:
    """Start, once in a worker, the process that the commands are forked from; it ends with the worker."""
    command = [sys.executable, str(ROOT / "tests/forked.py")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.communicate)
    return process


def scrapy(
    *words: str, environment: dict[str, str] | None = None, seconds: int = 60, program: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a command of the project as a user would, without the wait for what it imports; or by a script that does."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SHINENEWS_")}
    with TemporaryDirectory() as folder:
        printed, said = Path(folder) / "printed", Path(folder) / "said"
        order = {
            "program": program,
            "words": words,
            "folder": str(ROOT),
            "environment": own | (environment or {}),
            "printed": str(printed),
            "said": str(said),
            "seconds": seconds,
        }
        process = _forking()
        assert process.stdin is not None
        assert process.stdout is not None
        print(json.dumps(order), file=process.stdin, flush=True)
        exit_code = int(process.stdout.readline())
        assert exit_code != -signal.SIGALRM, f"scrapy {' '.join(words)} took more than {seconds} s"
        return subprocess.CompletedProcess(words, exit_code, printed.read_text("utf-8"), said.read_text("utf-8"))


def need(*programs: str, packages: str) -> None:
    """Skip what programs are missing for; where everything has to be tried, as in CI, fail instead."""
    if missing := [program for program in programs if shutil.which(program) is None]:
        message = f"{' and '.join(missing)} missing: apt-get install {packages}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="rewrite the expectations of the golden pages, and fail")


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--refresh"))


@pytest.fixture
def edition() -> Iterator[Edition]:
    with Edition() as site:
        yield site


def crawl_into(
    data: Path, site: Edition | str, *words: str, spider: str = "nation", program: tuple[str, ...] = ()
) -> Crawl:
    """Crawl a site, or an origin, into a data folder: `crawl_into(data, edition, "-a", "limit=3")`."""
    options = [word for setting in IMPOLITE for word in ("-s", setting)]
    origin = site if isinstance(site, str) else site.origin
    environment = {"SHINENEWS_SITE": origin, "SHINENEWS_DATA": str(data)}
    done = scrapy("crawl", spider, *options, *words, environment=environment, program=program)
    return Crawl(done.returncode, done.stderr, done.stdout, data)


@pytest.fixture
def crawl(tmp_path: Path) -> Callable[..., Crawl]:
    """Crawl into the test's own data folder, again and again."""
    return partial(crawl_into, tmp_path / "data")


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """The first crawl of the edition's first day, to look at and not to touch."""
    with Edition() as site:
        return crawl_into(tmp_path_factory.mktemp("first") / "data", site)
