"""The HTTP of the edition: conditional answers, kept connections, and the faults that are asked for."""

import socket
import sys
from dataclasses import replace
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Protocol

from shinenews.edition.answers import Answer, bare
from shinenews.edition.timeline import Fault


class Site(Protocol):
    """What a connection asks of the site behind it."""

    def fault_at(self, target: str, /) -> Fault | None:
        """Return the fault that is due for a request target, and count it as played."""

    def answer(self, target: str, /) -> Answer:
        """Return the right answer to a request target."""

    def note(self, request: "Connection", status: int, /) -> None:
        """Record a request and the status it gets; 0 when the connection is closed without one."""

    def pause(self, seconds: float, /) -> None:
        """Wait so long, or until the site closes."""


class Listener(ThreadingHTTPServer):
    """Listens on 127.0.0.1, and hangs up on everybody when closed. Raises OSError for a taken port."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, port: int, site: Site) -> None:
        self.site = site
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), Connection)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept a connection, and remember it."""
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]  # never a datagram
        """Close a connection, and forget it."""
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Close every connection, then wait for their threads."""
        for connection in [*self._open]:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        super().server_close()

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Report what fails, except a client that has gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Connection(BaseHTTPRequestHandler):
    """Serves one client until it hangs up."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "pocket-edition", ""
    wbufsize = -1
    disable_nagle_algorithm = True  # else a kept connection waits 40 ms for each page
    server: Listener
    arrived_at: float
    """When the request came, in monotonic seconds."""

    def do_GET(self) -> None:
        """Send an answer."""
        self.arrived_at = monotonic()
        site = self.server.site
        fault = site.fault_at(self.path)
        match fault:
            case Fault(kind="drop"):
                site.note(self, 0)
                self.close_connection = True
            case Fault(kind="answer"):
                page = bare(fault.status, fault.headers)
                self._send(replace(page, body=fault.body or page.body))
            case Fault(kind="cut" | "fade"):
                self.close_connection = True
                self._send(site.answer(self.path), share=0.5, has_length=fault.kind == "cut")
            case _:
                site.pause(fault.seconds if fault else 0)
                answer = site.answer(self.path)
                self._send(replace(answer, status=304) if self._holds(answer) else answer)

    def do_HEAD(self) -> None:
        """Send an answer without its body."""
        self.do_GET()

    @property
    def is_conditional(self) -> bool:
        """Whether the client asks for the page only if it has changed."""
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the site records every request."""

    def _holds(self, answer: Answer) -> bool:
        """Tell whether the client says that it has the page; a tag counts for more than a date."""
        if answer.modified_at is None:
            return False
        if tags := self.headers["If-None-Match"]:
            return tags == "*" or answer.etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
        try:
            return parsedate_to_datetime(self.headers["If-Modified-Since"] or "") >= answer.modified_at
        except (TypeError, ValueError):
            return False

    def _send(self, answer: Answer, share: float = 1, *, has_length: bool = True) -> None:
        self.server.site.note(self, answer.status)
        self.send_response(answer.status)
        if answer.modified_at:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", format_datetime(answer.modified_at.astimezone(UTC), usegmt=True))
        if answer.status != HTTPStatus.NOT_MODIFIED:
            length = {"Content-Length": str(len(answer.body))} if has_length else {"Connection": "close"}
            headers = {"Content-Type": answer.content_type} | length
            for name, value in (headers | dict(answer.headers)).items():
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and answer.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(answer.body[: int(len(answer.body) * share)])
