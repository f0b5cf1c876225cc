"""Runs `scrapy` until a chosen point of the work, and dies there: `dying.py POINT NUMBER crawl nation ...`."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from scrapy.cmdline import execute
from sqlalchemy import event
from sqlalchemy.engine import Engine

from shinenews.feeds.files.atomic import Changes
from shinenews.pipelines.export import ExportPipeline
from shinenews.store.runs.visits import Visits
from shinenews.verdict import page

POINTS: dict[str, tuple[Any, str, bool]] = {
    "commit": (Visits, "save", False),  # an article is in the store, and in no feed yet
    "move": (Visits, "moved", False),  # an article is to be read at another address
    "export": (ExportPipeline, "close_spider", True),  # all are in the store, and in no feed yet
    "rename": (Path, "replace", True),  # some files of the feed are new, some old
    "manifest": (Changes, "_make", False),  # the feed is new, and the run not marked as published
    "verdict": (page, "write", True),  # all is published, and the verdict not written
}
"""What is counted, and whether death comes before it; besides these, "statement" counts those sent to the store."""


def main(point: str, number: int, words: list[str]) -> None:
    """Arrange for death, and run the command."""
    countdown = iter(range(number, 0, -1))

    def die_in_time() -> None:
        if next(countdown) == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    def deadly(function: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if before:
                die_in_time()
            result = function(*args, **options)
            if not before:
                die_in_time()
            return result

        return call

    if point == "statement":
        event.listen(Engine, "after_cursor_execute", lambda *_: die_in_time())
    else:
        owner, name, before = POINTS[point]
        mock.patch.object(owner, name, deadly(getattr(owner, name), before=before)).start()
    execute(["scrapy", *words])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
