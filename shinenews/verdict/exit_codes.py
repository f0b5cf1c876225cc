"""What `scrapy crawl` exits with, and what that means."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What `scrapy crawl` exits with."""

    FINISHED = 0
    NOT_STARTED = 1
    WRONG_USAGE = 2
    SITE_UNREADABLE = 3
    SITE_CHANGED = 4
    PARTIAL = 5
    LOCKED = 6
    STORE = 7
    INTERRUPTED = 130
    TERMINATED = 143


MEANINGS = {
    ExitCode.FINISHED: "finished; the feeds are current",
    ExitCode.NOT_STARTED: "could not start",
    ExitCode.SITE_UNREADABLE: "the site could not be read",
    ExitCode.SITE_CHANGED: "the site changed: its pages can't be read as before",
    ExitCode.PARTIAL: "partial: some pages could not be had; the rest is published, they stay due",
    ExitCode.LOCKED: "another run is at work in the data folder",
    ExitCode.STORE: "the store or the disk failed; nothing was deleted",
    ExitCode.INTERRUPTED: "interrupted; what was complete is published, the rest stays due",
    ExitCode.TERMINATED: "terminated; what was complete is published, the rest stays due",
}
