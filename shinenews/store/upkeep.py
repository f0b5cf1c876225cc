"""What the store changes by itself, as a run of its own: so that the feeds tell it like what a crawl brought."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from shinenews.store import archive, duplicates
from shinenews.store.tables import runs

SPIDER = "upkeep"
"""The name in `runs.spider` of what no spider did."""


def run_id(started_at: datetime) -> str:
    """Give the id of a run that starts at a moment in UTC; ids sort by time.

    >>> run_id(datetime(2024, 11, 11, 20, 37, 5, 1, tzinfo=UTC))
    '20241111T203705Z-00001'
    """
    return f"{started_at:%Y%m%dT%H%M%SZ}-{started_at.microsecond:05x}"


def mark_anew(connection: Connection) -> None:
    """Find all duplicates anew, and log the marks that change; when none does, no run was there."""
    marks = duplicates.rebuild(connection)
    if marks:
        now = datetime.now(UTC)
        at, run = now.isoformat(timespec="seconds"), run_id(now)
        row = {"id": run, "spider": SPIDER, "started_at": at, "finished_at": at, "exit_code": 0}
        connection.execute(insert(runs).values(row))
        archive.mark(connection, marks, run, at)
