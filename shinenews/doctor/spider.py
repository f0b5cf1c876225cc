"""The spider that looks at one page of each kind, one after the other."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.http import Response

from shinenews.discovery import sitemap
from shinenews.discovery.listing import Listing
from shinenews.doctor.failure import failed
from shinenews.doctor.fetch import Fetcher
from shinenews.doctor.finding import Finding, Outcome, Step
from shinenews.doctor.reading import expectation, of_article
from shinenews.doctor.robots import of_robots
from shinenews.doctor.subject import Subject
from shinenews.doctor.ways_in import moment, of_listing, of_newsmap, of_next_page
from shinenews.site import Found, on_host
from shinenews.spiders.messages import page_of

if TYPE_CHECKING:
    from shinenews.items import Article


class DoctorSpider(Spider):
    """Asks for what a crawl begins with, and stores nothing.

    `tell` is given each finding as soon as it is made. Afterwards `outcomes` has one for every step, unless the
    spider was stopped; `article` is what the article was read to; `files` holds by name the pages that came.
    """

    name = "doctor"
    custom_settings = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}}  # noqa: RUF012 - as Scrapy declares it

    def __init__(self, subject: Subject, tell: Callable[[Finding], None]) -> None:
        super().__init__()
        self.subject = subject
        self.outcomes: dict[Step, Outcome] = {}
        self.article: Article | None = None
        self.files: dict[str, bytes] = {}
        self.closed_by: str | None = None
        self._tell = tell
        self._found: list[Found] = []
        self._listing = Listing([], None)

    async def start(self) -> AsyncIterator[Request]:
        """Take the steps; the pages are awaited here, so that there is nothing to yield."""
        self._fetcher = Fetcher(self.crawler, self._origin)
        await self._look_at_robots()
        if self.outcomes[Step.ROBOTS] is Outcome.FAILED:
            for step in [step for step in Step if step is not Step.ROBOTS]:
                self._note(Finding(step, Outcome.ABSENT, "not asked for"))
        else:
            await self._look(Step.NEWSMAP, sitemap.PATHS["newsmap"], "sitemap-news.xml", self._read_newsmap)
            await self._look(Step.LISTING, self.subject.listing, "listing.html", self._read_listing)
            await self._look_at_next_page()
            await self._look_at_article()
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def closed(self, reason: str) -> None:
        """Note why the spider ended: "shutdown" when it was stopped."""
        self.closed_by = reason

    async def _look_at_robots(self) -> None:
        try:
            robots = await self._fetcher.robots()
        except Exception as error:  # noqa: BLE001 - whatever kept it away is the finding
            self._note(failed(Step.ROBOTS, error))
            return
        if robots is None:
            self._note(Finding(Step.ROBOTS, Outcome.ABSENT, "not asked for, as ROBOTSTXT_OBEY is off"))
            return
        response, parser = robots
        if response.status == 200:
            self.files["robots.txt"] = response.body
        self._note(of_robots(response, parser, self.subject.listing, self.settings))

    async def _look_at_next_page(self) -> None:
        if self._listing.next_url:
            path = on_host(self._listing.next_url)
            await self._look(Step.PAGINATION, path, "listing-2.html", self._read_next_page)
        else:
            self._note(Finding(Step.PAGINATION, Outcome.ABSENT, "no next page is named"))

    async def _look_at_article(self) -> None:
        found = self._choose()
        if found:
            address = found.address
            await self._look(Step.ARTICLE, address.path, f"{address.id}.html", partial(self._read_article, found))
        else:
            self._note(Finding(Step.ARTICLE, Outcome.ABSENT, "none is known to ask for"))

    def _choose(self) -> Found | None:
        """Choose the article that was asked for, or else the newest; with the sitemap's date where it has one."""
        asked = self.subject.address
        candidates = [found for found in self._found if asked in {None, found.address}]
        return max(candidates, key=moment, default=Found(asked) if asked else None)

    async def _look(self, step: Step, path: str, file: str, read: Callable[[Response], Finding]) -> None:
        try:
            response = await self._fetcher.page(path)
        except Exception as error:  # noqa: BLE001 - whatever kept the page away is the finding
            self._note(failed(step, error))
            return
        self.files[file] = response.body
        self._note(read(response))

    def _read_newsmap(self, response: Response) -> Finding:
        finding, found = of_newsmap(response, self._origin, self.subject.section)
        self._found += found
        return finding

    def _read_listing(self, response: Response) -> Finding:
        finding, self._listing = of_listing(response, self._origin, self.subject.section)
        self._found += self._listing.found
        return finding

    def _read_next_page(self, response: Response) -> Finding:
        return of_next_page(response, self._origin, self.subject.section, self._listing)

    def _read_article(self, found: Found, response: Response) -> Finding:
        finding, self.article = of_article(response, found)
        if self.article and (page := page_of(response)):
            self.files[f"{found.address.id}.json"] = expectation(page, found.address)
        return finding

    def _note(self, finding: Finding) -> None:
        self.outcomes[finding.step] = finding.outcome
        self._tell(finding)

    @property
    def _origin(self) -> str:
        origin: str = self.settings["SHINENEWS_SITE"]
        return origin.rstrip("/")
