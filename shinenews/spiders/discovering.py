"""How the ways in are read: sitemaps and listings, which name articles and lead to more of their kind."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from shinenews.discovery import sitemap
from shinenews.discovery.listing import Listing, read_listing
from shinenews.discovery.sitemap import Child, NotASitemapError, Sitemap
from shinenews.site import Found, on_host
from shinenews.spiders.failures import may_pass
from shinenews.spiders.messages import asked, header, is_cut, make_conditional, page_of
from shinenews.spiders.visiting import ABSENT, VisitingSpider
from shinenews.store.frontier.validators import Copy


class DiscoveringSpider(VisitingSpider):
    """Asks the ways in for articles of its sections, and makes them known to the store."""

    def __init__(self, **arguments: str) -> None:
        super().__init__(**arguments)
        self._listed: set[str] = set()
        self._turned_to: defaultdict[str, set[str]] = defaultdict(set)
        self._turned: set[str] = set()
        self._excursion: list[tuple[str, str]] = []
        self._sitemaps: deque[str] = deque()
        self._known_sitemaps = set(sitemap.PATHS.values())

    def parse_sitemap(self, response: Response, *, way: str) -> None:
        """Make the sections' articles that a sitemap names known, and remember the sitemaps that it names."""
        is_first = asked(response.request) == sitemap.PATHS[way]
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
        self._sitemaps.extend(child.path for child in read.children if self._may_go_on_to(child))
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
        is_first, is_passing = asked(request) == sitemap.PATHS[way], may_pass(failure.value)
        if is_first:
            self._note_way_in(way, f"failed: {reason}", None if is_passing else 0)
        if not is_first or is_passing:
            self._note_breaking_off(way, asked(request), reason)

    def parse_listing(self, response: Response, *, section: str, is_first: bool) -> None:
        """Make the articles that a page of a listing names known, and note which page is next."""
        path = asked(response.request)
        if response.status == 304:
            self._note_way_in(self._name_of_listing(section), "read")
            self._run.exploration.put_off_walk(section, path)
            return
        page = page_of(response)
        listing = read_listing(page.root, response.url, self._origin, section) if page else Listing([], None)
        named = [found for found in listing.found if found.address.section == section]
        is_news, arrived_at = self._take_fresh(named), on_host(response.url)
        if is_first:
            state = "read" if named else "changed: it links to no article of the section"
            self._note_way_in(self._name_of_listing(section), state, len(named))
        if is_cut(response):
            self._run.exploration.discover(self._wanted(named), "listing")
            self._note_breaking_off("listing", path, "the page broke off")
        elif is_news or (named and arrived_at == path):
            self._turn_page(section, path, named, listing.next_url if is_news else None)
            if is_first:
                self._keep(response, (section,))
        elif not is_first:
            where = "" if arrived_at == path else f"leads to {arrived_at} and "
            is_end = arrived_at == path and listing.leads_back
            self._doubt(section, path, f"it {where}names no further article", is_end=is_end)

    def _turn_page(self, section: str, path: str, named: list[Found], next_url: str | None) -> None:
        onward = on_host(next_url) if next_url else None
        if self.asks_for_any_day:
            self._run.exploration.turn_page(section, path, named, onward)
        elif (self._run.exploration.discover(self._wanted(named), "listing") or self._is_before(named)) and onward:
            self._excursion.append((section, onward))
        self._turned.add(path)

    def _doubt(self, section: str, path: str, reason: str, *, is_end: bool) -> None:
        """Note that a page to which a listing led is none of its: the listing ends there, or the site is in trouble.

        Either way the next run looks once more; `is_end` tells which of the two it looks like.
        """
        if self.asks_for_any_day and self._run.exploration.doubt(section, path):
            return
        if is_end:
            self._run.notes.doubts.append(f"the listing seems to end before {path}: {reason}")
        else:
            self._note_breaking_off("listing", path, reason)

    def listing_failed(self, failure: Failure) -> None:
        """Note that a page of a listing is not to be had; the walk goes on there the next time."""
        request: Request = failure.request  # type: ignore[attr-defined]
        section, reason = request.cb_kwargs["section"], self._reason_of(failure)
        is_first, is_passing = request.cb_kwargs["is_first"], may_pass(failure.value)
        if is_first:
            self._note_way_in(self._name_of_listing(section), f"failed: {reason}", None if is_passing else 0)
        elif isinstance(failure.value, HttpError) and failure.value.response.status in ABSENT:
            self._doubt(section, asked(request), reason, is_end=True)
            return
        if not is_first or is_passing:
            self._note_breaking_off("listing", asked(request), reason)

    def _ways_in(self) -> list[Request]:
        """Ask for the first page of each way in, and for the listing's pages where an earlier run broke off.

        A run that asks for some days only makes an excursion of its own: the walks wait for one that asks for all.
        """
        requests = [self._sitemap(way, path) for way, path in sitemap.PATHS.items() if way in self.arguments.via]
        if "listing" in self.arguments.via:
            broken_off = self._run.exploration.walks(self.sections) if self.asks_for_any_day else []
            for section in self.sections:
                first = f"/{section}/"
                others = [path for of, path in broken_off if of == section and path != first]
                requests.append(self._listing(section, first, is_first=True, if_changed=not others))
                requests += [self._listing(section, path) for path in others]
                if self.asks_for_any_day:
                    self._run.exploration.begin_walk(section, first)
        return requests

    def _further_ways_in(self) -> list[Request]:
        """Ask for the next page of each listing, or else for the next sitemap, as long as more is wanted."""
        if not self._left(1):
            return []
        onward, self._excursion = self._onward(), []
        pages = [self._listing(section, path) for section, path in onward if self._may_turn_to(path, section)]
        if not pages and self._sitemaps:
            return [self._sitemap("sitemap", self._sitemaps.popleft())]
        return pages

    def _onward(self) -> list[tuple[str, str]]:
        """List the listing pages that are to be read next, each with its section."""
        if self.asks_for_any_day and "listing" in self.arguments.via:
            return self._run.exploration.walks(self.sections)
        return self._excursion

    def _is_led_on(self) -> bool:
        """Whether the ways in that were read lead to more of them."""
        return bool(self._onward() or self._sitemaps)

    def _sitemap(self, way: str, path: str) -> Request:
        size = {"download_maxsize": sitemap.LARGEST}
        request = self._request(path, self.parse_sitemap, self.sitemap_failed, cb_kwargs={"way": way}, meta=size)
        return self._if_changed(request, self.sections)

    def _listing(self, section: str, path: str, *, is_first: bool = False, if_changed: bool = False) -> Request:
        self._turned_to[section].add(path)
        place = {"section": section, "is_first": is_first}
        request = self._request(path, self.parse_listing, self.listing_failed, cb_kwargs=place)
        return self._if_changed(request, (section,)) if if_changed else request

    def _if_changed(self, request: Request, sections: tuple[str, ...]) -> Request:
        """Let the site answer that a way in names what it named, unless more than what is new is asked for."""
        copy = self._run.exploration.copy_of(sections, asked(request))
        if copy and self.asks_for_any_day and self.arguments.revisit != "all":
            request.meta["handle_httpstatus_list"] = [304]
            make_conditional(request, copy)
        return request

    def _keep(self, response: Response, sections: tuple[str, ...]) -> None:
        """Keep how the site marks a way in that was read, unless not all that it names is known now."""
        if self.asks_for_any_day and not is_cut(response):
            etag, last_modified = header(response, "ETag"), header(response, "Last-Modified")
            self._run.exploration.keep(Copy(sections, asked(response.request), etag, last_modified))

    @property
    def asks_for_any_day(self) -> bool:
        """Whether articles of all days are asked for, or only of some."""
        return self.arguments.since is None and self.arguments.until is None

    def _name_of_listing(self, section: str) -> str:
        return "listing" if self.sections == (section,) else f"listing of {section}"

    def _wanted(self, found: Iterable[Found]) -> Iterator[Found]:
        for one in found:
            if one.address.section in self.sections and self.arguments.ask_for(one.address.day):
                yield one

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

    def _is_before(self, named: list[Found]) -> bool:
        """Whether the days that are asked for lie, at least in part, further down the listing."""
        days = [found.address.day for found in named if found.address.day]
        since, until = self.arguments.since, self.arguments.until
        return bool(days) and ((since is not None and min(days) >= since) or (until is not None and min(days) > until))

    def _take_fresh(self, named: list[Found]) -> bool:
        """Remember what a page of a listing names; tell whether any of it was not named before in this run."""
        fresh = {found.address.id for found in named} - self._listed
        self._listed |= fresh
        return bool(fresh)

    def _may_turn_to(self, path: str, section: str) -> bool:
        """Whether a listing's next page is to be read in this run; where it is one too many, the next run goes on."""
        most = self.settings.getint("SHINENEWS_LISTING_PAGES")
        if path in self._turned:
            self._end_walk(section, path)
        elif path not in self._turned_to[section]:
            if len(self._turned_to[section]) < most:
                return True
            reason = f"{most} of its pages are the most for one run; the next goes on there"
            self._note_breaking_off("listing", path, reason)
        return False

    def _end_walk(self, section: str, path: str) -> None:
        if self.asks_for_any_day:
            self._run.exploration.end_walk(section, path)

    def _note_breaking_off(self, way: str, path: str, reason: str) -> None:
        self._run.notes.note_break(way, path, reason)

    def _note_way_in(self, way: str, state: str, links: int | None = None) -> None:
        if links is not None:
            self._run.notes.links[way] = links
        self._run.notes.ways_in[way] = state
