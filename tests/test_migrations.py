"""Stores of older versions: brought up to date at opening, in one transaction, and crawled on with.

`stores/version-1.sql` is the store of a run that was killed: three articles of `Press(8, 1)` in it and in no feed,
two more known. So are the others, but that in `stores/version-2.sql` the newest of the articles reprints the oldest.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import crawl_into, read_lines, scrapy
from killing import assert_whole, crawl_and_die
from sqlalchemy import Engine, inspect

from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.feeds.publishing.publish import publish
from shinenews.store import tables
from shinenews.store.database import migrations
from shinenews.store.database.failures import StoreError
from shinenews.store.database.opening import open_database

STORES = sorted((Path(__file__).parent / "stores").glob("*.sql"))
PRESS = Press(8, 1)
NATION = set(PRESS.newest("news/nation"))


@pytest.fixture(params=STORES, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder with a store of an older version."""
    with closing(sqlite3.connect(tmp_path / "shinenews.db")) as database:
        database.executescript(request.param.read_text("utf-8"))
    return tmp_path


def shape(engine: Engine) -> dict[str, Any]:
    """Give the columns and indexes of each table."""
    seen = inspect(engine)
    names = sorted(seen.get_table_names())
    columns = {
        name: sorted((column["name"], column["nullable"]) for column in seen.get_columns(name)) for name in names
    }
    return {name: (columns[name], sorted(str(index["name"]) for index in seen.get_indexes(name))) for name in names}


def version_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "shinenews.db")) as database:
        version: int = database.execute("SELECT version FROM store").fetchone()[0]
    return version


def test_every_older_version_has_a_store_here() -> None:
    assert [path.stem for path in STORES] == [f"version-{number}" for number in range(1, tables.VERSION)]


def test_an_old_store_becomes_like_a_new_one(old: Path) -> None:
    migrated, fresh = open_database(old), open_database(old / "fresh")
    assert shape(migrated) == shape(fresh)
    assert migrations.version_of(migrated) == tables.VERSION
    migrated.dispose()
    fresh.dispose()


@pytest.mark.parametrize("command", ["status", "explain 2411045909", "export", "report"])
def test_who_only_reads_is_told_that_the_next_crawl_brings_a_store_up_to_date(old: Path, command: str) -> None:
    before = (old / "shinenews.db").read_bytes()
    done = scrapy(*command.split(), environment={"SHINENEWS_DATA": str(old)})

    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.endswith(f"reads version {tables.VERSION}; the next crawl brings it up to date.\n")
    assert (old / "shinenews.db").read_bytes() == before


def test_an_old_store_is_crawled_on_with(old: Path) -> None:
    with Edition(stories=PRESS) as site:
        done = crawl_into(old, site)
        asked = [hit.path for hit in site.requests if hit.path.count("/") == 4]

    assert done.exit_code == 0, done.said
    assert done.outcomes() == {"new": len(asked)} == {"new": 2}
    assert_whole(done, NATION)


def test_duplicates_that_an_old_store_holds_are_marked_and_told_as_in_a_run_of_its_own(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "shinenews.db")) as database:
        database.executescript((Path(__file__).parent / "stores" / "version-2.sql").read_text("utf-8"))
    store = open_database(tmp_path)
    publish(store, tmp_path)
    store.dispose()
    articles = read_lines(tmp_path / "feeds/nation/articles")
    assert {one["id"]: one["duplicate_of"] for one in articles if one["duplicate_of"]} == {"2411045909": "2410054039"}
    *first, last = read_lines(tmp_path / "feeds/nation/events")
    assert [(line["event"], line["article"]["duplicate_of"]) for line in first] == [("new", None)] * 3
    assert (last["id"], last["event"], last["changed"]) == ("2411045909", "updated", ["duplicate_of"])
    assert last["article"] in articles


def test_a_kill_while_an_old_store_is_brought_up_to_date_does_no_harm(old: Path) -> None:
    before = version_in(old)
    with Edition(stories=PRESS) as site:
        assert crawl_and_die(old, site, "statement", 12).exit_code == -9
        assert version_in(old) == before
        assert_whole(crawl_into(old, site), NATION)


def test_a_store_that_cannot_be_brought_up_to_date_stays_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version_in(old)
    with closing(sqlite3.connect(old / "shinenews.db")) as database:
        content = list(database.iterdump())
    steps = (("pages", "ALTER TABLE pages ADD COLUMN id TEXT"),)
    monkeypatch.setitem(migrations.STEPS, tables.VERSION, steps)

    with pytest.raises(StoreError, match=r"duplicate column name: id\); nothing was changed in it"):
        open_database(old)

    assert version_in(old) == before
    with closing(sqlite3.connect(old / "shinenews.db")) as database:
        assert list(database.iterdump()) == content
