"""What the tests that end crawls share: crawls that die, and what must be true of what they leave."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Timer
from typing import Any

from conftest import IMPOLITE, ROOT, Crawl, crawl_into

from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault

KILLED = -signal.SIGKILL
"""The exit code of a process that was killed."""

SECONDS = 90
"""How long a crawl may take before it counts as hanging."""


class DeadlySite(Edition):
    """A site that sends a signal to the process which crawls it, a while after a request of its choice came in."""

    _left, _delay, _signal = 0, 0.0, signal.SIGKILL
    victim: subprocess.Popen[str] | None = None

    def strike(self, at: int, delay: float = 0, with_: signal.Signals = signal.SIGKILL) -> None:
        """Choose the request, counted from now on and from 1, and the delay in seconds."""
        self._left, self._delay, self._signal = at, delay, with_

    def fault_at(self, target: str) -> Fault | None:
        """Count the request, and strike when it is the one."""
        self._left -= 1
        if self._left == 0 and self.victim is not None:
            if self._delay:
                Timer(self._delay, self.victim.send_signal, [self._signal]).start()
            else:
                self.victim.send_signal(self._signal)
        return super().fault_at(target)


def begin(
    data: Path, site: Edition, *words: str, program: tuple[str, ...] = ("-m", "scrapy"), spider: str = "nation"
) -> subprocess.Popen[str]:
    """Start a crawl of a site into a data folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SHINENEWS_")}
    options = [word for setting in IMPOLITE for word in ("-s", setting)]
    process = subprocess.Popen(
        [sys.executable, *program, "crawl", spider, *options, *words],
        cwd=ROOT,
        env=own | {"SHINENEWS_SITE": site.origin, "SHINENEWS_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if isinstance(site, DeadlySite):
        site.victim = process
    return process


def end(process: subprocess.Popen[str], data: Path) -> Crawl:
    """Wait until a crawl ends, and kill it when it does not."""
    with process:
        try:
            printed, said = process.communicate(timeout=SECONDS)
        except BaseException:
            process.kill()
            raise
    return Crawl(process.returncode, said, printed, data)


def crawl_and_die(data: Path, site: Edition, point: str, number: int = 1, *words: str, spider: str = "nation") -> Crawl:
    """Crawl until a point named in `dying.POINTS` is reached for the given time."""
    return crawl_into(data, site, *words, program=("tests/dying.py", point, str(number)), spider=spider)


def stored(data: Path) -> set[str]:
    """Give the ids of the articles in the store, without disturbing what a dead process left of it."""
    with tempfile.TemporaryDirectory() as folder:
        for file in data.glob("shinenews.db*"):
            shutil.copy(file, folder)
        database = sqlite3.connect(Path(folder) / "shinenews.db")
        try:
            return {id_ for (id_,) in database.execute("SELECT id FROM articles")}
        except sqlite3.OperationalError:  # killed before there were tables
            return set()
        finally:
            database.close()


def assert_whole(done: Crawl, ids: set[str]) -> None:
    """Assert that a feed has each of these articles once, and that all of it agrees."""
    articles, events = done.articles(), done.events()
    assert sorted(article["id"] for article in articles) == sorted(ids)
    assert {event["id"]: event["article"] for event in events} == {article["id"]: article for article in articles}
    told = [(event["id"], event["revision"], event["event"]) for event in events]
    assert len(told) == len(set(told)), "an event is told twice"
    assert sorted(event["id"] for event in events if event["event"] == "new") == sorted(ids)
    feed = done.data / "feeds/nation"
    manifest: dict[str, Any] = json.loads((feed / "manifest.json").read_text("utf-8"))
    listed = {entry["path"]: entry for entry in manifest["files"] + manifest["events"]}
    files = {str(path.relative_to(feed)): path for path in feed.glob("*/*")}
    assert listed.keys() == files.keys()
    for entry in manifest["documents"]:
        assert entry["sha256"] == hashlib.sha256((feed / entry["path"]).read_bytes()).hexdigest()
    for name, file in files.items():
        content = file.read_bytes()
        assert listed[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert listed[name]["rows"] == content.count(b"\n")
    assert manifest["rows"] == len(articles)
    assert not list(done.data.rglob("*.unfinished"))
    database = sqlite3.connect(done.data / "shinenews.db")
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*) FROM runs WHERE published_at IS NULL").fetchone() == (0,)
    finally:
        database.close()
