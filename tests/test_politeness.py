"""Politeness, as the site's own log shows it: what is asked for, when, and how often."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, Crawl, scrapy
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser
from sqlalchemy import select

from shinenews.edition import scenarios
from shinenews.edition.press import Press
from shinenews.edition.server import Edition, Hit
from shinenews.edition.timeline import Fault, stories_on
from shinenews.middlewares.politeness import PolitenessMiddleware, PolitePace, pause_asked_for
from shinenews.store.database.opening import open_database
from shinenews.store.tables import pages, validators

Crawler = Callable[..., Crawl]
NATION = {id_: story for id_, story in stories_on(1).items() if story.directory == "news/nation"}
MAP, LISTING = "/sitemap-news.xml", "/news/nation/"
ASKED = Request("https://www.shine.cn/")
ONE_BY_ONE = ("-s", "CONCURRENT_REQUESTS=1", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
PACED = (*ONE_BY_ONE, "-a", "via=newsmap")
IMPATIENT = ("-s", "CONCURRENT_REQUESTS=8", "-a", "via=newsmap")
JUST_UNDER = 0.85
"""A request is noted when it has come, which may take longer for the first on a connection."""


def politeness(delay: float = 0, longest: float = 300) -> PolitenessMiddleware:
    return PolitenessMiddleware(PolitePace(1, delay, 0), longest, "shinenews", lambda *_: None, lambda: True)


def gaps(hits: list[Hit]) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(hits)]


def visits(edition: Edition) -> list[Hit]:
    return [hit for hit in edition.requests if hit.path.startswith("/news/nation/2")]


def since(edition: Edition, asked: int = 0) -> list[Hit]:
    """Give the requests after so many, without those for robots.txt."""
    return [hit for hit in edition.requests[asked:] if hit.path != "/robots.txt"]


def statuses(edition: Edition, asked: int) -> dict[str, int]:
    return {hit.path: hit.status for hit in since(edition, asked) if hit.path in {MAP, LISTING}}


def test_a_quiet_run_costs_three_requests_and_no_page(crawl: Crawler) -> None:
    with Edition(stories=Press(30, 5)) as edition:
        crawl(edition)
        asked = len(edition.requests)
        done = crawl(edition)

    assert (done.exit_code, done.outcomes()) == (0, {})
    assert done.verdict["ways_in"] == {"newsmap": "read", "listing": "read"}
    assert len(edition.requests) - asked == 3
    assert statuses(edition, asked) == {MAP: 304, LISTING: 304}
    assert done.verdict["bytes"] < 2000


def test_what_is_new_is_found_behind_pages_that_were_the_same_before(edition: Edition, crawl: Crawler) -> None:
    crawl(edition)
    crawl(edition)
    edition.day = 3
    asked = len(edition.requests)
    done = crawl(edition)

    assert statuses(edition, asked) == {MAP: 200, LISTING: 200}
    truth = {id_ for id_, story in stories_on(3).items() if story.directory == "news/nation"}
    assert truth <= {article["id"] for article in done.articles()}


def test_more_than_what_is_new_is_asked_for_whole(crawl: Crawler) -> None:
    with Edition(stories=Press(8, 5)) as edition:
        crawl(edition)
        for argument in ("since=2024-10-01", "until=2024-11-01", "revisit=all"):
            asked = len(edition.requests)
            crawl(edition, "-a", argument)
            assert statuses(edition, asked) == {MAP: 200, LISTING: 200}, argument


def test_a_way_in_of_which_only_some_days_were_stored_is_asked_for_whole(edition: Edition, crawl: Crawler) -> None:
    crawl(edition, "-a", "since=2024-11-11")
    asked = len(edition.requests)
    done = crawl(edition)

    assert statuses(edition, asked) == {MAP: 200, LISTING: 200}
    assert {article["id"] for article in done.articles()} == NATION.keys()


def test_a_news_sitemap_read_for_one_section_is_asked_for_whole_for_another(edition: Edition, crawl: Crawler) -> None:
    crawl(edition, "-a", "via=newsmap")
    asked = len(edition.requests)
    crawl(edition, "-a", "via=newsmap", spider="metro")
    crawl(edition, "-a", "via=newsmap", spider="metro")

    assert [hit.status for hit in since(edition, asked) if hit.path == MAP] == [200, 304]


def test_a_listing_whose_walk_broke_off_is_asked_for_whole(crawl: Crawler) -> None:
    with Edition(stories=Press(200, 5), faults={"/news/nation/[?]page=3": scenarios.HUNG_UP}) as edition:
        done = crawl(edition, "-a", "via=listing")
    assert done.exit_code == 5
    with Edition(stories=Press(200, 5)) as edition:
        done = crawl(edition, "-a", "via=listing")
        assert [hit.status for hit in edition.requests if hit.path == LISTING] == [200]
        assert {article["id"] for article in done.articles()} == set(Press(200, 5).newest("news/nation"))
        asked = len(edition.requests)
        crawl(edition, "-a", "via=listing")
        assert statuses(edition, asked) == {LISTING: 304}


def test_a_way_in_whose_addresses_were_not_stored_is_asked_for_whole(
    edition: Edition, crawl: Crawler, tmp_path: Path
) -> None:
    crawl(edition, "-a", "limit=1", spider="metro")
    database = open_database(tmp_path / "data")
    with database.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON pages WHEN NEW.section = 'news/nation' "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    crawl(edition)
    with database.begin() as connection:
        marks = connection.execute(select(validators.c.path).where(validators.c.section == "news/nation")).all()
        assert marks == connection.execute(select(pages).where(pages.c.section == "news/nation")).all() == []
        connection.exec_driver_sql("DROP TRIGGER full")
    database.dispose()
    asked = len(edition.requests)
    done = crawl(edition)

    assert statuses(edition, asked) == {MAP: 200, LISTING: 200}
    assert {article["id"] for article in done.articles()} == NATION.keys()


def test_a_way_in_without_articles_leaves_no_marks(crawl: Crawler) -> None:
    empty = scenarios.marked(b"<urlset></urlset>", "application/xml")
    with Edition(faults={MAP: empty}) as edition:
        first, second = crawl(edition), crawl(edition)
        assert [hit.conditional for hit in edition.requests if hit.path == MAP] == [False, False]

    assert first.verdict["ways_in"]["newsmap"] == second.verdict["ways_in"]["newsmap"] == "changed: it names no article"


def test_a_site_that_says_unasked_that_nothing_changed_is_not_believed(crawl: Crawler) -> None:
    with Edition(faults={MAP: scenarios.UNCHANGED, LISTING: scenarios.UNCHANGED}) as edition:
        done = crawl(edition)

    assert done.exit_code == 3
    assert set(done.verdict["ways_in"].values()) == {"failed: HTTP 304"}


def test_the_crawl_delay_is_the_least_time_between_requests(crawl: Crawler) -> None:
    rules = "User-agent: *\nCrawl-delay: 30\n\nUser-agent: shinenews\nCrawl-delay: 0.6\n"
    throttled = ("-s", "AUTOTHROTTLE_ENABLED=1", "-s", "AUTOTHROTTLE_START_DELAY=0.1", "-s", "DOWNLOAD_DELAY=0.1")
    with Edition(faults={"/robots.txt": scenarios.robots(rules)}) as edition:
        done = crawl(edition, *IMPATIENT, *throttled, "-a", "limit=3")
        assert min(gaps(edition.requests)) > 0.6 * JUST_UNDER

    assert done.outcomes() == {"new": 3}
    assert "Crawl-delay" not in done.said


def test_a_crawl_delay_beyond_a_minute_is_cut_to_one_and_told(caplog: pytest.LogCaptureFixture) -> None:
    middleware = politeness()
    for asked, floor in (("5", 5), ("3600", 60), ("inf", 0), ("nan", 0), ("-1", 0), ("soon", 0)):
        caplog.clear()
        middleware.robots_parsed(ProtegoRobotParser(f"User-agent: *\nCrawl-delay: {asked}".encode(), None))
        assert middleware.pace.floor == floor
        assert ("asks for a Crawl-delay of" in caplog.text) == (floor == 60)


def test_the_download_delay_stays_the_least_when_the_site_asks_for_less() -> None:
    middleware = politeness(delay=2)
    middleware.robots_parsed(ProtegoRobotParser(b"User-agent: *\nCrawl-delay: 1", None))
    assert middleware.pace.download_delay() == 2
    middleware.robots_parsed(ProtegoRobotParser(b"User-agent: *\nCrawl-delay: 5", None))
    middleware.pace.delay = 2.5  # AutoThrottle's doing
    assert middleware.pace.download_delay() == 5


@pytest.mark.parametrize("status", [429, 503])
def test_the_whole_site_rests_as_long_as_it_asks_for_and_the_page_is_tried_again(status: int, crawl: Crawler) -> None:
    tired = Fault(status=status, headers={"Retry-After": "1"}, times=1)
    with Edition(faults={"/news/nation/24*": tired}) as edition:
        done = crawl(edition, *PACED, "-a", "limit=3")
        hits = visits(edition)

    assert hits[1].at - hits[0].at > 1
    assert [hit.status for hit in hits if hit.path == hits[0].path] == [status, 200]
    assert done.outcomes() == {"new": 3}


def test_nothing_that_waits_in_line_is_sent_while_the_site_rests(crawl: Crawler) -> None:
    with Edition(faults={"/news/nation/24*": scenarios.too_many(1)}) as edition:
        done = crawl(edition, *IMPATIENT, "-s", "DOWNLOAD_DELAY=0.1", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        hits = visits(edition)

    assert (hits[0].status, done.exit_code) == (429, 0)
    assert hits[1].at - hits[0].at > 1


def test_a_pause_until_a_date_is_kept(crawl: Crawler) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    tired = Fault(status=503, headers={"Retry-After": until}, times=1)
    with Edition(faults={MAP: tired}) as edition:
        done = crawl(edition, *ONE_BY_ONE, "-a", "limit=1", "-s", "SHINENEWS_LONGEST_PAUSE=0.5")
        after = since(edition)

    state = done.verdict["ways_in"]["newsmap"]
    assert re.fullmatch(r"failed: the site asks to wait 7\d\d\d s", state)
    assert after[1].at - after[0].at > 0.5
    assert (done.verdict["ways_in"]["listing"], done.outcomes()) == ("read", {"new": 1})


def test_a_page_whose_pause_is_too_long_fails_and_stays_due(crawl: Crawler) -> None:
    with Edition(faults={"/news/nation/24*": scenarios.too_many(3600)}) as edition:
        done = crawl(edition, *PACED, "-s", "SHINENEWS_LONGEST_PAUSE=0.3", "-a", "limit=3")
        assert (done.exit_code, done.outcomes()) == (5, {"new": 2, "failed": 1})
        assert done.verdict["reasons"]["failed"] == {"the site asks to wait 3600 s": 1}
        failed, asked = visits(edition)[0], len(edition.requests)
        assert crawl(edition, *PACED).exit_code == 0
        assert failed.path in {hit.path for hit in since(edition, asked)}


def test_a_site_that_keeps_asking_for_hours_is_left_alone(crawl: Crawler) -> None:
    with Edition(faults={"/news/nation/24*": scenarios.too_many(3600, times=None)}) as edition:
        done = crawl(edition, *PACED, "-s", "SHINENEWS_LONGEST_PAUSE=0.1")
        assert len(visits(edition)) == 3

    assert done.exit_code == 5
    [(reason, count)] = done.verdict["reasons"]["failed"].items()
    assert reason == "the site asks to wait 3600 s"
    assert count == done.outcomes()["failed"] > 3


def test_a_site_that_stays_in_trouble_is_given_up(crawl: Crawler) -> None:
    with Edition(faults={"/news/nation/24*": Fault(status=503)}) as edition:
        done = crawl(edition, *PACED, "-s", "DOWNLOAD_DELAY=0.05", "-s", "SHINENEWS_LONGEST_PAUSE=0.2")
        assert [hit.status for hit in visits(edition)] == [503] * 5
        again = crawl(edition, *PACED, "-s", "DOWNLOAD_DELAY=0.05", "-s", "SHINENEWS_LONGEST_PAUSE=0.2")

    assert (done.exit_code, again.exit_code) == (5, 3)
    assert "the site is in trouble (HTTP 503) however long the pause" in done.verdict["reasons"]["failed"]
    assert again.verdict["ways_in"]["newsmap"] == "failed: the site is in trouble (HTTP 503) however long the pause"


def test_the_site_is_asked_ever_more_slowly_while_it_is_in_trouble_and_then_faster_again(crawl: Crawler) -> None:
    trouble = Fault(status=503, times=3)
    steady = ("-s", "DOWNLOAD_DELAY=0.2", "-s", "DOWNLOAD_DELAY_JITTER=0", "-s", "RETRY_TIMES=3", "-a", "limit=5")
    with Edition(faults={"/news/nation/24*": trouble}) as edition:
        done = crawl(edition, *PACED, *steady)
        hits = visits(edition)

    assert [hit.status for hit in hits] == [503, 503, 503, 200, 200, 200, 200, 200]
    least = [0.2, 0.4, 0.8, 0.4, 0.2, 0.2, 0.2]
    assert all(gap > seconds * JUST_UNDER for gap, seconds in zip(gaps(hits), least, strict=True))
    assert done.outcomes() == {"new": 5}


def test_backing_off_has_its_limits_and_is_recovered_from_step_by_step() -> None:
    middleware = politeness(delay=2, longest=10)
    answers = [503, 429, 503, 503, 200, 404, 304, 200]
    delays = []
    for status in answers:
        middleware.process_response(ASKED, Response("https://www.shine.cn/", status))
        middleware.pace.not_before = 0.0
        delays.append(middleware.pace.download_delay())
    assert delays == [2, 4, 8, 10, 5, 2.5, 2, 2]


def test_tries_stay_bounded(crawl: Crawler) -> None:
    with Edition(faults={MAP: scenarios.UNAVAILABLE}) as edition:
        done = crawl(edition, *PACED, "-s", "RETRY_TIMES=2")
        assert len(since(edition)) == 3

    assert done.verdict["ways_in"] == {"newsmap": "failed: HTTP 503"}


def test_one_request_at_a_time_is_on_its_way(crawl: Crawler) -> None:
    with Edition(faults={"*": scenarios.slow(0.3)}) as edition:
        crawl(edition, *PACED, "-a", "limit=3")
        assert min(gaps(edition.requests)) > 0.3 * JUST_UNDER


def test_a_crawl_that_is_stopped_does_not_wait_for_the_end_of_a_pause(tmp_path: Path) -> None:
    with Edition(faults={MAP: scenarios.too_many(200)}) as edition:
        own = {"SHINENEWS_SITE": edition.origin, "SHINENEWS_DATA": str(tmp_path / "data")}
        command = [sys.executable, "-m", "scrapy", "crawl", "nation", "-s", "DOWNLOAD_DELAY=0"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 30
        while len(edition.requests) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)

    assert process.returncode == 143


@pytest.mark.parametrize("value", ["", "-5", "soon", "9" * 5000, "Mon, 99 Nov 2024 12:00:00 GMT", "1.5"])
def test_a_pause_that_makes_no_sense_is_no_pause_or_an_endless_one(value: str) -> None:
    asked = pause_asked_for(Response("https://www.shine.cn/", 429, headers={"Retry-After": value}))
    assert asked == (float("inf") if value.startswith("9") else None)


def test_the_longest_pause_is_read_from_the_environment() -> None:
    words = ("settings", "--get", "SHINENEWS_LONGEST_PAUSE")
    assert scrapy(*words).stdout.strip() == "300"
    assert scrapy(*words, environment={"SHINENEWS_LONGEST_PAUSE": "60"}).stdout.strip() == "60"


def test_a_listing_that_lags_behind_the_news_sitemap_is_walked_when_it_catches_up(crawl: Crawler) -> None:
    press = Press(200, 5)
    new = list(press.newest("news/nation"))[:60]
    before = {story.id: story for story in press if story.id not in new}
    ahead = before | {story.id: story for story in press if story.id in new[:5]}
    with Edition(stories=before) as edition:
        crawl(edition)
    with Edition(stories=ahead, faults={LISTING: scenarios.UNCHANGED}) as edition:
        done = crawl(edition)
        assert done.verdict["ways_in"] == {"newsmap": "read", "listing": "read"}
        assert done.outcomes().keys() == {"new"}
    with Edition(stories=press) as edition:
        done = crawl(edition, "-a", "via=listing")
        assert [hit.conditional for hit in edition.requests if hit.path == LISTING] == [False]

    assert {article["id"] for article in done.articles()} == set(press.newest("news/nation"))
