"""A clock that was set back: runs go on in the order in which they came, and hide nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Crawl, crawl_into, scrapy

from shinenews.edition.press import Press
from shinenews.edition.server import Edition

AHEAD, RIGHT = "2025-11-12T12:00:00Z", "2024-11-12T12:00:00Z"
PRESS = Press(160, 5)
Crawler = Callable[..., Crawl]


@pytest.fixture
def crawl_at(tmp_path: Path) -> Crawler:
    """Crawl into the test's own data folder, with the clock standing at a moment."""

    def crawl(moment: str, site: Edition, *words: str) -> Crawl:
        return crawl_into(tmp_path, site, *words, program=("tests/dated.py", moment))

    return crawl


def test_what_a_run_changed_comes_after_what_was_there_before_it(crawl_at: Crawler) -> None:
    with Edition() as site:
        first = crawl_at(AHEAD, site).verdict
        for site.day in (2, 3):
            done = crawl_at(RIGHT, site, "-a", "revisit=all")

    assert first["run"] < min(verdict["run"] for verdict in verdicts(done)[1:])
    assert [verdict["started_at"][:4] for verdict in verdicts(done)] == ["2025", "2024", "2024"]
    assert {event["at"][:4] for event in done.events() if event["run"] != first["run"]} == {"2024"}
    assert {event["event"] for event in done.events()} > {"new", "updated"}
    assert {event["id"]: event["article"] for event in done.events()} == {one["id"]: one for one in done.articles()}


def test_the_last_run_is_the_one_that_came_last(crawl_at: Crawler) -> None:
    with Edition() as site:
        crawl_at(AHEAD, site)
        site.day = 2
        done = crawl_at(RIGHT, site)

    manifest = json.loads((done.data / "feeds/nation/manifest.json").read_text("utf-8"))
    assert manifest["run"] == verdicts(done)[-1]["run"]
    said = scrapy("status", environment={"SHINENEWS_DATA": str(done.data)}).stdout
    assert "last run    2024-11-12" in said


def test_a_walk_that_began_in_the_future_goes_on(crawl_at: Crawler) -> None:
    with Edition(stories=PRESS) as site:
        crawl_at(AHEAD, site, "-a", "via=listing", "-s", "SHINENEWS_LISTING_PAGES=2")
        done = crawl_at(RIGHT, site, "-a", "via=listing")

    assert {article["id"] for article in done.articles()} == set(PRESS.newest("news/nation"))


def verdicts(done: Crawl) -> list[dict[str, str]]:
    """Give the verdicts in the order of their names."""
    return [json.loads(file.read_text("utf-8")) for file in sorted((done.data / "runs").iterdir())]
