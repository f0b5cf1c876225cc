"""Somebody is told when a run did not end well, and when all is well again."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from conftest import Crawl

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
    assert "listing: failed: HTTP 404" in desk.messages[0]["message"]


def test_a_message_that_cannot_be_sent_does_not_change_the_exit_code(crawl: Crawler, desk: Desk) -> None:
    desk.server.server_close()
    with Edition(faults={"*": Fault(status=404)}) as edition:
        done = crawl(edition, "-s", f"SHINENEWS_NOTIFY={desk.address}")

    assert done.exit_code == 3
    assert "could not be sent" in done.said
