"""Publishing: what runs changed in the store goes to the files of the feeds, and only that."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from shinenews.feeds import atomic, jsonl
from shinenews.feeds.manifest import manifest
from shinenews.site import Address, feed_name
from shinenews.store import archive
from shinenews.store.database import StoreError
from shinenews.store.tables import files, pages, runs, visits


def publish(database: Engine, folder: Path, *, but: str | None = None) -> None:
    """Bring the feeds under `folder` up to the store, a run at a time; `but` is a run that is not over yet.

    The files of a run are written aside and then put in their places, the manifest last. A run counts as published
    only after that, so one that was killed on the way is published by the next call, to the same bytes. Raises
    OSError and `StoreError`; then the old files stay.
    """
    atomic.sweep(folder)
    unpublished = select(runs.c.id).where(runs.c.published_at.is_(None), runs.c.id != (but or ""))
    with database.connect() as connection:
        waiting = connection.execute(unpublished.order_by(runs.c.started_at, runs.c.id)).scalars().all()
    for run in waiting:
        with database.begin() as connection:
            with atomic.Changes() as changes:
                try:
                    for section in archive.sections_touched(connection, run):
                        _publish_section(connection, changes, folder / "feeds" / feed_name(section), section, run)
                    _publish_quarantine(connection, changes, folder / "quarantine", run)
                except ValueError as error:
                    message = f"The store holds what is no article ({error}); the feeds stay as they were."
                    raise StoreError(message) from error
            at = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(update(runs).where(runs.c.id == run).values(published_at=at))


def _publish_section(connection: Connection, changes: atomic.Changes, root: Path, section: str, run: str) -> None:
    feed, emptied = root.name, []
    for month in archive.months_touched(connection, section, run):
        path = f"articles/{month}.jsonl"
        days = _Days(archive.in_month(connection, section, month))
        written = changes.write(root / path, map(jsonl.line, days))
        if written.rows:
            _note(connection, feed, path, written, run, days)
        else:
            connection.execute(delete(files).where(files.c.feed == feed, files.c.path == path))
            emptied.append(root / path)
    path = f"events/{run}.jsonl"
    written = changes.write(root / path, map(jsonl.line, archive.events_of(connection, section, run)))
    _note(connection, feed, path, written, run)
    changes.write(root / "manifest.json", [manifest(connection, feed, run)])
    for path_ in emptied:
        changes.remove(path_)


def _publish_quarantine(connection: Connection, changes: atomic.Changes, folder: Path, run: str) -> None:
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


class _Days:
    """The documents that pass, and the first and the last of their days of publication."""

    def __init__(self, documents: Iterable[archive.Document]) -> None:
        self._documents = documents
        self.first: str | None = None
        self.last: str | None = None

    def __iter__(self) -> Iterator[archive.Document]:
        for document in self._documents:
            self.last = document["published_at"][:10]
            self.first = self.first or self.last
            yield document


def _note(
    connection: Connection,
    feed: str,
    path: str,
    written: atomic.Written,
    run: str,
    days: _Days | None = None,
) -> None:
    connection.execute(delete(files).where(files.c.feed == feed, files.c.path == path))
    row: dict[str, Any] = {
        "feed": feed,
        "path": path,
        "rows": written.rows,
        "sha256": written.sha256,
        "run": run,
    }
    if days is not None:
        row |= {"first_day": days.first, "last_day": days.last}
    connection.execute(insert(files).values(row))
