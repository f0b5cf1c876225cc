"""Tells somebody when a run did not end well, and when all is well again."""

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import run_in_thread

from shinenews.extensions import wording
from shinenews.extensions.judgement import ExitCode
from shinenews.extensions.verdict import Verdict, verdict_passed
from shinenews.store.run import Run

logger = logging.getLogger(__name__)


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
        if finished and self._run.exit_code_before() in {None, ExitCode.FINISHED}:
            return
        title = f"shinenews {verdict.spider}: {verdict.meaning}"
        await run_in_thread(send, self._addresses, title, wording.line(verdict, self._run.folder))


def send(addresses: str, title: str, text: str) -> None:
    """Send a message to apprise URLs; where that is not possible, log it."""
    from apprise import Apprise

    messenger = Apprise()
    known = messenger.add(addresses)
    if not (messenger.notify(body=text, title=title) and known):
        logger.warning("The verdict could not be sent to every address in SHINENEWS_NOTIFY.")
