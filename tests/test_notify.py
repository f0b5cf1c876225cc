"""Somebody is told when a run did not end well, and when all is well again."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from conftest import Crawl
from killing import KILLED, crawl_and_die

from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault

Crawler = Callable[..., Crawl]


class Desk:
    """Where messages arrive, over HTTP."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                desk.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"json://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    thread = Thread(target=desk.server.serve_forever, daemon=True)
    thread.start()
    yield desk
    desk.server.shutdown()
    desk.server.server_close()
    thread.join()


def test_a_run_that_ends_well_is_not_worth_a_message(edition: Edition, crawl: Crawler, desk: Desk) -> None:
    assert crawl(edition, "-a", "limit=1", "-s", f"SHINENEWS_NOTIFY={desk.address}").exit_code == 0
    assert desk.messages == []


def test_trouble_is_told_and_so_is_its_end(crawl: Crawler, desk: Desk) -> None:
    told = ("-a", "limit=1", "-s", f"SHINENEWS_NOTIFY={desk.address}")
    with Edition(faults={"*": Fault(status=404)}) as edition:
        assert crawl(edition, *told).exit_code == 3
    with Edition() as edition:
        assert crawl(edition, *told).exit_code == 0
        assert crawl(edition, *told).exit_code == 0

    assert [message["title"] for message in desk.messages] == [
        "shinenews nation: the site could not be read",
        "shinenews nation: finished; the feeds are current",
    ]
    assert [message["type"] for message in desk.messages] == ["failure", "success"]
    assert "listing: failed: HTTP 404" in desk.messages[0]["message"]


def test_a_run_that_is_partial_is_a_warning(crawl: Crawler, desk: Desk) -> None:
    with Edition(faults={"/sitemap-news.xml": Fault(status=503)}) as edition:
        assert crawl(edition, "-a", "limit=1", "-s", f"SHINENEWS_NOTIFY={desk.address}").exit_code == 5

    assert [message["type"] for message in desk.messages] == ["warning"]


@pytest.mark.parametrize(
    "addresses", ["foo", "pigeon://coop/?password=secret", "mailto://", "{desk} pigeon://coop/secret"]
)
def test_an_address_that_can_t_be_used_stops_before_the_first_request(
    addresses: str, edition: Edition, crawl: Crawler, desk: Desk
) -> None:
    done = crawl(edition, "-s", f"SHINENEWS_NOTIFY={addresses.format(desk=desk.address)}")

    assert done.exit_code == 2
    assert (
        "error: SHINENEWS_NOTIFY can't be used: write apprise addresses, like mailto://" in done.said.splitlines()[-1]
    )
    assert "secret" not in done.said
    assert "Traceback" not in done.said
    assert (edition.requests, desk.messages) == ([], [])


def test_a_run_that_can_t_begin_is_told(edition: Edition, crawl: Crawler, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/shinenews.db").write_bytes(b"no database at all" * 99)
    assert crawl(edition, "-s", f"SHINENEWS_NOTIFY={desk.address}").exit_code == 7

    [message] = desk.messages
    assert message["title"] == "shinenews nation: the store or the disk failed; nothing was deleted"
    assert "file is not a database" in message["message"]


def test_a_feed_that_can_t_be_brought_up_at_the_start_is_told(
    edition: Edition, crawl: Crawler, desk: Desk, tmp_path: Path
) -> None:
    assert crawl_and_die(tmp_path / "data", edition, "export", 1, "-a", "limit=1").exit_code == KILLED
    (tmp_path / "data/feeds").write_text("a file where a folder should be")
    assert crawl(edition, "-s", f"SHINENEWS_NOTIFY={desk.address}").exit_code == 7

    [message] = desk.messages
    assert message["title"] == "shinenews nation: the store or the disk failed; nothing was deleted"
    assert "can't be written" in message["message"]


def test_a_message_that_cannot_be_sent_does_not_change_the_exit_code(crawl: Crawler, desk: Desk) -> None:
    desk.server.server_close()
    with Edition(faults={"*": Fault(status=404)}) as edition:
        done = crawl(edition, "-s", f"SHINENEWS_NOTIFY={desk.address}")

    assert done.exit_code == 3
    assert "could not be sent" in done.said
