"""The pocket edition as a client meets it: over HTTP, on loopback."""

import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPMessage, IncompleteRead, RemoteDisconnected
from itertools import combinations
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from parsel import Selector
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from shinenews.commands.edition import Command
from shinenews.edition import scenarios
from shinenews.edition.markups.wardrobe import MARKUPS
from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.stories import ListItem, Picture, Quotation, Story, Subheading
from shinenews.edition.timeline import DAYS, Fault, stories_on
from shinenews.site import ORIGIN, article_address

FERRY = "/news/nation/2411106018/"
LISTING = "/news/nation/"


class Reply(NamedTuple):
    status: int
    headers: HTTPMessage
    text: str


def ask(edition: Edition, path: str, method: str = "GET", **headers: str) -> Reply:
    connection = HTTPConnection(urlsplit(edition.origin).netloc, timeout=5)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"User-Agent": "reader", **named})
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read().decode("utf-8", "replace"))
    finally:
        connection.close()


def links(page: str) -> list[str]:
    return Selector(page).css("a::attr(href)").getall()


def articles_listed(edition: Edition, path: str) -> list[str]:
    """Follow a listing from page to page; return the ids of its cards."""
    found: list[str] = []
    page = 1
    while (reply := ask(edition, f"{path}?page={page}")).status == 200:
        ids = [address.id for link in links(reply.text) if (address := article_address(link))]
        found += dict.fromkeys(ids)
        page += 1
    return found


def visible_text(page: str) -> str:
    return " ".join(Selector(page).xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall())


def packed(text: str) -> str:
    """Drop all white space, which inline elements may or may not bring."""
    return "".join(text.split())


