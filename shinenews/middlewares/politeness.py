"""Keeps to the pace that the site asks for: Crawl-delay, Retry-After, and less of everything when it is in trouble."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings

_TROUBLE = frozenset({429, 503})
_LONGEST_CRAWL_DELAY = 60.0
_PATIENCE = 3
"""How many answers may call for the longest pause, with no good one between, before nothing more is asked for."""
_GLANCE = 0.5
"""How often, in seconds, a pause looks whether the crawl is being stopped."""

logger = logging.getLogger(__name__)


class PauseError(IgnoreRequest):
    """The site asks for a longer pause than is made."""


class GivenUpError(PauseError):
    """The site has asked for that, or has been in trouble, so long that it is not asked any more in this run."""


class PolitePace(Slot):
    """The site's slot in Scrapy's downloader, which holds every request back until it may be sent.

    AutoThrottle goes on setting `delay`, and can't undo the rest: `floor` seconds lie between two requests, `backoff`
    seconds while the site is in trouble, and nothing is sent before the moment `not_before`. Backing off begins with
    the delay at the start, or the floor: 2, 4, 8 seconds; without either there is none.
    """

    def __init__(self, concurrency: int, delay: float, jitter: float) -> None:
        super().__init__(concurrency, delay, jitter)
        self.first_backoff = delay
        self.floor = self.backoff = 0.0
        self.not_before = 0.0

    def download_delay(self) -> float:
        """Give the seconds to leave after the request that was sent last."""
        return max(super().download_delay(), self.floor, self.backoff, self.not_before - self.lastseen)

    def rest(self, seconds: float) -> None:
        """Send nothing for so long, from now on."""
        self.not_before = max(self.not_before, monotonic() + seconds)

    def slow_down(self, longest: float) -> float:
        """Begin to back off, or back off twice as far; give the seconds."""
        self.backoff = min(max(2 * self.backoff, self.first_backoff, self.floor), longest)
        self.rest(self.backoff)
        return self.backoff

    def recover(self) -> None:
        """Go half of the way back to the normal pace."""
        self.backoff = self.backoff / 2 if self.backoff > max(self.first_backoff, self.floor) else 0.0


class PolitenessMiddleware:
    """Slows the crawl of the site's one host as a whole; trying again is left to Scrapy.

    `longest_pause` is in seconds; `agent` is the name by which robots.txt knows the crawler. `give_slot` makes the
    pace the downloader's for a request, `is_running` tells whether the crawl goes on.
    """

    def __init__(
        self,
        pace: PolitePace,
        longest_pause: float,
        agent: str,
        give_slot: Callable[[Request, Slot], None],
        is_running: Callable[[], bool],
    ) -> None:
        self.pace = pace
        self._longest = longest_pause
        self._agent = agent
        self._give_slot, self._is_running = give_slot, is_running
        self._longest_in_a_row = 0
        self._refusal = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the place of the slot that Scrapy's downloader would make; listen for robots.txt."""

        def give_slot(request: Request, slot: Slot) -> None:
            assert crawler.engine is not None  # noqa: S101 - the crawler runs
            downloader = crawler.engine.downloader
            downloader.slots[downloader.get_slot_key(request)] = slot

        def is_running() -> bool:
            return crawler.engine is not None and crawler.engine.running

        settings = crawler.settings
        agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        longest = settings.getfloat("SHINENEWS_LONGEST_PAUSE")
        middleware = cls(pace_of(settings), longest, agent, give_slot, is_running)
        crawler.signals.connect(middleware.robots_parsed, signal=signals.robots_parsed)
        return middleware

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Make the site's Crawl-delay the floor."""
        asked = robotparser.crawl_delay(self._agent) or 0.0
        asked = asked if asked > 0 else 0.0  # it may be nan
        if asked > _LONGEST_CRAWL_DELAY:
            words = "robots.txt asks for a Crawl-delay of %g s; the crawl waits %g s between its requests"
            logger.warning(words, asked, _LONGEST_CRAWL_DELAY)
        self.pace.floor = min(asked, _LONGEST_CRAWL_DELAY)

    async def process_request(self, request: Request) -> None:
        """Wait while the host rests; raise `GivenUpError` when it can't be waited for, IgnoreRequest at the end."""
        while (seconds := self.pace.not_before - monotonic()) > 0 and not self._refusal:
            if not self._is_running():
                message = "the crawl was stopped while the site rested"
                raise IgnoreRequest(message)
            await asyncio.sleep(min(seconds, _GLANCE))
        if self._refusal:
            raise GivenUpError(self._refusal)
        self._give_slot(request, self.pace)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy gives it
        """Take from an answer how to go on; raise `PauseError` when there is no use in asking on."""
        if response.status not in _TROUBLE:
            self._longest_in_a_row = 0
            self.pace.recover()
            return response
        seconds = pause_asked_for(response)
        if seconds:
            self.pace.rest(min(seconds, self._longest))
            message = f"the site asks to wait {seconds:.0f} s"
        else:
            seconds = self.pace.slow_down(self._longest)
            message = f"the site is in trouble (HTTP {response.status}) however long the pause"
        if seconds >= self._longest:
            self._longest_in_a_row += 1
            if self._longest_in_a_row >= _PATIENCE:
                self._refusal = message
        if self._refusal:
            raise GivenUpError(message)
        if seconds > self._longest:
            raise PauseError(message)
        return response


def pace_of(settings: BaseSettings) -> PolitePace:
    """Make the pace of these settings."""
    delay = settings.getfloat("DOWNLOAD_DELAY")
    if settings.getbool("AUTOTHROTTLE_ENABLED"):
        delay = max(delay, settings.getfloat("AUTOTHROTTLE_START_DELAY"))
    jitter = settings.getfloat("DOWNLOAD_DELAY_JITTER")
    return PolitePace(settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), delay, jitter)


def pause_asked_for(response: Response) -> float | None:
    """Give the seconds that an answer's Retry-After asks to wait, in either of its forms; None when it asks for none.

    A date is held against the site's own clock, where the answer tells it.

    >>> pause_asked_for(Response("https://www.shine.cn/", headers={"Retry-After": "120"}))
    120.0
    >>> pause_asked_for(Response("https://www.shine.cn/", headers={
    ...     "Date": "Mon, 11 Nov 2024 12:00:00 GMT", "Retry-After": "Mon, 11 Nov 2024 12:01:30 GMT"}))
    90.0
    >>> pause_asked_for(Response("https://www.shine.cn/", headers={"Retry-After": "soon"})) is None
    True
    """
    asked = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    until, now = _moment(asked), _moment((response.headers.get("Date") or b"").decode("latin-1"))
    return max((until - (now or datetime.now(UTC))).total_seconds(), 0.0) if until else None


def _moment(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
