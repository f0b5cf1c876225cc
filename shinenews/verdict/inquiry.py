"""What is found out about a run: by its own account, by what it noted, and beside the runs before it."""

import logging
import signal
from datetime import timedelta

from scrapy import Spider

from shinenews.feeds.publishing import healing
from shinenews.store.database.failures import StoreError
from shinenews.store.runs.account import OUTCOMES
from shinenews.store.runs.run import Run
from shinenews.verdict import baseline
from shinenews.verdict.exit_codes import ExitCode
from shinenews.verdict.judgement import ENOUGH_TO_JUDGE, READ, Findings

logger = logging.getLogger(__name__)


class Inquiry:
    """The inquiry into a spider's run; `silence` is how long there may be no new article."""

    def __init__(self, run: Run, spider: Spider, silence: timedelta) -> None:
        self._run = run
        self._spider = spider
        self._sections: tuple[str, ...] = getattr(spider, "sections", ())
        self._silence = silence
        self._unusual: list[str] = []
        self._put_off = 0

    def compare(self) -> None:
        """Compare the run, which came to its end, with those before it, and keep in the store what it measured."""
        notes = self._run.notes
        is_read = set(notes.ways_in.values()) == {"read"} and not notes.breaks()
        try:
            is_whole = is_read and getattr(self._spider, "has_visited_all", False)
            with self._run.database.begin() as connection:
                self._unusual = baseline.compare(
                    connection,
                    self._run.id,
                    self._sections,
                    notes.links,
                    self._silence,
                    self._run.now(),
                    is_whole=is_whole,
                )
            self._unusual += self._still_changed() + self._never_found()
            self._put_off = self._run.account.put_off(self._sections)
        except StoreError as error:
            notes.note_trouble(error)
        except Exception as error:
            logger.exception("The run can't be compared with those before it")
            notes.note_fault(error)

    def findings(self, closed: str) -> Findings:
        """Put together what was found; `closed` is Scrapy's word on the end of the run."""
        notes = self._run.notes
        outcomes, reasons = dict.fromkeys(OUTCOMES, 0), {}
        try:
            outcomes, reasons = self._run.account.outcomes(), self._run.account.reasons()
        except StoreError as error:
            notes.note_trouble(error)
        return Findings(
            outcomes=outcomes,
            reasons=reasons,
            ways_in=dict(sorted(notes.ways_in.items())),
            errors=notes.faults + notes.breaks(),
            unusual=self._unusual,
            remarks=notes.doubts + self._on_what_is_put_off() + healing.tell(notes.rendered_anew),
            trouble=notes.trouble,
            closed=closed,
            terminated=notes.stopped_by == signal.SIGTERM,
        )

    def _still_changed(self) -> list[str]:
        """Say so when nothing was read since the site was found to have changed: that is no news of its mending."""
        account = self._run.account
        outcomes, unreadable = account.outcomes(), account.unreadable(self._sections)
        if any(outcomes[outcome] for outcome in READ) or unreadable < ENOUGH_TO_JUDGE:
            return []
        if account.exit_code_before() != ExitCode.SITE_CHANGED:
            return []
        return [f"no page was read since the site was found to have changed; {unreadable} wait to be read"]

    def _never_found(self) -> list[str]:
        """Say so when no run has ever found an article: the site may have no such section, or name it otherwise."""
        is_told = self._run.notes.breaks() or not getattr(self._spider, "asks_for_any_day", False)
        if is_told or self._run.account.knows_any(self._sections):
            return []
        section = self._sections[0] if len(self._sections) == 1 else "any section"
        return [f"no article of {section} was ever found; scrapy doctor tells what the site has"]

    def _on_what_is_put_off(self) -> list[str]:
        if not self._put_off:
            return []
        pages, wait = ("1 page", "waits") if self._put_off == 1 else (f"{self._put_off} pages", "wait")
        return [f"{pages}, which failed again and again, {wait} to be tried later; scrapy status lists what is missing"]
