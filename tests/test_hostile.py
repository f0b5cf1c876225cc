"""A site that means ill, or is badly broken: the crawl ends, stays on its host, and says what it met."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from conftest import Crawl, snapshot
from scrapy.http import Request
from scrapy.statscollectors import StatsCollector
from scrapy.utils.test import get_crawler

from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault, stories_on
from shinenews.middlewares.offsite import OffsiteError, OffsiteMiddleware

Crawler = Callable[..., Crawl]
NATION = {id_: story for id_, story in stories_on(1).items() if story.directory == "news/nation"}
HTML = {"Content-Type": "text/html"}
METADATA = "http://169.254.169.254/latest/meta-data/"
MEGABYTE = 1024 * 1024
BOMB = Fault(headers=HTML | {"Content-Encoding": "gzip"}, body=gzip.compress(b"<p>Rain</p>" * (18 * MEGABYTE)))


def moved(target: str) -> Fault:
    return Fault(status=302, headers={"Location": target})


HOSTILE = {
    "it leads to another host, http://169.254.169.254": moved(METADATA),
    "HTTP 302": moved("file:///etc/passwd"),
    "max redirections reached": moved(""),
    "the page is too large": BOMB,
}


def test_each_hostile_page_fails_with_its_reason_and_the_others_are_read(crawl: Crawler) -> None:
    paths = [f"/news/nation/{id_}/" for id_ in sorted(NATION)[-5:]]
    endless = Fault(headers=HTML | {"Content-Length": str(200 * MEGABYTE)}, body=b"<p>Rain</p>" * 999)
    with Edition(faults=dict(zip(paths, [*HOSTILE.values(), endless], strict=True))) as edition:
        done = crawl(edition)
        loops = [hit for hit in edition.requests if hit.path == paths[2]]

    assert (done.exit_code, done.outcomes()) == (5, {"new": len(NATION) - 5, "failed": 5})
    assert done.verdict["reasons"]["failed"] == dict.fromkeys(HOSTILE, 1) | {"the page is too large": 2}
    assert len(loops) == 6
    assert "Traceback" not in done.said


HALF = b"<title>Rain - SHINE News</title><h1>Rain</h1><p>20:37 UTC+8, 2024-11-11</p><p>It rained all day, and"
PARTS = {
    "sent without a length": Fault(kind="fade"),
    "packed": Fault(headers=HTML | {"Content-Encoding": "gzip"}, body=gzip.compress(HALF * 9)[:-12]),
    "packed in two, of which one": Fault(
        headers=HTML | {"Content-Encoding": "gzip"}, body=gzip.compress(HALF) + gzip.compress(HALF * 9)[:-12]
    ),
    "packed without a frame": Fault(
        headers=HTML | {"Content-Encoding": "deflate"}, body=zlib.compress(HALF * 9)[2:-20]
    ),
    "packed as was not asked for": Fault(headers=HTML | {"Content-Encoding": "br"}, body=b"\x0b\x02\x80<p>Ra"),
    "sent as a part": Fault(status=206, headers=HTML, body=HALF * 9),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_a_page_is_no_edit_of_its_article(name: str, crawl: Crawler) -> None:
    path = f"/news/nation/{max(NATION)}/"
    with Edition() as edition:
        before = crawl(edition).articles()
    with Edition(faults={path: PARTS[name]}) as edition:
        done = crawl(edition, "-a", "revisit=all")

    assert (done.exit_code, done.outcomes()) == (5, {"unchanged": len(NATION) - 1, "failed": 1})
    assert done.verdict["reasons"]["failed"] == {"the page broke off": 1}
    assert done.articles() == before


def test_rules_that_broke_off_are_not_obeyed_in_part(crawl: Crawler) -> None:
    rules = gzip.compress(b"User-agent: *\n" + b"Disallow: /about/\n" * 99 + b"Disallow: /news/\n")[:-12]
    packed = Fault(headers={"Content-Type": "text/plain", "Content-Encoding": "gzip"}, body=rules)
    with Edition(faults={"/robots.txt": packed}) as edition:
        done = crawl(edition)
        assert {hit.path for hit in edition.requests} == {"/robots.txt"}

    assert done.exit_code == 3


def test_a_page_that_is_said_to_be_as_it_was_though_it_was_never_read_fails(crawl: Crawler) -> None:
    newest = max(NATION)
    with Edition(faults={f"/news/nation/{newest}/": Fault(status=304)}) as edition:
        done = crawl(edition)

    assert (done.exit_code, done.outcomes()) == (5, {"new": len(NATION) - 1, "failed": 1})
    assert done.verdict["reasons"]["failed"] == {"HTTP 304, though nothing was known of it": 1}
    assert "Traceback" not in done.said


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_way_in_is_told_and_the_other_taken(name: str, crawl: Crawler) -> None:
    with Edition(stories=Press(8, 5), faults={"/news/nation/": HOSTILE[name]}) as edition:
        done = crawl(edition)

    assert done.exit_code == 0
    assert done.verdict["ways_in"] == {"newsmap": "read", "listing": f"failed: {name}"}


def test_a_redirect_to_another_port_of_the_host_is_not_followed(crawl: Crawler) -> None:
    with Edition() as elsewhere, Edition(faults={"/*": moved(f"{elsewhere.origin}/robots.txt")}) as edition:
        done = crawl(edition)
        assert elsewhere.requests == []

    assert done.exit_code == 3


@pytest.mark.parametrize(
    ("url", "stays"),
    [
        ("https://www.shine.cn:443/news/nation/", True),
        ("http://www.shine.cn:80/news/nation/", True),
        ("http://www.shine.cn:443/news/nation/", False),
        ("https://www.shine.cn:8443/news/nation/", False),
        ("https://me@www.shine.cn/news/nation/", False),
    ],
)
def test_the_port_that_a_scheme_has_anyway_is_no_other_host(url: str, stays: bool) -> None:  # noqa: FBT001
    middleware = OffsiteMiddleware("https://www.shine.cn", StatsCollector(get_crawler()))
    with nullcontext() if stays else pytest.raises(OffsiteError, match="another host"):
        middleware.process_request(Request(url))


class Endless:
    """A server that answers robots.txt with 404 and everything else without end: `chunk` after `chunk`."""

    def __init__(self, chunk: bytes, pause: float) -> None:
        self.sent = 0
        self._chunk, self._pause = chunk, pause
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                if connection.recv(65536).startswith(b"GET /robots.txt "):
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    return
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                while True:
                    connection.sendall(self._chunk)
                    self.sent += len(self._chunk)
                    time.sleep(self._pause)
            except OSError:
                return


@pytest.fixture
def endless() -> Iterator[Callable[[bytes, float], Endless]]:
    servers: list[Endless] = []

    def serve(chunk: bytes, pause: float) -> Endless:
        servers.append(Endless(chunk, pause))
        return servers[-1]

    yield serve
    for server in servers:
        server.close()


def test_a_flood_is_cut_off(endless: Callable[[bytes, float], Endless], crawl: Crawler) -> None:
    server = endless(b"<p>Rain</p>" * 9999, 0)
    done = crawl(server.origin)

    assert done.exit_code == 3
    assert done.verdict["ways_in"] == dict.fromkeys(("newsmap", "listing"), "failed: the page is too large")
    assert server.sent < (50 + 16 + 30) * MEGABYTE


def test_a_page_that_drips_without_end_is_given_up(endless: Callable[[bytes, float], Endless], crawl: Crawler) -> None:
    server = endless(b"<p>Rain</p>", 0.05)
    done = crawl(server.origin, "-s", "DOWNLOAD_TIMEOUT=1")

    assert done.exit_code == 3
    assert done.verdict["ways_in"] == dict.fromkeys(("newsmap", "listing"), "failed: no answer in time")


def listing(next_page: str, *hrefs: str) -> bytes:
    links = "".join(f'<a href="{href}">Rain</a>' for href in hrefs)
    return f'<html><body><p>Nation</p>{links}<a rel="next" href="{next_page}">Next</a></body></html>'.encode()


GOOD = f"/news/nation/{max(NATION)}/"
ODD = [
    METADATA,
    "http://169.254.169.254/news/nation/2411110001/",
    "//169.254.169.254/news/nation/2411110002/",
    "file:///news/nation/2411110003/",
    "ftp://www.shine.cn/news/nation/2411110004/",
    "https://www.shine.cn@169.254.169.254/news/nation/2411110005/",
    "https://www.shine.cn:99999/news/nation/2411110006/",
    "https://[::1/news/nation/2411110007/",
    "javascript:alert(1)",
    "/news/nation/%00/2411110008/",
    "/news/nation/\x00/2411110009/",
    "/news/nation/\x1b[2J/2411110010/",
    "/news/nation/../../etc/passwd",
    "/news/nation/..%2f..%2f2411110011/",
    "/news/../../nation/2411110012/../2411110013/x",
    "/archive/nation/../shdaily.shtml",
    "/news/nation/2411110014\x7f/",
    "/news/nation/" + "a" * 5000 + "/2411110015/",
]


@pytest.mark.parametrize(
    "next_page", [METADATA, "file:///news/nation/?page=2", "?page=2&#0;&#10;", "?page=" + "9" * 400]
)
def test_odd_addresses_lead_nowhere_outside(next_page: str, crawl: Crawler, tmp_path: Path) -> None:
    odd = Fault(headers=HTML, body=listing(next_page, *ODD, GOOD))
    with Edition(faults={"/news/nation/": odd}) as edition:
        done = crawl(edition, "-a", "via=listing")
        asked = {hit.path for hit in edition.requests if "page=" not in hit.path}

    assert done.exit_code in {0, 5}, done.said
    assert asked == {"/robots.txt", "/news/nation/", GOOD}
    assert done.outcomes() == {"new": 1}
    assert {name.partition("/")[0] for name in snapshot(tmp_path)} == {"data"}
    assert "fault in the program" not in done.said


def test_a_listing_that_repeats_itself_for_ever_ends(crawl: Crawler) -> None:
    faults = {
        f"/news/nation/?page={page}": Fault(headers=HTML, body=listing(f"?page={page + 1}", GOOD)) for page in range(9)
    }
    first = Fault(headers=HTML, body=listing("?page=1", GOOD))
    with Edition(faults=faults | {"/news/nation/": first}) as edition:
        done = crawl(edition, "-a", "via=listing", "-a", "since=2020-01-01")
        assert len([hit for hit in edition.requests if "page=" in hit.path]) == 1

    assert (done.exit_code, done.outcomes()) == (0, {"new": 1})


def test_a_listing_that_leads_in_a_circle_is_left(crawl: Crawler) -> None:
    ids = sorted(NATION)
    pages = [listing(f"?page={(page + 1) % 3}", f"/news/nation/{ids[page]}/") for page in range(3)]
    faults = {f"/news/nation/[?]page={page}": Fault(headers=HTML, body=body) for page, body in enumerate(pages)}
    with Edition(faults=faults | {"/news/nation/": Fault(headers=HTML, body=listing("?page=0", GOOD))}) as edition:
        assert crawl(edition, "-a", "via=listing").outcomes() == {"new": 4}
        asked = len(edition.requests)
        assert crawl(edition, "-a", "via=listing").exit_code == 0
        assert len(edition.requests) - asked == 2


def test_a_listing_of_too_many_pages_is_left_with_a_word_and_gone_on_with_in_the_next_run(crawl: Crawler) -> None:
    few = ("-a", "via=listing", "-s", "SHINENEWS_LISTING_PAGES=4")
    press = Press(200, 5)
    with Edition(stories=press) as edition:
        done = crawl(edition, *few)
        assert (
            len([hit for hit in edition.requests if hit.path.startswith("/news/nation/?") or hit.path[-1:] == "n/"])
            == 3
        )
        assert done.exit_code == 5
        [warning] = done.verdict["warnings"]
        assert warning.startswith("the listing broke off at /news/nation/?page=5: 4 of its pages are the most")
        done = crawl(edition, *few)

    assert done.exit_code == 0
    assert {article["id"] for article in done.articles()} == set(press.newest("news/nation"))
