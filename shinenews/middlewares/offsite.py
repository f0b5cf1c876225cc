"""Keeps every request on the site's own host and port."""

from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request
from scrapy.statscollectors import StatsCollector

from shinenews.site import shares_host


class OffsiteError(IgnoreRequest):
    """A request would have left the site."""


class OffsiteMiddleware:
    """Stops any request that leaves the site, redirects and retries included.

    Scrapy's own lets subdomains, other ports and requests with `dont_filter` pass, which a retried one has.
    """

    def __init__(self, origin: str, stats: StatsCollector) -> None:
        self._origin = origin
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the site from `SHINENEWS_SITE`."""
        return cls(crawler.settings["SHINENEWS_SITE"], crawler.stats)

    def process_request(self, request: Request) -> None:
        """Raise `OffsiteError` when the request is for another host, port or a scheme other than HTTP's."""
        if shares_host(request.url, self._origin):
            return
        target = urlsplit(request.url)
        self._stats.inc_value("shinenews/offsite/stopped")
        message = f"it leads to another host, {target.scheme}://{target.netloc}"
        raise OffsiteError(message)
