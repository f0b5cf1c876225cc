"""Tells somebody when a run did not end well, and when all is well again."""

import logging
from importlib.util import find_spec
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import run_in_thread

from shinenews.extensions.verdict import verdict_passed
from shinenews.store.runs.run import Run
from shinenews.verdict import wording
from shinenews.verdict.exit_codes import MEANINGS, ExitCode
from shinenews.verdict.page import Verdict

logger = logging.getLogger(__name__)

_KINDS = {
    ExitCode.FINISHED: "success",
    ExitCode.SITE_CHANGED: "warning",
    ExitCode.PARTIAL: "warning",
    ExitCode.LOCKED: "warning",
    ExitCode.INTERRUPTED: "warning",
    ExitCode.TERMINATED: "warning",
}
"""What kind of a message apprise is to make of it; the rest are failures."""


class NotifyExtension:
    """Sends the verdict to the addresses in `SHINENEWS_NOTIFY` when the exit code isn't 0, or is 0 again.

    `addresses` are apprise URLs, parted by white space or commas. A message that can't be sent is logged; the exit
    code is that of the crawl.
    """

    def __init__(self, addresses: str, run: Run) -> None:
        self._addresses = addresses
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wait for the verdict on the crawler's run."""
        addresses = crawler.settings["SHINENEWS_NOTIFY"]
        if not addresses:
            raise NotConfigured  # without a reason, which Scrapy would log as a warning in every run
        extension = cls(addresses, Run.of(crawler))
        crawler.signals.connect(extension.verdict_passed, signal=verdict_passed)
        return extension

    async def verdict_passed(self, verdict: Verdict) -> None:
        """Send the verdict, when it is one to be told."""
        finished = verdict.exit_code == ExitCode.FINISHED
        if finished and self._run.account.exit_code_before() in {None, ExitCode.FINISHED}:
            return
        text = wording.line(verdict, self._run.folder)
        await run_in_thread(send, self._addresses, verdict.spider, ExitCode(verdict.exit_code), text)


def check(addresses: str) -> None:
    """Raise ValueError, of one sentence, when there is no telling one of the addresses, which are not repeated."""
    if find_spec("apprise") is None:
        message = "it needs the extra notify: pip install -e '.[notify]'"
        raise ValueError(message)
    from apprise import Apprise

    logs = logging.getLogger("apprise")
    level = logs.level
    logs.setLevel(logging.CRITICAL + 1)  # it would log the address, password included
    try:
        if not Apprise().add(addresses):
            message = "write apprise addresses, like mailto://user:password@example.org, parted by blanks"
            raise ValueError(message)
    finally:
        logs.setLevel(level)


def send(addresses: str, spider: str, code: ExitCode, text: str) -> None:
    """Send how a run of a spider ended to apprise URLs; where that is not possible, log it."""
    from apprise import Apprise, NotifyType

    messenger = Apprise()
    known = messenger.add(addresses)
    kind = NotifyType(_KINDS.get(code, "failure"))
    if not (messenger.notify(body=text, title=f"shinenews {spider}: {MEANINGS[code]}", notify_type=kind) and known):
        logger.warning("The verdict could not be sent to every address in SHINENEWS_NOTIFY.")
