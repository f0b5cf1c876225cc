"""Fetches one page at a time through Scrapy, under the crawl's own rules."""

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.spidermiddlewares.httperror import HttpError

from shinenews.middlewares.robots import NoRules, RobotsMiddleware

_ROBOTS = "/robots.txt"


class Fetcher:
    """Fetches from the site at `origin` by the engine of a crawler that runs."""

    def __init__(self, crawler: Crawler, origin: str) -> None:
        self._crawler = crawler
        self._origin = origin

    async def page(self, path: str, **meta: bool) -> Response:
        """Fetch the page at a path; raises what kept it away, `HttpError` for any status but 200."""
        assert self._crawler.engine is not None  # noqa: S101 - the crawler runs
        response = await self._crawler.engine.download_async(Request(self._origin + path, meta=meta))
        if response.status != 200:
            raise HttpError(response)
        return response

    async def robots(self) -> tuple[Response, RobotParser] | None:
        """Have robots.txt fetched by the middleware that obeys it; None when that is turned off.

        Raises what kept it away. An answer of any status is an answer.
        """
        middleware = self._crawler.get_downloader_middleware(RobotsMiddleware)
        if middleware is None:
            return None
        received: list[Response] = []

        def note(response: Response) -> None:
            received.append(response)

        self._crawler.signals.connect(note, signal=signals.response_received)
        parser = await middleware.robot_parser(Request(self._origin + _ROBOTS))
        self._crawler.signals.disconnect(note, signal=signals.response_received)
        if isinstance(parser, NoRules) and not received:
            raise parser.cause
        return received[-1], parser
