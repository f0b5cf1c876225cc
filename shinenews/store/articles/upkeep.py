"""What the store changes by itself, as a run of its own: so that the feeds tell it like what a crawl brought."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from shinenews.store.articles import archive, duplicates
from shinenews.store.run_ids import next_id
from shinenews.store.tables import runs

SPIDER = "upkeep"
"""The name in `runs.spider` of what no spider did."""


def mark_anew(connection: Connection) -> None:
    """Find all duplicates anew, and log the marks that change; when none does, no run was there."""
    marks = duplicates.rebuild(connection)
    if marks:
        now = datetime.now(UTC)
        at, run = now.isoformat(timespec="seconds"), next_id(connection, now)
        row = {"id": run, "spider": SPIDER, "started_at": at, "finished_at": at, "exit_code": 0}
        connection.execute(insert(runs).values(row))
        archive.mark(connection, marks, run, at)
