"""How sitemaps are read, which name articles and lead to more sitemaps."""

from collections import deque
from collections.abc import Iterable
from typing import Self
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from twisted.python.failure import Failure

from shinenews.discovery import sitemap
from shinenews.discovery.sitemap import Child, NotASitemapError, Sitemap
from shinenews.site import is_on_site, on_host
from shinenews.spiders.asking import AskingSpider
from shinenews.spiders.failures import may_pass
from shinenews.spiders.messages import asked


class MappedSpider(AskingSpider):
    """Finds articles by the site's sitemaps: those at the usual places, and those that robots.txt names."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str, **arguments: str) -> Self:
        """Listen for robots.txt."""
        spider = super().from_crawler(crawler, *args, **arguments)
        crawler.signals.connect(spider.robots_parsed, signal=signals.robots_parsed)
        return spider

    def __init__(self, **arguments: str) -> None:
        super().__init__(**arguments)
        self._sitemaps: deque[str] = deque()
        self._known_sitemaps = set(sitemap.PATHS.values())
        self._first = dict(sitemap.PATHS)

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Remember the sitemaps that robots.txt names (sitemaps.org's protocol), where sitemaps are a way in."""
        if "sitemap" in self.arguments.via and isinstance(robotparser, ProtegoRobotParser):
            urls = (urljoin(self._origin, url) for url in robotparser.rp.sitemaps)
            self._go_on_to(Child(on_host(url), None) for url in urls if is_on_site(url, self._origin))

    def parse_sitemap(self, response: Response, *, way: str) -> None:
        """Make the sections' articles that a sitemap names known, and remember the sitemaps that it names."""
        is_first = asked(response.request) == self._first[way]
        if response.status == 304:
            if is_first:
                self._note_way_in(way, "read")
            return
        read = Sitemap(response.body, self._origin)
        try:
            self._run.exploration.discover(self._wanted(read), way)
        except NotASitemapError as error:
            self._note_way_in(way, f"changed: {error}", 0)
            return
        self._go_on_to(read.children)
        if is_first:
            is_empty = not (read.articles or read.children)
            self._note_way_in(way, "changed: it names no article" if is_empty else "read", read.articles)
        if not read.is_whole:
            self._note_breaking_off(way, asked(response.request), "the document ends before its end")
        elif read.articles and not read.children:
            self._keep(response, self.sections)

    def sitemap_failed(self, failure: Failure) -> None:
        """Note that a sitemap is not to be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        way, reason = request.cb_kwargs["way"], self._reason_of(failure)
        is_first, is_passing = asked(request) == self._first[way], may_pass(failure.value)
        if is_first and not is_passing and way == "sitemap" and self._sitemaps:
            self._first[way] = self._sitemaps[0]
            return
        if is_first:
            self._note_way_in(way, f"failed: {reason}", None if is_passing else 0)
        if not is_first or is_passing:
            self._note_breaking_off(way, asked(request), reason)

    def _sitemap(self, way: str, path: str) -> Request:
        size = {"download_maxsize": sitemap.LARGEST}
        request = self._request(path, self.parse_sitemap, self.sitemap_failed, cb_kwargs={"way": way}, meta=size)
        return self._if_changed(request, self.sections)

    def _go_on_to(self, children: Iterable[Child]) -> None:
        self._sitemaps.extend(child.path for child in children if self._may_go_on_to(child))

    def _may_go_on_to(self, child: Child) -> bool:
        """Whether a sitemap is to be read in this run: it was not met yet, and may name days that are asked for."""
        since, most = self.arguments.since, self.settings.getint("SHINENEWS_LISTING_PAGES")
        if child.path in self._known_sitemaps or (since and child.modified_on and child.modified_on < since):
            return False
        if len(self._known_sitemaps) >= most:
            self._note_breaking_off("sitemap", child.path, f"{most} sitemaps are the most for one run")
            return False
        self._known_sitemaps.add(child.path)
        return True
