"""Keeps to robots.txt as RFC 9309 has it: what can't be read forbids everything."""

import re
from asyncio import Lock
from typing import Self
from urllib.parse import urljoin

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.misc import build_from_crawler

_MOST_BYTES = 500 * 1024
_NAMED = re.compile(rb"^([ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)[^\r\n#]*", re.IGNORECASE | re.MULTILINE)


class ForbiddenError(IgnoreRequest):
    """The site does not want the page to be asked for."""


class RobotsUnreadableError(ForbiddenError):
    """robots.txt could not be read, because of `cause`; no page may be asked for."""

    def __init__(self, cause: Exception) -> None:
        super().__init__("robots.txt could not be read, so nothing may be asked for")
        self.cause = cause


class NoRules(RobotParser):
    """What stands in place of the rules that could not be read, because of `cause`: it allows nothing."""

    def __init__(self, cause: Exception) -> None:
        self.cause = cause

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        """Not to be had from a robots.txt, which would have rules."""
        raise NotImplementedError

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:  # noqa: ARG002
        """Allow nothing."""
        return False


class RobotsMiddleware(RobotsTxtMiddleware):
    """Stops what robots.txt forbids; it is read once a run, before the first page.

    Scrapy's own takes a server in trouble, one out of reach and one that leads elsewhere for permission.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: RobotParser | None = None
        self._reading = Lock()

    async def robot_parser(self, request: Request) -> RobotParser:
        """Give the rules of the site, of which the request is one; `NoRules` when they could not be read."""
        async with self._reading:
            if self._rules is None:
                self._rules = await self._read(request)
        return self._rules

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise `ForbiddenError` when the rules do not allow the request."""
        if isinstance(rp, NoRules):
            raise RobotsUnreadableError(rp.cause)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise ForbiddenError(*error.args) from error

    async def _read(self, request: Request) -> RobotParser:
        assert self.crawler.engine is not None  # noqa: S101 - the crawler runs
        robots = Request(
            urljoin(request.url, "/robots.txt"),
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(robots)
            body = named_by_token(rules_in(response))
        except Exception as error:  # noqa: BLE001 - whatever kept them away, they are not there
            return NoRules(error)
        rules: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules


def rules_in(response: Response) -> bytes:
    r"""Give the rules that an answer stands for; raises `HttpError` when it stands for no permission at all.

    A status of 4xx says that there are none. One that begs for fewer requests does not, and is taken for trouble.

    >>> rules_in(Response("https://www.shine.cn/robots.txt", 404, body=b"User-agent: *\nDisallow: /"))
    b''
    >>> rules_in(Response("https://www.shine.cn/robots.txt", 429))
    Traceback (most recent call last):
    scrapy.spidermiddlewares.httperror.HttpError
    """
    if 400 <= response.status < 500 and response.status != 429:
        return b""
    if not 200 <= response.status < 300:
        raise HttpError(response)
    if len(response.body) <= _MOST_BYTES:
        return response.body
    # The line at the limit may be cut short, and would then forbid or allow too much.
    return b"".join(response.body[:_MOST_BYTES].splitlines(keepends=True)[:-1])


def named_by_token(rules: bytes) -> bytes:
    r"""Name each robot by its product token alone (RFC 9309, 2.2.1), where it is written as in a user agent.

    >>> named_by_token(b"User-agent: shinenews/0.1 (+https://team.example)\nDisallow: /")
    b'User-agent: shinenews\nDisallow: /'
    """
    return _NAMED.sub(rb"\1", rules)
