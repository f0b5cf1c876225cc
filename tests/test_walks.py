"""The walk through a listing: whatever broke it off, and whatever came between, its end is reached once."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Crawl, crawl_into

from shinenews.edition import scenarios
from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault

Crawler = Callable[..., Crawl]
PRESS = Press(160, 5)
NATION = set(PRESS.newest("news/nation"))
NEWEST = PRESS.newest("news/nation")[0]
BEFORE = {story.id: story for story in PRESS if story.id != NEWEST}
LAST_WEEK = ("-a", "since=2024-11-04")


def stored(done: Crawl) -> set[str]:
    return {article["id"] for article in done.articles()}


@pytest.mark.parametrize(
    "first",
    [
        ("-a", "limit=8"),
        LAST_WEEK,
        ("-a", "since=2024-10-20", "-a", "until=2024-11-01"),
        ("-a", "until=2024-10-01"),
    ],
    ids=" ".join,
)
def test_a_run_that_asked_for_less_hides_nothing_from_the_next(first: tuple[str, ...], crawl: Crawler) -> None:
    with Edition(stories=BEFORE) as edition:
        assert crawl(edition, *first).exit_code == 0
    with Edition(stories=PRESS) as edition:
        done = crawl(edition)

    assert (done.exit_code, stored(done)) == (0, NATION)


@pytest.fixture
def crawl_on(tmp_path: Path) -> Crawler:
    """Crawl into the test's own data folder, the clock standing at a time of one day."""

    def crawl(time: str, site: Edition) -> Crawl:
        return crawl_into(tmp_path, site, program=("tests/dated.py", f"2025-06-01T{time}+00:00"))

    return crawl


@pytest.fixture
def crawl_at_noon(tmp_path: Path) -> Crawler:
    """Crawl into the test's own data folder again and again, each time within the same second."""
    tenths = iter(range(1, 10))

    def crawl(site: Edition, *words: str) -> Crawl:
        moment = f"2025-06-01T12:00:00.{next(tenths)}+00:00"
        return crawl_into(tmp_path, site, *words, program=("tests/dated.py", moment))

    return crawl


def test_a_run_walks_no_listing_again_that_another_walked_in_the_same_second(crawl_at_noon: Crawler) -> None:
    with Edition(stories=PRESS) as edition:
        first = crawl_at_noon(edition, "-a", "via=listing")
        edition.requests.clear()
        assert crawl_at_noon(edition, "-a", "via=listing", "-a", "revisit=all").exit_code == 0
        turned = [hit.path for hit in edition.requests if hit.path.startswith("/news/nation/?")]

    assert (stored(first), turned) == (NATION, [])


def test_runs_that_begin_in_the_same_second_hide_nothing_from_each_other(crawl_at_noon: Crawler) -> None:
    some = PRESS.newest("news/nation")[:60]
    before = {story.id: story for story in PRESS if story.id not in some}
    ahead = before | {story.id: story for story in PRESS if story.id in list(some)[:5]}
    with Edition(stories=before) as edition:
        crawl_at_noon(edition)
    with Edition(stories=ahead, faults={"/news/nation/": scenarios.UNCHANGED}) as edition:
        assert crawl_at_noon(edition).outcomes().keys() == {"new"}
    with Edition(stories=PRESS) as edition:
        done = crawl_at_noon(edition, "-a", "via=listing")
        assert [hit.conditional for hit in edition.requests if hit.path == "/news/nation/"] == [False]

    assert (done.exit_code, stored(done)) == (0, NATION)


def test_a_walk_that_broke_off_goes_on_though_some_days_were_asked_for_between(crawl: Crawler) -> None:
    with Edition(stories=BEFORE) as edition:
        crawl(edition, "-a", "limit=3")
        crawl(edition, *LAST_WEEK)
    with Edition(stories=PRESS) as edition:
        done = crawl(edition)
        asked = len(edition.requests)
        assert crawl(edition).exit_code == 0
        assert len(edition.requests) - asked == 3

    assert (done.exit_code, stored(done)) == (0, NATION)


