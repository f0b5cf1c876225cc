"""Runs `scrapy` on a disk that is full from a chosen moment on: `cramped.py MOMENT BYTES crawl nation ...`.

The kernel lets no file grow beyond so many bytes, which fails as a full disk does.
"""

import resource
import sys
from collections.abc import Callable
from typing import Any
from unittest import mock

from scrapy.cmdline import execute

from shinenews.pipelines.export import ExportPipeline
from shinenews.verdict import page

MOMENTS: dict[str, tuple[Any, str]] = {
    "publish": (ExportPipeline, "close_spider"),
    "verdict": (page, "write"),
}
"""What is about to be called when the disk becomes full; besides these, "start" is before everything."""


def main(moment: str, size: int, words: list[str]) -> None:
    """Arrange for the moment, and run the command."""

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    def cramped(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            fill()
            return function(*args, **options)

        return call

    if moment == "start":
        fill()
    else:
        owner, name = MOMENTS[moment]
        mock.patch.object(owner, name, cramped(getattr(owner, name))).start()
    execute(["scrapy", *words])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
