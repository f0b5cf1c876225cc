"""Tells somebody when a run did not end well, and when all is well again."""

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import run_in_thread

from shinenews.extensions import wording
from shinenews.extensions.judgement import ExitCode
from shinenews.extensions.verdict import VerdictExtension
from shinenews.store.run import Run

logger = logging.getLogger(__name__)


class NotifyExtension:
    """Sends the verdict to the addresses in `SHINENEWS_NOTIFY` when the exit code isn't 0, or is 0 again.

    `addresses` are apprise URLs, parted by white space or commas. A message that can't be sent is logged; the exit
    code is that of the crawl.
    """

    def __init__(self, addresses: str, crawler: Crawler) -> None:
        self._addresses = addresses
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wait for the end of the crawler, after the verdict."""
        addresses = crawler.settings["SHINENEWS_NOTIFY"]
        if not addresses:
            raise NotConfigured  # without a reason, which Scrapy would log as a warning in every run
        extension = cls(addresses, crawler)
        crawler.signals.connect(extension.engine_stopped, signal=signals.engine_stopped)
        return extension

    async def engine_stopped(self) -> None:
        """Send the verdict, when it is one to be told."""
        of_run = self._crawler.get_extension(VerdictExtension)
        verdict = of_run.verdict if of_run else None
        run = Run.of(self._crawler)
        if verdict is None or {verdict.exit_code, run.exit_code_before() or ExitCode.FINISHED} == {ExitCode.FINISHED}:
            return
        title = f"shinenews {verdict.spider}: {verdict.meaning}"
        sent = await run_in_thread(_send, self._addresses, title, wording.line(verdict, run.folder))
        if not sent:
            logger.warning("The verdict could not be sent to every address in SHINENEWS_NOTIFY.")


def _send(addresses: str, title: str, text: str) -> bool:
    from apprise import Apprise  # noqa: PLC0415 - heavy, and an extra

    messenger = Apprise()
    known = messenger.add(addresses)
    return bool(messenger.notify(body=text, title=title)) and known