class Nesting(HTMLParser):
    """Collects the end tags that don't close what was opened last, and what is never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in {"meta", "link", "img", "br", "input", "source"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def misnested(page: str) -> list[str]:
    nesting = Nesting()
    nesting.feed(page)
    return nesting.wrong + nesting.open


@pytest.fixture(scope="module")
def first_day() -> Iterator[Edition]:
    with Edition() as edition:
        yield edition


def test_the_first_day_has_its_sections_and_sixty_days() -> None:
    stories = stories_on(1).values()
    nation = [story for story in stories if story.directory == "news/nation"]
    days = {story.published_at.date() for story in stories}
    assert len(stories) >= 90
    assert len(nation) >= 60
    assert {story.directory for story in stories} == {"news/nation", "news/metro", "biz/tech", "biz/economy"}
    assert (min(days).isoformat(), max(days).isoformat()) == ("2024-09-13", "2024-11-11")
    assert all(story.id.startswith(f"{story.published_at:%y%m%d}") for story in stories)


SHAPES: dict[str, Callable[[Story], object]] = {
    "agency": lambda story: story.byline == ("Xinhua",),
    "staff": lambda story: story.is_by_staff and len(story.byline) == 1,
    "two authors": lambda story: len(story.byline) == 2,
    "no byline": lambda story: not story.byline,
    "photo essay": lambda story: len(story.images) > 3 and len(story.body.split()) < 20,
    "caption and credit": lambda story: Picture in {type(p) for p in story.images if p.caption and p.credit},
    "no caption": lambda story: any(p.credit and not p.caption for p in story.images),
    "no credit": lambda story: any(p.caption and not p.credit for p in story.images),
    "bare picture": lambda story: any(not p.caption and not p.credit for p in story.images),
    "summary like the body": lambda story: story.summary and story.body.startswith(story.summary.rstrip(".")),
    "summary unlike the body": lambda story: story.summary and story.summary.rstrip(".") not in story.body,
    "no summary": lambda story: story.summary is None,
    "caption is summary": lambda story: any(p.caption == story.summary for p in story.images if p.caption),
    "tags": lambda story: len(story.tags) > 1,
    "source only": lambda story: story.source and not story.editor,
    "editor only": lambda story: story.editor and not story.source,
    "no source line": lambda story: not story.editor and not story.source,
    "curly quotes": lambda story: "“" in story.body and "’" in story.body,
    "Chinese": lambda story: "雨香瓦" in story.body,
    "emoji": lambda story: "🌱" in story.body,
    "correction": lambda story: "Correction: " in story.body,
    "markup characters": lambda story: "<" in story.body and "&" in story.body,
    "subheading": lambda story: Subheading in map(type, story.blocks),
    "list": lambda story: ListItem in map(type, story.blocks),
    "quotation": lambda story: Quotation in map(type, story.blocks),
    "video": lambda story: story.videos,
    "comments": lambda story: story.comment_count,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_first_day_has_every_shape_of_article(shape: str) -> None:
    assert any(SHAPES[shape](story) for story in stories_on(1).values())


def shingles(story: Story) -> set[tuple[str, ...]]:
    words = story.body.split()
    return set(zip(words, words[1:], words[2:], strict=False))


def test_bodies_are_distinct_but_for_the_one_story_that_ran_twice() -> None:
    bodies = {story.id: shingles(story) for story in stories_on(4).values() if len(story.body.split()) > 20}
    alike = [
        {one, other}
        for one, other in combinations(bodies, 2)
        if len(bodies[one] & bodies[other]) > 0.5 * len(bodies[one] | bodies[other])
    ]
    assert alike == [{"2410301642", "2411013111"}]


def truth_in_page_order(story: Story) -> list[str]:
    pieces = [*story.section_path, story.title, *story.byline, f"{story.published_at:%H:%M UTC+8, %Y-%m-%d}"]
    pieces += [story.summary] if story.summary else []
    pieces += [*story.byline, f"{story.published_at:%H:%M UTC+8, %Y-%m-%d}", str(story.comment_count)]
    for block in story.blocks:
        if isinstance(block, Picture):
            pieces += filter(None, [block.credit, block.caption])
        elif hasattr(block, "text"):
            pieces.append(block.text)
    pieces += [f"Source: {story.source}"] if story.source else []
    pieces += [f"Editor: {story.editor}"] if story.editor else []
    return [*pieces, *story.tags, "About Us", "Copyright", "Search", "Top"]


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_page_is_well_formed_and_shows_the_whole_truth_in_order(markup: str) -> None:
    with Edition(3, markup=markup) as edition:
        for story in stories_on(3).values():
            page = ask(edition, story.path).text
            text, place = packed(visible_text(page)), 0
            for piece in truth_in_page_order(story):
                place = text.find(packed(piece), place)
                assert place >= 0, (story.id, piece)
                place += len(packed(piece))
            assert all(picture.url in page for picture in story.images)
            assert f'content="{story.url}"' in page
            assert misnested(page) == []


@pytest.mark.parametrize("path", ["/news/nation/", "/news/metro/", "/biz/tech/", "/biz/economy/"])
def test_pages_of_a_listing_show_every_article_once_and_newest_first(first_day: Edition, path: str) -> None:
    section = [story for story in stories_on(1).values() if story.path.startswith(path)]
    newest_first = sorted(section, key=lambda story: story.published_at, reverse=True)
    assert articles_listed(first_day, path) == [story.id for story in newest_first]


def test_a_listing_has_twenty_cards_and_a_way_to_the_next_page(first_day: Edition) -> None:
    text = ask(first_day, LISTING).text
    page = Selector(text)
    assert misnested(text) == []
    assert len(page.css("div.list-story div.list-card-text h2")) == 20
    assert page.css("div.list-story img::attr(data-original)").get()
    assert page.css("a[rel=next]::attr(href)").getall() == ["/news/nation/?page=2"]
    assert ask(first_day, f"{LISTING}?page=99").status == 404


def test_fronts_authors_and_quiet_sections_have_pages(first_day: Edition) -> None:
    assert Selector(ask(first_day, "/news/").text).css("div.row-story > div.top-story")
    assert "Mountain rescue team" in ask(first_day, "/guyilan/").text
    assert ask(first_day, "/news/world/").status == 200
    assert ask(first_day, "/nobody/").status == 404


def test_the_sitemap_has_the_newest_two_days_of_all_sections(first_day: Edition) -> None:
    entries = Selector(ask(first_day, "/sitemap-news.xml").text, type="xml")
    entries.remove_namespaces()
    listed = dict(
        zip(
            entries.xpath("//url/loc/text()").getall(),
            entries.xpath("//url/news/title/text()").getall(),
            strict=True,
        )
    )
    newest = [story for story in stories_on(1).values() if story.id[:6] in {"241111", "241110"}]
    assert listed == {story.url: story.title for story in newest}
    assert len({story.directory for story in newest}) == 4
    first = entries.xpath("//publication_date/text()").get()
    assert first == "2024-11-11T20:37:00+0800"


def test_the_sitemap_of_everything_leads_to_every_story_by_its_month(first_day: Edition) -> None:
    index = re.findall("<loc>(.*?)</loc>", ask(first_day, "/sitemap.xml").text)
    assert index[0] == "https://www.shine.cn/sitemap-2024-11.xml"
    months = [ask(first_day, url.removeprefix(ORIGIN)).text for url in index]
    named = re.findall("<loc>(.*?)</loc>", "".join(months))
    assert sorted(named) == sorted(story.url for story in stories_on(1).values())
    assert ask(first_day, "/sitemap-1999-01.xml").status == 404


@pytest.mark.parametrize("path", [FERRY, LISTING, "/sitemap-news.xml", "/news/", "/robots.txt"])
def test_a_known_page_is_not_sent_again(first_day: Edition, path: str) -> None:
    first = ask(first_day, path)
    by_tag = ask(first_day, path, If_None_Match=f'"other", {first.headers["ETag"]}')
    by_date = ask(first_day, path, If_Modified_Since=first.headers["Last-Modified"])
    assert (by_tag.status, by_tag.text, by_tag.headers["ETag"]) == (304, "", first.headers["ETag"])
    assert (by_date.status, by_date.text) == (304, "")
    assert ask(first_day, path, If_None_Match='"other"', If_Modified_Since=first.headers["Last-Modified"]).status == 200
    assert ask(first_day, path, If_Modified_Since="Fri, 13 Sep 2024 00:00:00 GMT").status in {200, 304}


def test_head_tells_what_get_would_send(first_day: Edition) -> None:
    head, got = ask(first_day, FERRY, "HEAD"), ask(first_day, FERRY)
    assert (head.status, head.text) == (200, "")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert int(head.headers["Content-Length"]) == len(got.text.encode())


def test_one_connection_serves_many_requests(first_day: Edition) -> None:
    connection = HTTPConnection(urlsplit(first_day.origin).netloc, timeout=5)
    for _ in range(3):
        connection.request("GET", FERRY)
        response = connection.getresponse()
        assert (response.version, response.status) == (11, 200)
        response.read()
    connection.close()


def test_an_address_without_its_slash_leads_to_the_article(first_day: Edition) -> None:
    moved = ask(first_day, FERRY.rstrip("/"))
    assert (moved.status, moved.headers["Location"]) == (301, FERRY)
    assert ask(first_day, "/news/metro/2411106018/").status == 404


def test_requests_are_recorded_in_order() -> None:
    with Edition() as edition:
        ask(edition, FERRY, User_Agent="one")
        ask(edition, "/nothing/?x=1", "HEAD", If_None_Match='"x"')
        first, second = edition.requests
    assert (first.method, first.path, first.status, first.conditional, first.user_agent) == (
        "GET",
        FERRY,
        200,
        False,
        "one",
    )
    assert (second.method, second.path, second.status, second.conditional) == (
        "HEAD",
        "/nothing/?x=1",
        404,
        True,
    )
    assert first.at <= second.at


def test_days_bring_edit_withdraw_and_restore_articles() -> None:
    edited, bell, gone = "/news/nation/2411119043/", "/news/nation/2411123340/", "/news/nation/2411108899/"
    with Edition() as edition:
        assert "Frost warning" in ask(edition, edited).text
        assert (ask(edition, bell).status, ask(edition, gone).status) == (404, 200)
        known = ask(edition, LISTING).headers["ETag"]

        edition.day = 2
        assert "Frost reaches tea gardens early" in ask(edition, edited).text
        assert "Correction: An earlier version" in ask(edition, FERRY).text
        assert (ask(edition, bell).status, ask(edition, gone).status) == (200, 404)
        assert ask(edition, LISTING, If_None_Match=known).status == 200

        edition.day = 3
        assert "Ren Shuhan" in ask(edition, bell).text
        assert ask(edition, gone).status == 404

        edition.day = 4
        assert ask(edition, gone).status == 200
        assert "x-headline" in ask(edition, FERRY).text


def test_the_second_day_has_its_accidents() -> None:
    with Edition(2) as edition:
        assert [ask(edition, "/news/nation/2411127012/").status for _ in range(3)] == [503, 503, 503]
        refused, served = (ask(edition, "/news/nation/2411120850/") for _ in range(2))
        assert (refused.status, refused.headers["Retry-After"], served.status) == (429, "1", 200)
        edition.day = 3
        assert ask(edition, "/news/nation/2411127012/").status == 200


@pytest.mark.parametrize("number", range(1, len(DAYS) + 1))
def test_days_name_only_what_there_is(number: int) -> None:
    script, present = DAYS[number - 1], stories_on(number)
    assert script.number == number
    assert present.keys() >= {*script.appear, *script.edit, *script.restore}
    assert not present.keys() & script.withdraw.keys()
    assert {story.path for story in present.values()} >= script.faults.keys()
    assert all(present[story_id].published_at.date() == script.date for story_id in script.appear)


def edition_with(fault: Fault) -> Edition:
    return Edition(faults={FERRY: fault})


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (scenarios.UNAVAILABLE, 503, "Service Unavailable"),
        (scenarios.FORBIDDEN, 403, "Forbidden"),
        (scenarios.too_many(7), 429, "Too Many Requests"),
        (scenarios.MOVED_AWAY, 302, "Found"),
        (scenarios.BINARY, 200, "PNG"),
        (scenarios.APOLOGY, 200, "Sorry"),
        (scenarios.LOGIN_WALL, 200, "Log in"),
    ],
)
def test_a_fault_takes_the_place_of_the_page(fault: Fault, status: int, words: str) -> None:
    with edition_with(fault) as edition:
        reply = ask(edition, FERRY)
        assert (reply.status, words in reply.text) == (status, True)
        assert reply.headers["Content-Type"].startswith("text/html")
        assert dict(reply.headers.items()).items() >= fault.headers.items()
        assert ask(edition, LISTING).status == 200


def test_a_truncated_page_ends_before_its_length() -> None:
    with edition_with(scenarios.TRUNCATED) as edition, pytest.raises(IncompleteRead):
        ask(edition, FERRY)


def test_a_dropped_connection_brings_nothing() -> None:
    with edition_with(scenarios.HUNG_UP) as edition:
        with pytest.raises(RemoteDisconnected):
            ask(edition, FERRY)
        assert [hit.status for hit in edition.requests] == [0]


def test_a_slow_page_comes_whole() -> None:
    with edition_with(scenarios.slow(0.05)) as edition:
        assert "A ferry without an engine" in ask(edition, FERRY).text


def test_an_edition_closes_while_a_page_is_slow() -> None:
    with edition_with(scenarios.slow(600)) as edition:
        connection = HTTPConnection(urlsplit(edition.origin).netloc, timeout=5)
        connection.request("GET", FERRY)
    connection.close()


def test_faults_take_patterns_and_robots_their_own_rules() -> None:
    rules = "User-agent: *\nDisallow: /news/\n"
    faults = {"/biz/*": scenarios.UNAVAILABLE, "/robots.txt": scenarios.robots(rules)}
    with Edition(faults=faults) as edition:
        assert [ask(edition, path).status for path in ("/biz/tech/", "/biz/economy/?page=1", LISTING)] == [
            503,
            503,
            200,
        ]
        assert ask(edition, "/robots.txt").text == rules


def test_own_stories_take_the_place_of_the_script() -> None:
    press = Press(300_000, days=3000)  # as many as the site has, in all
    with Edition(stories=press, page_bytes=79_000) as edition:
        newest = press.newest("news/nation")[0]
        story = press.story(newest)
        assert story is not None
        page = ask(edition, story.path).text
        assert story.title in unescape(page)
        assert len(page.encode()) == 79_000
        assert newest in ask(edition, LISTING).text
    only = stories_on(1)["2411106018"]
    with Edition(stories={only.id: only}) as edition:
        assert articles_listed(edition, LISTING) == [only.id]


def test_a_press_finds_each_of_its_stories_by_id() -> None:
    press = Press(1000, seed=3, days=7)
    stories = list(press)
    assert len({story.id for story in stories}) == len(press)
    assert [press.story(story.id) for story in stories[::97]] == stories[::97]
    assert press.newest() == [story.id for story in reversed(stories)]
    assert press.story("2411119999") is None or "2411119999" in press.newest()
    assert press.story("1001010000") is None
    with pytest.raises(ValueError, match="10000 a day"):
        Press(10_001, days=1)


def test_pages_are_the_same_bytes_in_every_process() -> None:
    script = (
        "from hashlib import sha256\n"
        "from urllib.request import urlopen\n"
        "from shinenews.edition.server import Edition\n"
        "with Edition(2) as edition:\n"
        "    for path in ('/news/nation/', '/sitemap-news.xml', '/biz/tech/', '/news/nation/2411106018/'):\n"
        "        print(sha256(urlopen(edition.origin + path).read()).hexdigest())\n"
    )
    one, other = (
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert one == other
    assert len(one.split()) == 4


def test_an_edition_refuses_what_it_does_not_have() -> None:
    with pytest.raises(ValueError, match="no day 9"):
        Edition(9)
    with pytest.raises(ValueError, match="no markup 'plain'"):
        Edition(markup="plain")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--day", "9"], "no day 9"),
        (["--markup", "plain"], "no markup 'plain'"),
        (["--port", "99999"], "port 99999"),
        (["extra"], "unexpected: extra"),
    ],
)
def test_the_command_refuses_wrong_usage(options: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        run(options)


def test_the_command_says_that_a_port_is_taken(first_day: Edition) -> None:
    port = first_day.origin.rpartition(":")[2]
    with pytest.raises(UsageError, match=f"port {port} can't be had"):
        run(["--port", port])


def test_the_command_says_where_the_edition_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: Edition) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Edition, "serve_forever", interrupted)
    run(["--port", "0", "--day", "2"])
    assert re.search(r"SHINENEWS_SITE=http://127\.0\.0\.1:\d+ scrapy crawl nation", capsys.readouterr().out)


def run(arguments: list[str]) -> None:
    command = Command()
    command.settings = Settings()
    parser = ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    opts, args = parser.parse_known_args(arguments)
    command.run(args, opts)


def test_addresses_in_the_pages_lead_back_to_articles(first_day: Edition) -> None:
    leads = [link for link in links(ask(first_day, FERRY).text) if article_address(link)]
    assert any(link.startswith(ORIGIN) for link in leads)
    assert any(link.startswith("/") for link in leads)
