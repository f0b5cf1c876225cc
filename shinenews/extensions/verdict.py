"""Has the verdict passed when a crawl ends, and keeps it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.statscollectors import StatsCollector
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from shinenews.extensions.feedexport import FeedExporter
from shinenews.items import Article
from shinenews.store.database.failures import StoreError
from shinenews.store.frontier.schedule import interval
from shinenews.store.runs.notes import fault
from shinenews.store.runs.run import Run
from shinenews.verdict import page
from shinenews.verdict.exit_codes import MEANINGS
from shinenews.verdict.inquiry import Inquiry
from shinenews.verdict.judgement import Findings, judge
from shinenews.verdict.page import Verdict

if TYPE_CHECKING:
    from shinenews.store.frontier.agenda import Page

verdict_passed = object()
"""The signal that a run is over and judged; its handlers are given the `verdict`, and may be coroutines."""


class VerdictExtension:
    """Passes the verdict when the spider closes, after the feeds are published.

    Where the store fails, it has the crawl stopped. `is_kept` tells whether the verdict is written down.
    """

    def __init__(
        self,
        run: Run,
        stats: StatsCollector,
        tolerance: float,
        silence: timedelta,
        stop: Callable[[], object],
        close_exports: Callable[[Spider], Awaitable[object]],
        tell: Callable[[Verdict], Awaitable[object]],
    ) -> None:
        self.run = run
        self.stats = stats
        self.tolerance = tolerance
        self.silence = silence
        self.stop = stop
        self.close_exports = close_exports
        self.tell = tell
        self.verdict: Verdict | None = None
        self.is_kept = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to the crawler."""
        tolerance = crawler.settings.getfloat("SHINENEWS_QUARANTINE_TOLERANCE")
        silence = interval(crawler.settings["SHINENEWS_SILENCE"])
        extension = cls(
            Run.of(crawler),
            crawler.stats,
            tolerance,
            silence,
            partial(_stop, crawler),
            partial(_close_exports, crawler),
            partial(_tell, crawler),
        )
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        crawler.signals.connect(extension.item_error, signal=signals.item_error)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        """Note a fault of the program's own, met while reading a page."""
        request: Request | None = response.request if response is not None else None
        visited: Page | None = request.cb_kwargs.get("page") if request is not None else None
        self._note_fault(failure, visited.address.id if visited else None)

    def item_error(self, item: Article, failure: Failure) -> None:
        """Note a fault of the program's own, met while storing an article."""
        self._note_fault(failure, item.id)

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        """Have Scrapy's own exports written, then pass the verdict, write it down, and tell of it."""
        await self.close_exports(spider)
        inquiry = Inquiry(self.run, spider, self.silence)
        if reason == "finished":
            inquiry.compare()
        self.verdict = self._verdict(spider, inquiry.findings(reason))
        try:
            page.write(self.verdict, self.run.folder)
            self.is_kept = True
            self.run.finish(self.verdict.exit_code)
        except (OSError, StoreError) as error:
            self.run.notes.note_trouble(error)
            self.verdict = self._verdict(spider, inquiry.findings(reason))
            self._keep_if_possible(self.verdict)
        await self.tell(self.verdict)

    def _keep_if_possible(self, verdict: Verdict) -> None:
        with suppress(OSError):
            page.write(verdict, self.run.folder)
            self.is_kept = True
        with suppress(StoreError):
            self.run.finish(verdict.exit_code)

    def _verdict(self, spider: Spider, findings: Findings) -> Verdict:
        code = judge(findings, self.tolerance)
        finished_at = self.run.now()
        return Verdict(
            run=self.run.id,
            spider=spider.name,
            sections=list(getattr(spider, "sections", ())),
            started_at=self.run.started_at.isoformat(timespec="seconds"),
            finished_at=finished_at.isoformat(timespec="seconds"),
            seconds=round((finished_at - self.run.started_at).total_seconds(), 1),
            exit_code=code,
            meaning=MEANINGS[code],
            outcomes=dict(findings.outcomes),
            reasons={outcome: dict(counted) for outcome, counted in findings.reasons.items()},
            ways_in=dict(findings.ways_in),
            disagreements=self._disagreements(),
            warnings=findings.warnings(),
            requests=self.stats.get_value("downloader/request_count", 0),
            bytes=self.stats.get_value("downloader/response_bytes", 0),
        )

    def _disagreements(self) -> dict[str, int]:
        prefix, stats = "shinenews/validate/disagreement/", self.stats.get_stats()
        return {key.removeprefix(prefix): stats[key] for key in sorted(stats) if key.startswith(prefix)}

    def _note_fault(self, failure: Failure, id_: str | None) -> None:
        if isinstance(failure.value, StoreError):
            self._give_up(failure.value)
        elif id_ is None:
            self.run.notes.note_fault(failure.value)
        else:
            self._note_outcome(self.run.visits.fail, id_, fault(failure.value))

    def _note_outcome(self, note: Callable[[str, str], None], id_: str, reason: str) -> None:
        try:
            note(id_, reason)
        except StoreError as error:
            self._give_up(error)

    def _give_up(self, error: StoreError) -> None:
        self.run.notes.note_trouble(error)
        self.stop()


def _stop(crawler: Crawler) -> None:
    if crawler.engine is not None:
        deferred_from_coro(crawler.engine.close_spider_async(reason="trouble"))


async def _close_exports(crawler: Crawler, spider: Spider) -> None:
    if exporter := crawler.get_extension(FeedExporter):
        await exporter.close_spider(spider)


async def _tell(crawler: Crawler, verdict: Verdict) -> None:
    await crawler.signals.send_catch_log_async(verdict_passed, verdict=verdict)
