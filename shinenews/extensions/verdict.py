"""The verdict on a run: one number, and one page that gives the reasons."""

import json
import signal
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.statscollectors import StatsCollector
from twisted.python.failure import Failure

from shinenews.extensions.judgement import MEANINGS, Findings, judge
from shinenews.feeds import atomic
from shinenews.items import Article
from shinenews.store.run import Run

if TYPE_CHECKING:
    from shinenews.store.frontier import Page


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
    """Passes the verdict when the spider closes, after the feeds are published."""

    def __init__(self, run: Run, stats: StatsCollector, tolerance: float) -> None:
        self.run = run
        self.stats = stats
        self.tolerance = tolerance
        self.verdict: Verdict | None = None
        self._faults: list[str] = []
        self._terminated = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to the crawler."""
        tolerance = crawler.settings.getfloat("SHINENEWS_QUARANTINE_TOLERANCE")
        extension = cls(Run.of(crawler), crawler.stats, tolerance)
        crawler.signals.connect(extension.engine_started, signal=signals.engine_started)
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        crawler.signals.connect(extension.item_error, signal=signals.item_error)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def engine_started(self) -> None:
        """Listen for SIGTERM, before Scrapy's own handler, which does not tell it from Ctrl-C."""
        handle = signal.getsignal(signal.SIGTERM)
        if not callable(handle):
            return

        def note(number: int, frame: FrameType | None) -> None:
            self._terminated = True
            handle(number, frame)

        signal.signal(signal.SIGTERM, note)

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        """Note a fault of the program's own, met while reading a page."""
        request: Request | None = response.request if response is not None else None
        page: Page | None = request.cb_kwargs.get("page") if request is not None else None
        self._note_fault(failure, page.address.id if page else None)

    def item_error(self, item: Article, failure: Failure) -> None:
        """Note a fault of the program's own, met while storing an article."""
        self._note_fault(failure, item.id)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Pass the verdict and write it down."""
        findings = self._findings(reason)
        code = judge(findings, self.tolerance)
        self.run.finish(code)
        finished_at = datetime.now(UTC)
        self.verdict = Verdict(
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
            disagreements=self._counted("shinenews/validate/disagreement/"),
            warnings=[f"{way}: {state}" for way, state in findings.ways_in.items() if state != "read"]
            + findings.errors,
            requests=self.stats.get_value("downloader/request_count", 0),
            bytes=self.stats.get_value("downloader/response_bytes", 0),
        )
        write(self.verdict, self.run.folder)

    def _findings(self, closed: str) -> Findings:
        broke_off = self.stats.get_value("shinenews/listing_broke_off")
        return Findings(
            outcomes=self.run.outcomes(),
            reasons=self.run.reasons(),
            ways_in=self._counted("shinenews/ways_in/"),
            errors=self._faults + ([f"the listing broke off at {broke_off}"] if broke_off else []),
            export_error=self.stats.get_value("shinenews/export/error"),
            closed=closed,
            terminated=self._terminated,
        )

    def _counted(self, prefix: str) -> dict[str, Any]:
        stats = self.stats.get_stats()
        return {key.removeprefix(prefix): stats[key] for key in sorted(stats) if key.startswith(prefix)}

    def _note_fault(self, failure: Failure, id_: str | None) -> None:
        reason = f"fault in the program: {failure.type.__name__ if failure.type else 'unknown'}: {failure.value}"
        if id_ is not None:
            self.run.fail(id_, reason)
        else:
            self._faults.append(reason)


def write(verdict: Verdict, folder: Path) -> None:
    """Write a verdict to `runs/<run>.json` in the data folder."""
    page = json.dumps(asdict(verdict), ensure_ascii=False, indent=1).encode() + b"\n"
    atomic.write_lines(folder / "runs" / f"{verdict.run}.json", [page])
