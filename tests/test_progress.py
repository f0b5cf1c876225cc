"""The progress of a crawl: on a terminal, and nowhere else."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import IMPOLITE, ROOT, Crawl
from hypothesis import given
from hypothesis import strategies as st
from test_store import SECTION, STEPS, found, run_in

from shinenews.edition.server import Edition
from shinenews.extensions import pace
from shinenews.extensions.pace import Pace, duration
from shinenews.store.runs.run import Run

LINE = re.compile(
    r"(?P<new>\d+) new · 0 updated · 0 unchanged · \d+ requests\n"
    r"(?P<rate>\d+) pages a minute · (?P<left>\d+) to go, about \d+ s · (?P<memory>\d+) MB\n"
    r"http://127\.0\.0\.1:\d+/news/nation/\d{10}/"
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    return watch(tmp_path_factory.mktemp("shown"), columns=90, limit=15)


def watch(data: Path, columns: int, limit: int) -> str:
    """Give what a person sees who crawls on a terminal, the codes that move the cursor left out."""
    options = [word for setting in (*IMPOLITE, "DOWNLOAD_DELAY=0.1") for word in ("-s", setting)]
    words = [sys.executable, "-m", "scrapy", "crawl", "nation", *options, "-a", f"limit={limit}"]
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    said = b""
    with Edition() as site:
        own = {"SHINENEWS_SITE": site.origin, "SHINENEWS_DATA": str(data), "TERM": "xterm"}
        with subprocess.Popen(
            words, cwd=ROOT, env=os.environ | own, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
        ) as process:
            os.close(theirs)
            while chunk := _read(ours):
                said += chunk
        os.close(ours)
    assert process.returncode == 0, said
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", said.decode().replace("\r", ""))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_a_narrow_terminal_is_told_the_whole_paths(tmp_path: Path) -> None:
    said = "".join(watch(tmp_path, columns=40, limit=1).split())
    [verdict] = (tmp_path / "runs").iterdir()
    assert f"feed{tmp_path / 'feeds' / 'nation'}verdict{verdict}" in said


def test_a_terminal_shows_counts_rate_remaining_time_and_memory(shown: str) -> None:
    lines = list(LINE.finditer(shown))
    assert lines
    news, left = ([int(line[name]) for line in lines] for name in ("new", "left"))
    assert news == sorted(news)
    assert left == sorted(left, reverse=True)
    assert all(7 <= new + to_go <= 15 for new, to_go in zip(news, left, strict=True))  # some are on their way
    assert all(20 < int(line["memory"]) < 1000 for line in lines)
    assert all(int(line["rate"]) > 0 for line in lines)


def test_the_verdict_comes_after_the_progress(shown: str) -> None:
    assert LINE.search(shown.rpartition("finished; the feeds are current")[0])
    assert "pages a minute" not in shown.rpartition("finished; the feeds are current")[2]


def test_without_a_terminal_nothing_is_shown(first: Crawl) -> None:
    assert not any(mark in first.said + first.printed for mark in ("\x1b", "\r", "to go", "pages a minute"))
    assert first.said.splitlines()[-1].startswith("shinenews nation: finished")


def test_a_polite_pace_is_told_from_the_second_page_on() -> None:
    came = Pace()
    assert came.a_minute(0) is None
    came.note(10)
    assert came.a_minute(20) is None
    came.note(12)
    assert came.a_minute(12) == 30
    assert came.a_minute(70) == 1


@given(st.lists(st.floats(0, 1000), min_size=2, max_size=50), st.floats(0, 1e4))
def test_a_pace_is_never_negative_and_what_was_long_ago_does_not_count(moments: list[float], later: float) -> None:
    came = Pace()
    for moment in sorted(moments):
        came.note(moment)
    rate = came.a_minute(max(moments) + later)
    assert rate is None or rate >= 0
    for moment in range(2000, 2100, 2):
        came.note(moment)
    assert came.a_minute(2098) == pytest.approx(30)


@given(st.floats(0, 1e6))
def test_a_time_is_never_nothing(minutes: float) -> None:
    assert re.fullmatch(r"[1-9]\d* (s|min|h|days)", duration(minutes))


def test_where_the_system_does_not_tell_the_memory_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (pace.resident() or 0) > 10_000_000
    monkeypatch.setattr(pace, "_STATM", tmp_path / "statm")
    assert pace.resident() is None


def test_what_is_left_is_what_was_not_visited(tmp_path: Path) -> None:
    before = run_in(tmp_path)
    before.exploration.discover(map(found, ("2411116661", "2411116662", "2411116663")), "listing")
    before.visits.quarantine("2411116661", "no title")
    run = Run(tmp_path, "", "nation", STEPS, now=lambda: datetime.now(UTC) + timedelta(minutes=1))
    assert [run.exploration.left([SECTION], revisit) for revisit in ("none", "due", "all")] == [2, 2, 3]
    run.visits.fail("2411116662", "no answer in time")
    assert [run.exploration.left([SECTION], revisit) for revisit in ("none", "due", "all")] == [1, 1, 2]
    assert run.exploration.left(["news/metro"], "all") == 0
