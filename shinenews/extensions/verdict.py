"""The verdict on a run: one number, and one page that gives the reasons."""

import json
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.statscollectors import StatsCollector
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from shinenews.extensions import baseline
from shinenews.extensions.feedexport import FeedExporter
from shinenews.extensions.judgement import ENOUGH_TO_JUDGE, MEANINGS, READ, ExitCode, Findings, judge
from shinenews.feeds import atomic, healing
from shinenews.items import Article
from shinenews.store.database.failures import StoreError
from shinenews.store.frontier.schedule import interval
from shinenews.store.runs.account import OUTCOMES
from shinenews.store.runs.notes import fault
from shinenews.store.runs.run import Run

if TYPE_CHECKING:
    from shinenews.store.frontier.agenda import Page

logger = logging.getLogger(__name__)

verdict_passed = object()
"""The signal that a run is over and judged; its handlers are given the `verdict`, and may be coroutines."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The page that is kept of a run, as `runs/<run>.json`."""

    run: str
    spider: str
    sections: list[str]
    started_at: str
    finished_at: str
    seconds: float
    exit_code: int
    meaning: str
    outcomes: dict[str, int]
    reasons: dict[str, dict[str, int]]
    ways_in: dict[str, str]
    disagreements: dict[str, int]
    warnings: list[str]
    requests: int
    bytes: int


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
        self._unusual: list[str] = []
        self._put_off = 0

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
        page: Page | None = request.cb_kwargs.get("page") if request is not None else None
        self._note_fault(failure, page.address.id if page else None)

    def item_error(self, item: Article, failure: Failure) -> None:
        """Note a fault of the program's own, met while storing an article."""
        self._note_fault(failure, item.id)

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        """Have Scrapy's own exports written, then pass the verdict, write it down, and tell of it."""
        await self.close_exports(spider)
        if reason == "finished":
            self._compare(spider)
        self.verdict = self._verdict(spider, self._findings(reason))
        try:
            write(self.verdict, self.run.folder)
            self.is_kept = True
            self.run.finish(self.verdict.exit_code)
        except (OSError, StoreError) as error:
            self.run.notes.note_trouble(error)
            self.verdict = self._verdict(spider, self._findings(reason))
            self._keep_if_possible(self.verdict)
        await self.tell(self.verdict)

    def _compare(self, spider: Spider) -> None:
        sections = tuple(getattr(spider, "sections", ()))
        notes = self.run.notes
        is_read = set(notes.ways_in.values()) == {"read"} and not notes.breaks()
        try:
            is_whole = is_read and getattr(spider, "has_visited_all", False)
            with self.run.database.begin() as connection:
                self._unusual = baseline.compare(
                    connection, self.run.id, sections, notes.links, self.silence, self.run.now(), is_whole=is_whole
                )
            self._unusual += self._still_changed(sections) + self._never_found(spider, sections)
            self._put_off = self.run.account.put_off(sections)
        except StoreError as error:
            self.run.notes.note_trouble(error)
        except Exception as error:
            logger.exception("The run can't be compared with those before it")
            self.run.notes.note_fault(error)

    def _still_changed(self, sections: tuple[str, ...]) -> list[str]:
        """Say so when nothing was read since the site was found to have changed: that is no news of its mending."""
        outcomes = self.run.account.outcomes()
        unreadable = self.run.account.unreadable(sections)
        if any(outcomes[outcome] for outcome in READ) or unreadable < ENOUGH_TO_JUDGE:
            return []
        if self.run.account.exit_code_before() != ExitCode.SITE_CHANGED:
            return []
        return [f"no page was read since the site was found to have changed; {unreadable} wait to be read"]

    def _never_found(self, spider: Spider, sections: tuple[str, ...]) -> list[str]:
        """Say so when no run has ever found an article: the site may have no such section, or name it otherwise."""
        is_told = self.run.notes.breaks() or not getattr(spider, "asks_for_any_day", False)
        if is_told or self.run.account.knows_any(sections):
            return []
        section = sections[0] if len(sections) == 1 else "any section"
        return [f"no article of {section} was ever found; scrapy doctor tells what the site has"]

    def _keep_if_possible(self, verdict: Verdict) -> None:
        with suppress(OSError):
            write(verdict, self.run.folder)
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
            warnings=([findings.trouble] if findings.trouble else [])
            + findings.on_ways_in()
            + findings.errors
            + findings.unusual
            + self.run.notes.doubts
            + self._on_what_is_put_off()
            + healing.tell(self.run.notes.rendered_anew),
            requests=self.stats.get_value("downloader/request_count", 0),
            bytes=self.stats.get_value("downloader/response_bytes", 0),
        )

    def _on_what_is_put_off(self) -> list[str]:
        if not self._put_off:
            return []
        pages, wait = ("1 page", "waits") if self._put_off == 1 else (f"{self._put_off} pages", "wait")
        return [f"{pages}, which failed again and again, {wait} to be tried later; scrapy status lists what is missing"]

    def _findings(self, closed: str) -> Findings:
        notes = self.run.notes
        outcomes, reasons = dict.fromkeys(OUTCOMES, 0), {}
        try:
            outcomes, reasons = self.run.account.outcomes(), self.run.account.reasons()
        except StoreError as error:
            self.run.notes.note_trouble(error)
        return Findings(
            outcomes=outcomes,
            reasons=reasons,
            ways_in=dict(sorted(notes.ways_in.items())),
            errors=notes.faults + notes.breaks(),
            unusual=self._unusual,
            trouble=notes.trouble,
            closed=closed,
            terminated=notes.stopped_by == signal.SIGTERM,
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
            self._note_outcome(self.run.fail, id_, fault(failure.value))

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


def write(verdict: Verdict, folder: Path) -> None:
    """Write a verdict to `runs/<run>.json` in the data folder."""
    page = json.dumps(asdict(verdict), ensure_ascii=False, indent=1).encode() + b"\n"
    atomic.write_lines(folder / "runs" / f"{verdict.run}.json", [page])