def test_some_days_of_a_section_that_is_known_leave_no_walk_behind(crawl: Crawler) -> None:
    with Edition(stories=PRESS) as edition:
        crawl(edition)
        crawl(edition, *LAST_WEEK)
        asked = len(edition.requests)
        assert crawl(edition).exit_code == 0
        assert len(edition.requests) - asked == 3


HTML = {"Content-Type": "text/html; charset=utf-8"}
DEEPER = "/news/nation/?page=2"
FEW = Press(40, 5)
FEW_OF_NATION = set(FEW.newest("news/nation"))
BAD = {
    "an apology": scenarios.APOLOGY,
    "a blank": Fault(headers=HTML, body=b" "),
    "JSON": Fault(headers={"Content-Type": "application/json"}, body=b"{}"),
    "the home page": Fault(status=302, headers={"Location": "/"}),
    "the first page": Fault(status=302, headers={"Location": "/news/nation/"}),
    "half of what was packed": Fault(headers=HTML | {"Content-Encoding": "gzip"}, body=gzip.compress(b"<p>" * 99)[:-9]),
    "half of it": Fault(kind="fade"),
    "a part of it": Fault(status=206, headers=HTML, body=b"<p>Rain"),
}


GONE = Fault(status=404)
EMPTY = Fault(
    headers=HTML, body=b"<!DOCTYPE html><title>Nation</title><a href='/news/nation/'>Nation</a><p>No more news</p>"
)


@pytest.mark.parametrize("name", BAD)
def test_a_page_of_the_listing_that_is_none_for_a_while_loses_nothing(name: str, crawl_on: Crawler) -> None:
    with Edition(stories=FEW, faults={DEEPER: BAD[name]}) as edition:
        done = crawl_on("12:00", edition)
    assert done.exit_code == 5
    assert done.verdict["warnings"][0].startswith(f"the listing broke off at {DEEPER}: ")
    assert stored(done) < FEW_OF_NATION

    with Edition(stories=FEW) as edition:
        done = crawl_on("13:00", edition)
    assert (done.exit_code, stored(done)) == (0, FEW_OF_NATION)


@pytest.mark.parametrize(
    ("answer", "reason"), [(GONE, "HTTP 404"), (EMPTY, "it names no further article")], ids=["gone", "empty"]
)
def test_a_page_that_looks_like_the_end_of_the_listing_is_looked_at_once_more(
    answer: Fault, reason: str, crawl_on: Crawler
) -> None:
    with Edition(stories=FEW, faults={DEEPER: answer}) as edition:
        done = crawl_on("12:00", edition)
        assert done.exit_code == 0
        assert done.verdict["warnings"] == [f"the listing seems to end before {DEEPER}: {reason}"]
        edition.requests.clear()
        crawl_on("12:30", edition)
        assert [hit.path for hit in edition.requests].count(DEEPER) == 1

    with Edition(stories=FEW) as edition:
        done = crawl_on("13:00", edition)
    assert (done.exit_code, stored(done)) == (0, FEW_OF_NATION)


@pytest.mark.parametrize("name", ["an apology", "gone"])
def test_a_page_of_the_listing_that_is_not_there_for_an_hour_is_its_end(name: str, crawl_on: Crawler) -> None:
    with Edition(stories=FEW, faults={DEEPER: (BAD | {"gone": GONE})[name]}) as edition:
        warned, asked = [], []
        for time in ("12:00", "12:30", "14:00", "15:00"):
            edition.requests.clear()
            warned.append(len(crawl_on(time, edition).verdict["warnings"]))
            asked.append([hit.path for hit in edition.requests].count(DEEPER))

    assert (warned, asked) == ([1, 1, 0, 0], [1, 1, 1, 0])


def test_a_listing_that_names_nothing_when_it_is_first_asked_hides_nothing_from_the_next_run(crawl: Crawler) -> None:
    with Edition(stories=FEW, faults={"/news/nation/": scenarios.APOLOGY}) as edition:
        crawl(edition)
    with Edition(stories=FEW) as edition:
        done = crawl(edition)

    assert (done.exit_code, stored(done)) == (0, FEW_OF_NATION)
