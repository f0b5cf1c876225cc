"""Trouble of every kind: another run, a signal, a full disk, a damaged store; the crawl stops, and tells the truth."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from threading import Event

import pytest
from conftest import ROOT, crawl_into, snapshot
from killing import DeadlySite, assert_whole, begin, crawl_and_die, end

from shinenews.edition.press import Press
from shinenews.edition.scenarios import APOLOGY, TRUNCATED, UNAVAILABLE
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault, stories_on
from shinenews.verdict.exit_codes import ExitCode

PRESS = Press(48, 3)
NATION = set(PRESS.newest("news/nation"))


class SlowSite(Edition):
    """A site that answers nothing until it is told to; it tells when it was asked."""

    def __init__(self) -> None:
        self.was_asked, self.may_answer = Event(), Event()
        super().__init__(stories=PRESS)

    def fault_at(self, target: str) -> Fault | None:
        self.was_asked.set()
        assert self.may_answer.wait(60)
        return super().fault_at(target)


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with SlowSite() as slow, Edition(stories=PRESS) as site:
        holder = begin(tmp_path, slow)
        assert slow.was_asked.wait(60)

        second = crawl_into(tmp_path, site)

        assert second.exit_code == 6
        assert site.requests == []
        [sentence] = second.said.splitlines()
        assert f"in the data folder {tmp_path}: process {holder.pid}, since 2" in sentence
        assert crawl_into(tmp_path / "elsewhere", site).exit_code == 0

        slow.may_answer.set()
        assert end(holder, tmp_path).exit_code == 0
        assert crawl_into(tmp_path, site).exit_code == 0


def test_a_dead_process_keeps_no_lock(tmp_path: Path) -> None:
    with SlowSite() as slow, Edition(stories=PRESS) as site:
        holder = begin(tmp_path, slow)
        assert slow.was_asked.wait(60)
        holder.kill()
        slow.may_answer.set()
        assert end(holder, tmp_path).exit_code == -9
        assert_whole(crawl_into(tmp_path, site), NATION)


@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 143)],
    ids=["SIGTERM", "SIGINT", "SIGHUP"],
)
def test_a_signal_publishes_what_is_complete(sent: signal.Signals, code: int, tmp_path: Path) -> None:
    with DeadlySite(stories=PRESS) as site:
        site.strike(at=12, with_=sent)
        stopped = end(begin(tmp_path, site, "-s", "CONCURRENT_REQUESTS=2"), tmp_path)
        assert stopped.exit_code == stopped.verdict["exit_code"] == code
        complete = {article["id"] for article in stopped.articles()}
        assert stopped.outcomes() == {"new": len(complete)}
        assert 1 < len(complete) < len(NATION)
        assert_whole(stopped, complete)

        done = crawl_into(tmp_path, site)
    assert done.exit_code == 0
    assert done.outcomes() == {"new": len(NATION) - len(complete)}
    assert_whole(done, NATION)


def test_a_second_signal_stops_at_once_and_loses_nothing(tmp_path: Path) -> None:
    with SlowSite() as slow, Edition(stories=PRESS) as site:
        process = begin(tmp_path, slow)
        assert slow.was_asked.wait(60)
        while process.poll() is None:  # the first waits for the answer that doesn't come
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
        slow.may_answer.set()
        assert end(process, tmp_path).exit_code == 143
        assert_whole(crawl_into(tmp_path, site), NATION)


def visits_of(data: Path, run: str) -> dict[str, str]:
    with closing(sqlite3.connect(data / "shinenews.db")) as database:
        return dict(database.execute("SELECT id, outcome FROM visits WHERE run = ?", (run,)))


def test_the_sums_add_up(tmp_path: Path) -> None:
    """Every address that is asked for has one outcome, and page, store and event log count the same."""
    nation = sorted(id_ for id_, story in stories_on(1).items() if story.directory == "news/nation")
    path = "/news/nation/{}/".format
    faults = {
        path(nation[3]): UNAVAILABLE,
        path(nation[7]): APOLOGY,
        path(nation[11]): TRUNCATED,
        path(nation[15]): Fault(status=404),
        path(nation[19]): Fault(status=301, headers={"Location": path(nation[20])}),
        path(nation[23]): Fault(status=302, headers={"Location": "https://elsewhere.example/"}),
        "/robots.txt": Fault(
            headers={"Content-Type": "text/plain"}, body=f"User-agent: *\nDisallow: {path(nation[27])}\n".encode()
        ),
    }
    with Edition(faults=faults) as site:
        for day in (1, 2, 3, 4):
            site.day = day
            asked = len(site.requests)
            done = crawl_into(tmp_path, site, "-a", "revisit=all")
            run = done.verdict["run"]
            requested = {hit.path.strip("/")[-10:] for hit in site.requests[asked:] if hit.path.count("/") == 4}
            visits = visits_of(tmp_path, run)

            assert requested | {nation[27]} == visits.keys()
            assert visits[nation[27]] == "skipped"
            assert visits[nation[19]] == "quarantined"
            assert done.outcomes() == Counter(visits.values())
            for outcome, reasons in done.verdict["reasons"].items():
                assert sum(reasons.values()) == done.outcomes()[outcome]
            told = Counter(event["event"] for event in done.events() if event["run"] == run)
            assert told == {
                outcome: count
                for outcome, count in done.outcomes().items()
                if outcome in {"new", "updated", "restored", "withdrawn"}
            }
            quarantined = [row for row in done.quarantine() if row["run"] == run]
            assert len(quarantined) == done.outcomes()["quarantined"]


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as a crawl left it when the site had fewer articles; to be copied."""
    data = tmp_path_factory.mktemp("earlier") / "data"
    with Edition(stories={story.id: story for story in PRESS if story.id in sorted(NATION)[:10]}) as site:
        assert crawl_into(data, site).exit_code == 0
    return data


