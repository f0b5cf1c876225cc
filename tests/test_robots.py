"""robots.txt as RFC 9309 has it: what its answers allow a crawl to ask for."""

from collections.abc import Callable

import pytest
from conftest import Crawl
from scrapy.http import Response

from shinenews.edition import scenarios
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault
from shinenews.middlewares.robots import rules_in

Crawler = Callable[..., Crawl]
FEW = ("-a", "via=newsmap", "-a", "limit=1")
FORBID_ALL = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("status", [401, 404])
def test_a_site_without_rules_may_be_read_whatever_the_error_page_says(status: int, crawl: Crawler) -> None:
    with Edition(faults={"/robots.txt": Fault(status=status, body=FORBID_ALL)}) as edition:
        done = crawl(edition, *FEW)

    assert (done.exit_code, done.outcomes()) == (0, {"new": 1})


UNREADABLE = {
    "in trouble": (scenarios.UNAVAILABLE, "HTTP 503"),
    "overrun": (Fault(status=429), "HTTP 429"),
    "hung up": (scenarios.HUNG_UP, "the connection broke off"),
    "broken off": (scenarios.TRUNCATED, "the page broke off"),
    "moved to another host": (scenarios.MOVED_AWAY, "it leads to another host, https://successor.example"),
    "moved in a circle": (Fault(status=301, headers={"Location": "/robots.txt?again"}), "max redirections reached"),
    "moved to a file": (Fault(status=301, headers={"Location": "file:///etc/hosts"}), "HTTP 301"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_nothing_is_asked_for_when_the_rules_cannot_be_read(name: str, crawl: Crawler) -> None:
    fault, reason = UNREADABLE[name]
    with Edition(faults={"/robots.txt*": fault}) as edition:
        done = crawl(edition)
        assert {hit.path.partition("?")[0] for hit in edition.requests} == {"/robots.txt"}

    assert done.exit_code == 3
    failed = f"failed: robots.txt could not be read ({reason}), so nothing may be asked for"
    assert done.verdict["ways_in"] == {"newsmap": failed, "listing": failed}
    assert "Traceback" not in done.said


def test_pages_that_are_due_stay_due_when_the_rules_cannot_be_read(crawl: Crawler) -> None:
    faults = {"/news/nation/24*": scenarios.HUNG_UP}
    with Edition(faults=faults) as edition:
        crawl(edition, *FEW)
    with Edition(faults={"/robots.txt": scenarios.UNAVAILABLE}) as edition:
        done = crawl(edition)
        assert {hit.path for hit in edition.requests} == {"/robots.txt"}

    assert done.exit_code == 3
    [(reason, count)] = done.verdict["reasons"]["skipped"].items()
    assert reason == "robots.txt could not be read (HTTP 503), so nothing may be asked for"
    with Edition() as edition:
        assert crawl(edition, "-a", "via=newsmap").outcomes() == {"new": count}


def test_the_rules_are_asked_for_once(crawl: Crawler) -> None:
    with Edition(faults={"/robots.txt": scenarios.slow(0.5)}) as edition:
        crawl(edition, "-a", "limit=3")
        paths = [hit.path for hit in edition.requests]

    assert paths[0] == "/robots.txt"
    assert paths.count("/robots.txt") == 1


def test_rules_that_moved_within_the_site_are_followed_there_for_five_steps(crawl: Crawler) -> None:
    moved = {f"/robots.txt{'+' * step}": f"/robots.txt{'+' * (step + 1)}" for step in range(5)}
    faults = {path: Fault(status=302, headers={"Location": target}) for path, target in moved.items()}
    rules = scenarios.robots("User-agent: shinenews\nDisallow: /news/\n")
    with Edition(faults=faults | {"/robots.txt+++++": rules}) as edition:
        done = crawl(edition, "-a", "via=listing")
        assert [hit.path for hit in edition.requests] == [*moved, "/robots.txt+++++"]

    assert done.exit_code == 3
    assert done.verdict["ways_in"] == {"listing": "failed: forbidden by robots.txt"}


@pytest.mark.parametrize("name", ["ShineNews", "shinenews/0.1 (+https://team.example)"])
def test_rules_for_this_crawler_go_before_those_for_all(name: str, crawl: Crawler) -> None:
    rules = scenarios.robots(f"User-agent: *\nDisallow: /\n\nUser-agent: {name}\nDisallow: /news/nation/\n")
    with Edition(faults={"/robots.txt": rules}) as edition:
        done = crawl(edition)
        assert [hit.path for hit in edition.requests] == ["/robots.txt", "/sitemap-news.xml"]

    assert done.exit_code == 3
    assert set(done.verdict["reasons"]) == {"skipped"}


def test_of_long_rules_the_first_500_kib_count_in_whole_lines() -> None:
    lines = b"".join(b"Disallow: /drafts/%07d\n" % number for number in range(40_000))
    read = rules_in(Response("https://www.shine.cn/robots.txt", body=lines))

    assert 499 * 1024 < len(read) <= 500 * 1024
    assert lines.startswith(read)
    assert read.endswith(b"\n")
    assert rules_in(Response("https://www.shine.cn/robots.txt", body=FORBID_ALL)) == FORBID_ALL
