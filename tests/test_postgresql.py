"""The store in PostgreSQL, by its address: the same feeds, and the same promises."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from conftest import Crawl, crawl_into, need, scrapy
from killing import KILLED, DeadlySite, begin, end

from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault
from shinenews.verdict.exit_codes import ExitCode

_OF_THE_RUN = {"first_seen_at", "changed_at", "provenance"}


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """A server of these tests' own: the folder of its socket."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    path = os.pathsep.join([*(str(folder) for folder in reversed(found)), os.environ["PATH"]])
    if not shutil.which("initdb", path=path):
        need("initdb", packages="postgresql")
    is_root = os.geteuid() == 0  # as which PostgreSQL does not run
    with TemporaryDirectory() as name:
        folder = Path(name)
        if is_root:
            shutil.chown(folder, "postgres")

        def run(program: str, *words: str) -> None:
            program = str(shutil.which(program, path=path))
            command = [*(("runuser", "-u", "postgres", "--") if is_root else ()), program, "-D", f"{folder}/data"]
            subprocess.run([*command, *words], check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "start", "--wait", "--log", f"{folder}/log", "--options", f"-c listen_addresses= -k {folder}")
        yield folder
        run("pg_ctl", "stop", "--mode", "immediate")


@pytest.fixture
def store(server: Path, request: pytest.FixtureRequest) -> str:
    """An address of an empty database."""
    name = request.node.name
    with psycopg.connect(host=str(server), user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql+psycopg://postgres@/{name}?host={server}"


def content(crawl: Crawl) -> list[dict[str, Any]]:
    return [{key: article[key] for key in article.keys() - _OF_THE_RUN} for article in crawl.articles()]


def test_the_feed_is_that_of_sqlite(store: str, tmp_path: Path, first: Crawl, edition: Edition) -> None:
    done = crawl_into(tmp_path, edition, "-s", f"SHINENEWS_STORE={store}")
    assert (done.exit_code, done.outcomes()) == (0, first.outcomes()), done.said
    assert content(done) == content(first)
    assert not (tmp_path / "shinenews.db").exists()
    edition.day = 3
    again = crawl_into(tmp_path, edition, "-s", f"SHINENEWS_STORE={store}", "-a", "revisit=all")
    assert (again.exit_code, again.said.count("\n")) == (0, 1)
    assert again.outcomes().keys() >= {"new", "updated"}
    lines = {}
    for command in (("status",), ("export", "--revisions"), ("report",), ("explain", done.articles()[0]["id"])):
        told = scrapy(*command, environment={"SHINENEWS_DATA": str(tmp_path), "SHINENEWS_STORE": store})
        assert (told.returncode, told.stderr) == (0, "")
        lines[command[0]] = told.stdout.count("\n")
    assert lines["export"] > len(again.articles())


def test_a_crawl_that_is_killed_goes_on(store: str, tmp_path: Path) -> None:
    press = Press(80, 7)
    with DeadlySite(stories=press) as site:
        site.strike(at=20)
        assert end(begin(tmp_path, site, "-s", f"SHINENEWS_STORE={store}"), tmp_path).exit_code == KILLED
        before = len(site.requests)
        done = crawl_into(tmp_path, site, "-s", f"SHINENEWS_STORE={store}")
        assert 0 < len(site.requests) - before < before + len(press.newest("news/nation"))
    assert done.exit_code == 0, done.said
    assert sorted(article["id"] for article in done.articles()) == sorted(press.newest("news/nation"))
    assert sorted(event["id"] for event in done.events()) == sorted(press.newest("news/nation"))


class _Leaving(Edition):
    """A site at whose tenth request the database ends its connections."""

    server: Path

    def fault_at(self, target: str) -> Fault | None:
        if len(self.requests) == 10:
            with psycopg.connect(host=str(self.server), user="postgres", autocommit=True) as connection:
                connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'")
        return super().fault_at(target)


def test_a_server_that_goes_away_is_trouble_with_the_store(store: str, server: Path, tmp_path: Path) -> None:
    with _Leaving() as site:
        site.server = server
        gone = crawl_into(tmp_path, site, "-s", f"SHINENEWS_STORE={store}")
        assert gone.exit_code == ExitCode.STORE
        [sentence] = gone.said.splitlines()
        assert "terminating connection" in sentence
        done = crawl_into(tmp_path, site, "-s", f"SHINENEWS_STORE={store}")
    assert done.exit_code == 0, done.said
    assert len(done.articles()) == len(done.events()) == 65


def test_a_server_that_is_not_there_is_told(server: Path, tmp_path: Path, edition: Edition) -> None:
    store = f"postgresql+psycopg://postgres@/nothing?host={server}"
    done = crawl_into(tmp_path, edition, "-s", f"SHINENEWS_STORE={store}")
    assert (done.exit_code, done.said.count("\n")) == (ExitCode.STORE, 1)
    assert 'database "nothing" does not exist' in done.said
    assert edition.requests == []
