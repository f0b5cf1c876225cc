"""The quarantine's files: the pages of one run that made no article, and why."""

from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, select

from shinenews.feeds.files.atomic import Changes
from shinenews.feeds.formats import jsonl
from shinenews.site import Address, feed_name
from shinenews.store.tables import pages, visits


def write(connection: Connection, changes: Changes, folder: Path, run: str) -> None:
    """Write what a run put into quarantine, a file for each section that has any."""
    query = (
        select(pages.c.section, pages.c.directory, visits.c.id, visits.c.at, visits.c.reason)
        .join(pages, pages.c.id == visits.c.id)
        .where(visits.c.run == run, visits.c.outcome == "quarantined")
        .order_by(pages.c.section, visits.c.at, visits.c.id)
    )
    for section, rows in groupby(connection.execute(query), key=lambda row: str(row.section)):
        lines = [
            {"id": row.id, "url": Address(row.id, row.directory).url, "at": row.at, "reason": row.reason, "run": run}
            for row in rows
        ]
        changes.write(folder / feed_name(section) / f"{run}.jsonl", map(jsonl.line, lines))
