"""Runs `scrapy` with something that falters once: `faltering.py POINT ERROR crawl nation ...`.

It is the store, or a fault of the program's own, of which the same must be true.
"""

import sys
from typing import Any
from unittest import mock

from scrapy.cmdline import execute

from shinenews.pipelines import export
from shinenews.store.database.failures import StoreError
from shinenews.store.frontier import agenda
from shinenews.verdict import baseline

ERRORS: dict[str, type[Exception]] = {"store": StoreError, "fault": KeyError}
POINTS = {"due": agenda, "pending": agenda, "publish": export, "publish_runs": export, "compare": baseline}
"""Functions that may falter, and where they are called."""


def main(point: str, error: str, words: list[str]) -> None:
    """Have the first call of a function fail, and run the command."""
    works = getattr(POINTS[point], point)
    outcomes = iter([ERRORS[error]("It faltered.")])

    def falter(*args: Any, **options: Any) -> Any:
        for fails in outcomes:
            raise fails
        return works(*args, **options)

    mock.patch.object(POINTS[point], point, falter).start()
    execute(["scrapy", *words])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
