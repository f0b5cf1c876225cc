"""Runs `scrapy` with the clock of its run standing at a moment: `dated.py 2024-11-11T13:00Z crawl nation ...`."""

import sys
from datetime import datetime
from functools import partialmethod
from unittest import mock

from scrapy.cmdline import execute

from shinenews.store.runs.run import Run

if __name__ == "__main__":
    now = datetime.fromisoformat(sys.argv[1])
    mock.patch.object(Run, "__init__", partialmethod(Run.__init__, now=lambda: now)).start()
    execute(["scrapy", *sys.argv[2:]])