@pytest.fixture
def data(earlier: Path, tmp_path: Path) -> Path:
    return Path(copytree(earlier, tmp_path / "data"))


@pytest.mark.parametrize(
    ("moment", "size", "complaint", "verdicts"),
    [
        ("start", 300_000, "shinenews.db failed (disk I/O error)", 1),
        ("publish", 2_500, ".jsonl can't be written (File too large); the feeds stay as they were.", 1),
        ("verdict", 100, ".json can't be written (File too large).", 0),
    ],
    ids=["storing", "publishing", "verdict"],
)
def test_a_full_disk(moment: str, size: int, complaint: str, verdicts: int, data: Path) -> None:
    feeds, runs = snapshot(data / "feeds"), snapshot(data / "runs")
    with Edition(stories=PRESS) as site:
        full = end(begin(data, site, program=("tests/cramped.py", moment, str(size))), data)
        assert full.exit_code == ExitCode.STORE
        [sentence] = full.said.splitlines()
        assert complaint in sentence
        if moment == "verdict":
            assert_whole(full, NATION)
        else:
            assert snapshot(data / "feeds") == feeds
            assert full.verdict["exit_code"] == 7
            assert complaint in full.verdict["warnings"][0]
        assert len(list((data / "runs").iterdir())) == len(runs) + verdicts

        done = crawl_into(data, site)
    assert done.exit_code == 0, done.said
    assert_whole(done, NATION)


def test_a_full_disk_when_an_earlier_run_is_to_be_published(data: Path) -> None:
    with Edition(stories=PRESS) as site:
        assert crawl_and_die(data, site, "export").exit_code == -9
        feeds, asked = snapshot(data / "feeds"), len(site.requests)
        full = end(begin(data, site, program=("tests/cramped.py", "start", "12000")), data)
        assert full.exit_code == ExitCode.STORE
        assert len(site.requests) == asked
        assert snapshot(data / "feeds") == feeds
        assert len(full.said.splitlines()) == 1
        assert_whole(crawl_into(data, site), NATION)


