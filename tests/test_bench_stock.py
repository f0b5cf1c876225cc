"""The benchmark's stock: the store is the one that crawls would have left, and every command takes it for real."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import read_lines
from sqlalchemy import Table, select

from benchmarks import lives, stock
from shinenews.edition.press import Press
from shinenews.edition.stories import Story
from shinenews.feeds.publishing.publish import publish
from shinenews.site import Address, Found
from shinenews.store.database.reading import read_database
from shinenews.store.frontier.agenda import Page
from shinenews.store.frontier.schedule import intervals
from shinenews.store.runs.run import Run
from shinenews.store.tables import articles, bands, events, pages, revisions, runs, visits

STORIES = Press(54, last=date(2026, 6, 30), days=2)
SECTIONS = ["biz/economy", "biz/tech", "news/metro", "news/nation"]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a data folder in bulk."""
    folder = tmp_path_factory.mktemp("stocked")
    stock.fill(folder, STORIES)
    return folder


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a data folder by runs, one a day, that find the same stories and the same faults."""
    folder = tmp_path_factory.mktemp("crawled")
    told = {story.id: (fated, story) for fated, story, _ in lives.told(STORIES)}
    first = date(2026, 6, 29)
    for day in (first + timedelta(days=number) for number in range(2 + lives.LONGEST)):
        run = Run(folder, "", lives.SPIDER, intervals("1h 6h 24h 7d"), lambda day=day: lives.moment(day))  # type: ignore[misc]
        for page in list(run.exploration.due(SECTIONS, "due")):
            revisit(run, page, *told[page.address.id], day)
        new = [story for _, story in told.values() if story.published_at.date() == day]
        run.exploration.discover((found(story) for story in new), "newsmap")
        for story in new:
            visit(run, *told[story.id])
        run.finish(0)
        publish(run.database, folder)
        run.database.dispose()
    return folder


def found(story: Story) -> Found:
    return Found(Address(story.id, story.directory), story.published_at.isoformat())


def visit(run: Run, fated: str, story: Story) -> None:
    if fated == "unreadable":
        run.visits.quarantine(story.id, "no title")
    else:
        run.visits.save(lives.article(story, run.id, lives.stamp(run.started_at)))


def revisit(run: Run, page: Page, fated: str, story: Story, day: date) -> None:
    if fated == "withdrawn":
        run.visits.absent(page, 404)
    elif fated == "unreadable":
        run.visits.quarantine(story.id, "no title")
    elif fated == "corrected" and day == story.published_at.date() + timedelta(days=1):
        corrected = replace(story, title=f"{story.title} (corrected)")
        run.visits.save(lives.article(corrected, run.id, lives.stamp(run.started_at)))
    else:
        run.visits.not_modified(page)


def rows(folder: Path, table: Table) -> list[Any]:
    """Give the rows of a table, but for the order of events, and for when a run was published."""
    left_out = {events.c.seq, runs.c.published_at}
    with read_database(folder) as connection:
        return sorted(connection.execute(select(*(each for each in table.c if each not in left_out))).all(), key=repr)


@pytest.mark.parametrize("table", [runs, pages, visits, articles, revisions, events, bands], ids=str)
def test_its_rows_are_those_of_crawls(stocked: Path, crawled: Path, table: Table) -> None:
    assert rows(stocked, table)
    assert rows(stocked, table) == rows(crawled, table)


def test_its_feeds_are_those_of_crawls(stocked: Path, crawled: Path) -> None:
    for section in ("nation", "tech"):
        for kind in ("articles", "events"):
            lines = read_lines(crawled / "feeds" / section / kind)
            assert lines
            assert sorted(map(repr, read_lines(stocked / "feeds" / section / kind))) == sorted(map(repr, lines))


def test_it_holds_what_a_site_holds(stocked: Path) -> None:
    with read_database(stocked) as connection:
        states = set(connection.execute(select(pages.c.state)).scalars())
        kinds = set(connection.execute(select(events.c.event)).scalars())
        marked = connection.execute(select(articles.c.duplicate_of).where(articles.c.duplicate_of.is_not(None))).all()
    assert states == {"fetched", "failed", "gone"}
    assert kinds == {"new", "updated", "withdrawn"}
    assert marked
