"""Publishing: what runs changed in the store goes to the files of the feeds, and only that."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select, update

from shinenews.feeds.files import atomic
from shinenews.feeds.publishing import manifest, quarantine
from shinenews.feeds.publishing.healing import heal
from shinenews.store.database.failures import StoreError
from shinenews.store.queries import publication
from shinenews.store.tables import runs

if TYPE_CHECKING:
    from shinenews.feeds.publishing.feed import Feed


_PUBLISHED_BY = re.compile(r'"run": "([^"]+)"')
_HEAD = 500
"""The bytes in which a manifest, which may be long, names the run that published it."""


def publish(database: Engine, folder: Path, *, but: str | None = None) -> list[str]:
    """Bring the feeds under `folder` up to the store, whatever became of them; `but` is a run that is not over yet.

    What killed runs left is removed or published. Then the files that were edited or deleted by hand are rendered
    anew; returns their paths below `folder`. Raises OSError and `StoreError`, which it does for feeds that another
    store, or a newer state of this one, has published; then the old files stay.
    """
    _refuse_older(database, folder / "feeds")
    for published in ("feeds", "quarantine", "runs"):
        atomic.sweep(folder / published)
    publish_runs(database, folder, but=but)
    with _naming_what_is_no_article():
        return [f"feeds/{path}" for path in heal(database, folder / "feeds")]


def publish_runs(database: Engine, folder: Path, *, but: str | None = None) -> None:
    """Publish what runs changed, one after the other, but for a run that is not over yet.

    The files of a run are written aside and then put in their places, the manifest last. A run counts as published
    only after that, so one that was killed on the way is published by the next call, to the same bytes. Raises
    OSError and `StoreError`; then the old files stay.
    """
    unpublished = select(runs.c.id).where(runs.c.published_at.is_(None), runs.c.id != (but or ""))
    with database.connect() as connection:
        waiting = connection.execute(unpublished.order_by(runs.c.id)).scalars().all()
    for run in waiting:
        with _naming_what_is_no_article(), database.begin() as connection:
            _publish_run(connection, folder, run)


def _refuse_older(database: Engine, feeds: Path) -> None:
    for file in feeds.glob(f"*/{manifest.PATH}"):
        with file.open("rb") as text:
            run = _PUBLISHED_BY.search(text.read(_HEAD).decode("utf-8", "replace"))
        with database.connect() as connection:
            if run and connection.execute(select(runs.c.id).where(runs.c.id == run[1])).first() is None:
                message = (
                    f"The feed {file.parent} was published by run {run[1]}, which the store does not know: it is older "
                    f"than the feed, or another's. Bring back the newer store; or move the feeds away, and the "
                    f"next run renders them anew from this one. Nothing was changed."
                )
                raise StoreError(message)


@contextmanager
def _naming_what_is_no_article() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        message = f"The store holds what is no article ({error}); the feeds stay as they were."
        raise StoreError(message) from error


def _publish_run(connection: Connection, folder: Path, run: str) -> None:
    with atomic.Changes() as changes:
        sections = publication.sections_touched(connection, run)
        feeds = [_feed(connection, changes, folder / "feeds", section) for section in sections]
        for feed, section in zip(feeds, sections, strict=True):
            for month in publication.months_touched(connection, section, run):
                feed.write_month(month, run)
            feed.write_events(run)
            feed.close(run)
        quarantine.write(connection, changes, folder / "quarantine", run)
    for feed in feeds:
        feed.stamp()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(update(runs).where(runs.c.id == run).values(published_at=at))


def _feed(connection: Connection, changes: atomic.Changes, folder: Path, section: str) -> "Feed":
    from shinenews.feeds.publishing.feed import Feed

    return Feed(connection, changes, folder, section)
