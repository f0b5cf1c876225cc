"""How the pages of articles are visited."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from shinenews.items import Article
from shinenews.middlewares.politeness import GivenUpError
from shinenews.middlewares.robots import ForbiddenError, RobotsUnreadableError
from shinenews.site import Address, article_address, on_host
from shinenews.spiders.arguments import Arguments
from shinenews.spiders.failures import reason_of
from shinenews.spiders.messages import encoding_fault, header, is_cut, make_conditional, page_of
from shinenews.store.frontier.agenda import Page
from shinenews.store.runs.run import Run

ABSENT = (404, 410, 451)
"""The statuses of a page that is not there, or not to be shown, to anybody."""


class VisitingSpider(Spider):
    """Visits known pages, and notes what becomes of each.

    Arguments are those of `arguments.Arguments`; a bad one raises `ArgumentError`. `is_given_up` tells that the site
    lets nothing be read for now: there is no use in asking on.
    """

    def __init__(self, **arguments: str) -> None:
        super().__init__()
        self.arguments = Arguments.parse(**arguments)
        self.is_given_up = False
        self._asked = 0

    @property
    def sections(self) -> tuple[str, ...]:
        """The paths of the sections that are crawled."""
        raise NotImplementedError

    @property
    def sections_of_site(self) -> tuple[str, ...]:
        """The paths of all sections, to which an article may move."""
        raise NotImplementedError

    def parse_article(self, response: Response, page: Page) -> Iterator[Article]:
        """Load the article of a page; note a page that is as it was, gone, moved, or another than was asked for."""
        address = article_address(response.url)
        if response.status in ABSENT:
            self._run.visits.absent(page, response.status)
        elif address is None or not self._is_of(page, address):
            self._run.visits.quarantine(page.address.id, f"redirected to {response.url}", leads_away=address is None)
        elif address != page.address and address.section not in self.sections:
            self._run.visits.moved_away(address)
        else:
            yield from self._read(response, page, address)

    def _read(self, response: Response, page: Page, address: Address) -> Iterator[Article]:
        """Load the article of a page that is where it is looked for."""
        has_moved = address != page.address
        if is_cut(response):
            self._run.visits.fail(page.address.id, "the page broke off")
            return
        if has_moved:
            self._run.visits.moved(address)
        if response.status == 304:
            if not has_moved:
                self._run.visits.not_modified(page)
            return
        selector = page_of(response)
        if selector is None:
            kind = (response.headers.get("Content-Type") or b"no type").decode("latin-1")
            self._run.visits.quarantine(page.address.id, f"no page but {kind}")
            return
        from shinenews.loaders import load_article

        article = load_article(selector, address.url, listed_at=page.listed_at)
        if (reason := encoding_fault(response, article)) is not None:
            self._run.visits.quarantine(page.address.id, reason)
            return
        provenance = article.provenance
        provenance.fetched_url = response.url
        provenance.fetched_at = self._run.now().isoformat(timespec="seconds")
        provenance.status = response.status
        provenance.etag = header(response, "ETag")
        provenance.last_modified = header(response, "Last-Modified")
        provenance.discovered_by = page.discovered_by
        provenance.run = self._run.id
        yield article

    def article_failed(self, failure: Failure) -> None:
        """Note that an article's page is not to be had; it stays due."""
        request: Request = failure.request  # type: ignore[attr-defined]
        page: Page = request.cb_kwargs["page"]
        note = self._run.visits.skip if isinstance(failure.value, ForbiddenError) else self._run.visits.fail
        note(page.address.id, self._reason_of(failure))

    def _is_of(self, page: Page, address: Address) -> bool:
        """Tell whether a page's article can be what stands at an address, and not a copy made for another purpose."""
        is_in_place = address.section == page.address.section or address.section in self.sections_of_site
        return address.id == page.address.id and is_in_place

    @property
    def _run(self) -> Run:
        return Run.of(self.crawler)

    @property
    def _origin(self) -> str:
        origin: str = self.settings["SHINENEWS_SITE"]
        return origin.rstrip("/")

    def _left(self, most: int) -> int:
        """Tell how many pages may be visited yet, `most` at the most."""
        if self.is_given_up:
            return 0
        return most if self.arguments.limit is None else min(most, self.arguments.limit - self._asked)

    def _reason_of(self, failure: Failure) -> str:
        """Say why a request brought no page; where no other would bring one either, give up."""
        self.is_given_up |= isinstance(failure.value, GivenUpError | RobotsUnreadableError)
        return reason_of(failure.value)

    def _visits(self, pages: Iterable[Page]) -> list[Request]:
        """Ask for pages, in the order given."""
        requests = [self._visit(page) for page in pages]
        self._asked += len(requests)
        return requests

    def _visit(self, page: Page) -> Request:
        request = self._request(
            page.address.path,
            self.parse_article,
            self.article_failed,
            cb_kwargs={"page": page},
            meta={"handle_httpstatus_list": [304, *ABSENT]},
        )
        if page.state == "fetched":
            make_conditional(request, page)
        return request

    def _request(
        self,
        url: str,
        callback: Callable[..., Any],
        errback: Callable[[Failure], None],
        **options: Any,  # noqa: ANN401
    ) -> Request:
        return Request(self._origin + on_host(url), callback, errback=errback, **options)