class MeddledSite(Edition):
    """A site that has something done to a crawl's data folder once, when it is asked for the tenth time."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        self._meddle, self._left = meddle, 10
        super().__init__(stories=PRESS)

    def fault_at(self, target: str) -> Fault | None:
        self._left -= 1
        if self._left == 0:
            self._meddle()
        return super().fault_at(target)


def remove(data: Path) -> None:
    rmtree(data)


def replace(data: Path) -> None:
    backup = copyfile(data / "shinenews.db", data / "backup")
    backup.replace(data / "shinenews.db")


@pytest.mark.parametrize("meddle", [remove, replace])
def test_a_store_that_was_removed_or_replaced_meanwhile_is_told_and_nothing_published(
    meddle: Callable[[Path], None], data: Path
) -> None:
    feeds = snapshot(data / "feeds") if meddle is replace else {}
    with MeddledSite(lambda: meddle(data)) as site:
        done = end(begin(data, site), data)

    assert done.exit_code == done.verdict["exit_code"] == ExitCode.STORE
    [sentence] = done.said.splitlines()
    assert f"The store {data / 'shinenews.db'} was removed or replaced while the crawl ran; " in sentence
    assert snapshot(data / "feeds") == feeds


FAULT = "fault in the program: KeyError: 'It faltered.'"


@pytest.mark.parametrize(
    ("point", "error", "code", "told"),
    [
        ("due", "store", ExitCode.STORE, "It faltered."),
        ("pending", "store", ExitCode.STORE, "It faltered."),
        ("pending", "fault", ExitCode.PARTIAL, FAULT),
        ("publish", "fault", ExitCode.NOT_STARTED, FAULT),
        ("publish_runs", "store", ExitCode.STORE, "It faltered."),
        ("publish_runs", "fault", ExitCode.PARTIAL, FAULT),
        ("compare", "fault", ExitCode.PARTIAL, FAULT),
    ],
)
def test_what_falters_between_two_pages_and_after_the_last_is_told(
    point: str, error: str, code: ExitCode, told: str, data: Path
) -> None:
    with Edition(stories=PRESS) as site:
        faltered = crawl_into(data, site, program=("tests/faltering.py", point, error))
        assert faltered.exit_code == faltered.verdict["exit_code"] == code
        assert told in faltered.verdict["warnings"]
        assert (len(faltered.said.splitlines()) == 1) == (error == "store"), faltered.said
        done = crawl_into(data, site)
    assert done.exit_code == 0, done.said
    assert_whole(done, NATION)


@pytest.mark.parametrize(
    ("target", "reason", "stored"),
    [
        ("/dev/full:jsonl", "No space left on device", NATION),
        ("/dev/full:csv", "No space left on device", NATION),
        ("/dev/full:xml", "No space left on device", set()),
        ("{}:jsonl", "Is a directory", set()),
        ("{}/x/y.jsonl", "Not a directory", set()),
    ],
)
def test_an_export_of_scrapy_that_fails_is_told(target: str, reason: str, stored: set[str], tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with Edition(stories=PRESS) as site:
        done = crawl_into(tmp_path / "data", site, "-O", target.format(tmp_path))

    assert done.exit_code == done.verdict["exit_code"] == ExitCode.STORE
    assert f"can't be written ({reason})." in done.verdict["warnings"][0]
    assert len(done.said.splitlines()) == 1
    assert {article["id"] for article in done.articles()} == stored


def test_an_export_that_can_not_be_handed_on_is_told(tmp_path: Path) -> None:
    with Edition(stories=PRESS) as site:
        done = crawl_into(tmp_path, site, "-O", "ftp://127.0.0.1:1/x.jsonl")

    assert done.exit_code == done.verdict["exit_code"] == ExitCode.PARTIAL
    assert done.verdict["warnings"] == ["an export could not be stored; the log says why"]
    assert_whole(done, NATION)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    if os.geteuid() == 0:
        folder = Path("/sys/kernel")  # which nobody can write, not even root
    else:
        folder.mkdir(mode=0o500)
    with Edition(stories=PRESS) as site:
        done = crawl_into(folder, site)
        assert site.requests == []
    assert done.exit_code == ExitCode.STORE
    [sentence] = done.said.splitlines()
    assert f"The data folder {folder} can't be written" in sentence


def cut(store: Path) -> None:
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])


def cut_off_everything(store: Path) -> None:
    store.write_bytes(b"")


def fill_with_noise(store: Path) -> None:
    store.write_bytes(random.Random(1).randbytes(store.stat().st_size))  # noqa: S311 - no secret


def lose(store: Path) -> None:
    store.unlink()


def make_newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as database, database:
        database.execute("UPDATE store SET version = 99")


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (cut, "can't be opened (database disk image is malformed); nothing was changed in it"),
        (cut_off_everything, "has feeds, but the store"),
        (fill_with_noise, "can't be opened (file is not a database); nothing was changed in it"),
        (lose, "has feeds, but the store"),
        (make_newer, "is of version 99"),
    ],
)
def test_a_store_that_cannot_be_used_is_left_alone(damage: Callable[[Path], None], complaint: str, data: Path) -> None:
    store = data / "shinenews.db"
    damage(store)
    feeds, content = snapshot(data / "feeds"), store.read_bytes() if store.exists() else b""
    with Edition(stories=PRESS) as site:
        done = crawl_into(data, site)
        assert site.requests == []
    assert done.exit_code == ExitCode.STORE
    [sentence] = done.said.splitlines()
    assert complaint in sentence
    assert snapshot(data / "feeds") == feeds
    assert (store.read_bytes() if store.exists() else b"") == content


def test_a_store_that_is_older_than_its_feeds_overwrites_none_of_them(data: Path) -> None:
    store = (data / "shinenews.db").read_bytes()
    with Edition(stories=PRESS) as site:
        assert crawl_into(data, site).exit_code == 0
        (data / "shinenews.db").write_bytes(store)
        feeds = snapshot(data / "feeds")
        done = crawl_into(data, site)

        assert done.exit_code == ExitCode.STORE
        assert "which the store does not know: it is older than the feed" in done.verdict["warnings"][0]
        assert snapshot(data / "feeds") == feeds
        (data / "feeds").rename(data / "feeds-before")
        assert_whole(crawl_into(data, site), NATION)


AT_ONCE = """
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings
settings = get_project_settings()
settings.update({"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False})
process = CrawlerProcess(settings)
process.crawl("nation", limit=5)
process.crawl("metro")
process.start()
"""


def test_of_two_runs_of_one_process_at_once_the_second_is_refused(tmp_path: Path) -> None:
    with Edition() as site:
        own = {"SHINENEWS_SITE": site.origin, "SHINENEWS_DATA": str(tmp_path)}
        command = [sys.executable, "-c", AT_ONCE]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, timeout=100, check=False)
        assert not [hit.path for hit in site.requests if hit.path.startswith("/news/metro/")]

    assert b"LockedError: Another run of this process" in done.stderr
    assert sorted(path.name for path in (tmp_path / "feeds").iterdir()) == ["nation"]
    [verdict] = (tmp_path / "runs").iterdir()
    told = json.loads(verdict.read_text("utf-8"))
    assert (told["exit_code"], told["outcomes"]["new"]) == (0, 5)


def test_a_store_that_cannot_be_written(data: Path) -> None:
    url = f"sqlite:///file:{data / 'shinenews.db'}?mode=ro&uri=true"
    feeds = snapshot(data / "feeds")
    with Edition(stories=PRESS) as site:
        done = crawl_into(data, site, "-s", f"SHINENEWS_STORE={url}")
        assert site.requests == []
    assert done.exit_code == ExitCode.STORE
    [sentence] = done.said.splitlines()
    assert "(attempt to write a readonly database)" in sentence
    assert snapshot(data / "feeds") == feeds


@pytest.mark.parametrize("table", ["events", "pages"])
def test_a_damaged_page_of_the_store_stops_the_crawl_where_it_is_met(table: str, data: Path) -> None:
    store = data / "shinenews.db"
    with closing(sqlite3.connect(store)) as database:
        size = database.execute("PRAGMA page_size").fetchone()[0]
        place = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    with store.open("r+b") as file:
        file.seek((place - 1) * size)
        file.write(random.Random(2).randbytes(size))  # noqa: S311 - no secret
    feeds = snapshot(data / "feeds")
    with Edition(stories=PRESS) as site:
        done = crawl_into(data, site, "-s", "CONCURRENT_REQUESTS=1")
        assert len(site.requests) < 10
    assert done.exit_code == ExitCode.STORE
    [sentence] = done.said.splitlines()
    assert "shinenews.db failed (database disk image is malformed)" in sentence
    assert snapshot(data / "feeds") == feeds
    assert done.verdict["exit_code"] == 7
