"""Kills: whatever a crawl is at when it is killed, the next one leaves a feed that is whole."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from conftest import Crawl, crawl_into, snapshot
from killing import KILLED, DeadlySite, assert_whole, begin, crawl_and_die, end, stored

from shinenews.edition.press import Press
from shinenews.edition.scenarios import UNAVAILABLE, slow
from shinenews.edition.server import Edition

NATION = [story for story in Press(30, 2) if story.directory == "news/nation"]
FORMER = NATION[:12]
CHANGED = [
    replace(story, title=f"{story.title}, at last", modified_at=story.modified_at + timedelta(days=1))
    for story in FORMER[::4]
]
LATER = {story.id: story for story in [*NATION, *CHANGED]}


def pages_asked_for(site: Edition, since: int = 0) -> list[str]:
    """List the ids of the articles that were asked for."""
    return [hit.path.strip("/")[-10:] for hit in site.requests[since:] if hit.path.strip("/")[-10:].isdigit()]


def test_killed_again_and_again_at_random(tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311 - no secret
    press = Press(160, 7)
    known: set[str] = set()
    with DeadlySite(stories=press) as site:
        for _ in range(6):
            before = len(site.requests)
            site.strike(at=chance.randint(1, 18), delay=chance.uniform(0, 0.1))
            assert end(begin(tmp_path, site), tmp_path).exit_code == KILLED
            assert not known & set(pages_asked_for(site, before)), "a stored page was asked for again"
            known |= stored(tmp_path)
        before = len(site.requests)
        done = crawl_into(tmp_path, site)
        asked = pages_asked_for(site, before)
        assert done.exit_code == 0, done.said
        assert known, "no run stored an article before it was killed"
        assert sorted(asked) == sorted(set(press.newest("news/nation")) - known)
        assert_whole(done, set(press.newest("news/nation")))

        feeds = snapshot(tmp_path / "feeds")
        assert crawl_into(tmp_path, site).outcomes() == {}
        assert snapshot(tmp_path / "feeds") == feeds


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as an earlier crawl left it, when the site had fewer articles; to be copied."""
    data = tmp_path_factory.mktemp("before") / "data"
    with Edition(stories={story.id: story for story in FORMER}) as site:
        assert crawl_into(data, site).exit_code == 0
    return data


POINTS = [
    ("commit", 5),
    ("export", 1),
    ("rename", 1),
    ("rename", 3),
    ("rename", 5),
    ("manifest", 1),
    ("verdict", 1),
]


@pytest.mark.parametrize(("point", "number"), POINTS, ids=str)
def test_killed_at_a_chosen_point(point: str, number: int, before: Path, tmp_path: Path) -> None:
    data = Path(copytree(before, tmp_path / "data"))
    with Edition(stories=LATER) as site:
        killed = crawl_and_die(data, site, point, number, "-a", "revisit=all")
        assert killed.exit_code == KILLED, killed.said
        asked = len(site.requests)
        done = crawl_into(data, site, "-a", f"revisit={'all' if point == 'commit' else 'none'}")
        again = pages_asked_for(site, asked)

    assert done.exit_code == 0, done.said
    assert_whole(done, set(LATER))
    updated = [event["id"] for event in done.events() if event["event"] == "updated"]
    assert sorted(updated) == sorted(story.id for story in CHANGED)
    if point != "commit":
        assert again == []
        assert done.outcomes() == {}


def test_files_that_a_kill_left_at_odds_are_brought_into_agreement(before: Path, tmp_path: Path) -> None:
    data = Path(copytree(before, tmp_path / "data"))
    with Edition(stories=LATER) as site:
        crawl_and_die(data, site, "rename", 3, "-a", "revisit=all")
        with pytest.raises(AssertionError):
            assert_whole(Crawl(KILLED, "", "", data), set(LATER))
        for number in (2, 4):
            crawl_and_die(data, site, "rename", number)  # and the one that would mend it is killed as well
        assert_whole(crawl_into(data, site), set(LATER))


@pytest.mark.parametrize("number", [30, 40])
def test_killed_while_the_store_is_made(number: int, tmp_path: Path) -> None:
    with Edition(stories=LATER) as site:
        assert crawl_and_die(tmp_path, site, "statement", number).exit_code == KILLED
        done = crawl_into(tmp_path, site)

    assert done.exit_code == 0, done.said
    assert_whole(done, set(LATER))


def test_killed_between_the_ways_in(tmp_path: Path) -> None:
    press = Press(160, 5, days=3)
    with DeadlySite(stories=press, faults={"/news/nation/": slow(1, times=1)}) as site:
        site.strike(at=4)  # after robots.txt, both ways in, and with the news sitemap read
        assert end(begin(tmp_path, site), tmp_path).exit_code == KILLED
        done = crawl_into(tmp_path, site)

    assert_whole(done, set(press.newest("news/nation")))


def test_a_listing_that_failed_is_walked_from_there_by_the_next_run(tmp_path: Path) -> None:
    press = Press(160, 5, days=3)
    with Edition(stories=press, faults={"/news/nation/": replace(UNAVAILABLE, times=2)}) as site:
        assert crawl_into(tmp_path, site).verdict["ways_in"]["listing"] == "failed: HTTP 503"
        done = crawl_into(tmp_path, site)

    assert_whole(done, set(press.newest("news/nation")))
