"""How a section is crawled: what is due, then the ways in, and what they name."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from shinenews.discovery import newsmap
from shinenews.discovery.listing import Listing, read_listing
from shinenews.site import on_host
from shinenews.spiders.failures import reason_of
from shinenews.spiders.messages import asked, header, is_page, make_conditional
from shinenews.spiders.visiting import VisitingSpider
from shinenews.store.frontier import Found
from shinenews.store.validators import Copy

_WAY_IN = 1_000_000
"""The priority of a way in: above that of an article, which is its day as YYMMDD, so that the newest come first."""
_DUE = _WAY_IN
"""What is added to the priority of a page that is due: it comes before the ways in."""
_LATER_LISTING = 0
"""The priority of a listing's further pages: the articles found so far come first, and the queue stays short."""


class SectionSpider(VisitingSpider):
    """Crawls the section at `path`.

    First what is due: pages that an earlier run did not get to, then revisits. Then the ways in, and what they
    name.
    """

    path: ClassVar[str]

    def __init__(self, **arguments: str) -> None:
        super().__init__(**arguments)
        self._listed: set[str] = set()
        self._turned_to: defaultdict[str, set[str]] = defaultdict(set)
        self._turned: set[str] = set()

    @property
    def sections(self) -> tuple[str, ...]:
        """The paths of the sections that are crawled."""
        return (self.path,)

    async def start(self) -> AsyncIterator[Request]:
        """Yield what is due, then the ways in."""
        for section in self.sections:
            for request in self._visits(self._run.due(section, self.arguments.revisit), _DUE):
                yield request
        if "newsmap" in self.arguments.via:
            request = self._request(newsmap.PATH, self.parse_newsmap, self.newsmap_failed, priority=_WAY_IN)
            yield self._if_changed(request, self.sections)
        if "listing" in self.arguments.via:
            for section in self.sections:
                first = f"/{section}/"
                broken_off = self._run.begin_walk(section, first)
                request = self._listing(section, first, is_first=True)
                yield request if broken_off else self._if_changed(request, (section,))
                for path in broken_off:
                    yield self._listing(section, path)

    def parse_newsmap(self, response: Response) -> Iterator[Request]:
        """Visit the sections' articles that the news sitemap names and the store does not hold."""
        if response.status == 304:
            self._note_way_in("newsmap", "read")
            return
        try:
            found = list(newsmap.read_newsmap(response.body, self._origin))
        except newsmap.NotASitemapError as error:
            self._note_way_in("newsmap", f"changed: {error}")
            return
        self._note_way_in("newsmap", "read" if found else "changed: it names no article", len(found))
        copy = self._copy(response, self.sections) if found else None
        yield from self._visits(self._run.discover(self._wanted(found), "newsmap", copy))

    def newsmap_failed(self, failure: Failure) -> None:
        """Note that there is no news sitemap to be had."""
        self._note_way_in("newsmap", f"failed: {reason_of(failure.value)}")

    def parse_listing(self, response: Response, *, section: str, is_first: bool) -> Iterator[Request]:
        """Visit the articles that a page of a listing names and the store does not hold, then the next page."""
        if response.status == 304:
            self._note_way_in(self._name_of_listing(section), "read")
            self._run.put_off_walk(section, asked(response.request))
            return
        if is_page(response):
            listing = read_listing(response.selector.root, response.url, self._origin, section)
        else:
            listing = Listing([], None)
        named = [found for found in listing.found if found.address.section == section]
        if is_first:
            state = "read" if named else "changed: it links to no article of the section"
            self._note_way_in(self._name_of_listing(section), state, len(named))
        onward = listing.next_url and on_host(listing.next_url) if self._is_more(named) else None
        copy = self._copy(response, (section,)) if named and is_first else None
        path = asked(response.request)
        pages, onward = self._run.turn_page(
            section, path, self._wanted(named), onward, copy, keep_on=self._is_before(named)
        )
        self._turned.add(path)
        yield from self._visits(pages)
        if onward and not self._is_enough and self._may_turn_to(onward, section):
            yield self._listing(section, onward)

    def listing_failed(self, failure: Failure) -> None:
        """Note that a page of a listing is not to be had; the walk goes on there the next time."""
        request: Request = failure.request  # type: ignore[attr-defined]
        section, reason = request.cb_kwargs["section"], reason_of(failure.value)
        if request.cb_kwargs["is_first"]:
            self._note_way_in(self._name_of_listing(section), f"failed: {reason}")
        elif isinstance(failure.value, HttpError) and failure.value.response.status in {404, 410}:
            self._run.end_walk(section, asked(request))
        else:
            self._note_breaking_off(asked(request), reason)

    def _listing(self, section: str, path: str, *, is_first: bool = False) -> Request:
        self._turned_to[section].add(path)
        priority = _WAY_IN if is_first else _LATER_LISTING
        place = {"section": section, "is_first": is_first}
        return self._request(path, self.parse_listing, self.listing_failed, priority=priority, cb_kwargs=place)

    def _if_changed(self, request: Request, sections: tuple[str, ...]) -> Request:
        """Let the site answer that a way in names what it named, unless more than what is new is asked for."""
        copy = self._run.copy_of(sections, asked(request))
        if copy and self._asks_for_any_day and self.arguments.revisit != "all":
            request.meta["handle_httpstatus_list"] = [304]
            make_conditional(request, copy)
        return request

    def _copy(self, response: Response, sections: tuple[str, ...]) -> Copy | None:
        """Describe a way in that was read; None when not all that it names is about to be stored."""
        if not self._asks_for_any_day or "partial" in response.flags:
            return None
        etag, last_modified = header(response, "ETag"), header(response, "Last-Modified")
        return Copy(sections, asked(response.request), etag, last_modified)

    @property
    def _asks_for_any_day(self) -> bool:
        return self.arguments.since is None and self.arguments.until is None

    def _name_of_listing(self, section: str) -> str:
        return "listing" if self.sections == (section,) else f"listing of {section}"

    def _wanted(self, found: Iterable[Found]) -> Iterator[Found]:
        for one in found:
            if one.address.section in self.sections and self.arguments.ask_for(one.address.day):
                yield one

    def _is_before(self, named: list[Found]) -> bool:
        """Whether the days that are asked for lie, at least in part, further down the listing."""
        days = [found.address.day for found in named if found.address.day]
        since, until = self.arguments.since, self.arguments.until
        return bool(days) and ((since is not None and min(days) >= since) or (until is not None and min(days) > until))

    def _is_more(self, named: list[Found]) -> bool:
        """Whether a page of a listing leads on: one that only repeats what was named before it in this run does not."""
        fresh = {found.address.id for found in named} - self._listed
        self._listed |= fresh
        return bool(fresh) or not named

    def _may_turn_to(self, path: str, section: str) -> bool:
        """Whether a listing's next page is to be read in this run; where it is one too many, the next run goes on."""
        most = self.settings.getint("SHINENEWS_LISTING_PAGES")
        if path in self._turned:
            self._run.end_walk(section, path)
        elif path not in self._turned_to[section]:
            if len(self._turned_to[section]) < most:
                return True
            self._note_breaking_off(path, f"{most} of its pages are the most for one run; the next goes on there")
        return False

    def _note_breaking_off(self, path: str, reason: str) -> None:
        self.crawler.stats.set_value("shinenews/listing_broke_off", f"{path}: {reason}")

    def _note_way_in(self, way: str, state: str, links: int | None = None) -> None:
        if links is not None:
            self.crawler.stats.set_value(f"shinenews/links/{way}", links)
        self.crawler.stats.set_value(f"shinenews/ways_in/{way}", state)
