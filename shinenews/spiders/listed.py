"""How listings are read, page after page: which name articles, and lead to more pages of their kind."""

from collections import defaultdict

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from shinenews.discovery.listing import Listing, read_listing
from shinenews.site import Found, on_host
from shinenews.spiders.asking import AskingSpider
from shinenews.spiders.failures import may_pass
from shinenews.spiders.messages import asked, is_cut, page_of
from shinenews.spiders.visiting import ABSENT


class ListedSpider(AskingSpider):
    """Finds articles by the listings of its sections.

    A run that asks for all days walks, and the store knows how far it came; one that asks for some days only makes an
    excursion of its own: the walks wait for one that asks for all.
    """

    def __init__(self, **arguments: str) -> None:
        super().__init__(**arguments)
        self._listed: set[str] = set()
        self._turned_to: defaultdict[str, set[str]] = defaultdict(set)
        self._turned: set[str] = set()
        self._excursion: list[tuple[str, str]] = []

    def parse_listing(self, response: Response, *, section: str, is_first: bool) -> None:
        """Make the articles that a page of a listing names known, and note which page is next."""
        path = asked(response.request)
        if response.status == 304:
            self._note_way_in(self._name_of_listing(section), "read")
            self._run.exploration.put_off_walk(section, path)
            return
        page = page_of(response)
        listing = Listing([], None) if page is None else read_listing(page.root, response.url, self._origin, section)
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

    def _listings(self) -> list[Request]:
        """Ask for the first page of each listing, and for the pages where an earlier run broke off."""
        requests = []
        broken_off = self._run.exploration.walks(self.sections) if self.asks_for_any_day else []
        for section in self.sections:
            first = f"/{section}/"
            others = [path for of, path in broken_off if of == section and path != first]
            requests.append(self._listing(section, first, is_first=True, if_changed=not others))
            requests += [self._listing(section, path) for path in others]
            if self.asks_for_any_day:
                self._run.exploration.begin_walk(section, first)
        return requests

    def _next_pages(self) -> list[Request]:
        """Ask for the next page of each listing."""
        onward, self._excursion = self._onward(), []
        return [self._listing(section, path) for section, path in onward if self._may_turn_to(path, section)]

    def _onward(self) -> list[tuple[str, str]]:
        """List the listing pages that are to be read next, each with its section."""
        if self.asks_for_any_day and "listing" in self.arguments.via:
            return self._run.exploration.walks(self.sections)
        return self._excursion

    def _listing(self, section: str, path: str, *, is_first: bool = False, if_changed: bool = False) -> Request:
        self._turned_to[section].add(path)
        place = {"section": section, "is_first": is_first}
        request = self._request(path, self.parse_listing, self.listing_failed, cb_kwargs=place)
        return self._if_changed(request, (section,)) if if_changed else request

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

    def _name_of_listing(self, section: str) -> str:
        return "listing" if self.sections == (section,) else f"listing of {section}"
