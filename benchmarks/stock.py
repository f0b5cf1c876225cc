"""A data folder with a site's whole history, as a crawl a day from 2017 on would have left it, filled in bulk.

`python -m benchmarks.stock FOLDER --articles N`; the edition serves the same stories, see `press`.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, func, insert, select

from benchmarks import lives
from shinenews.edition.press import Press
from shinenews.feeds.files.atomic import Changes
from shinenews.feeds.publishing.feed import Feed
from shinenews.site import Address
from shinenews.store.database.opening import open_database
from shinenews.store.queries import sections
from shinenews.store.run_ids import run_id
from shinenews.store.tables import articles, bands, events, metadata, runs
from shinenews.verdict.exit_codes import MEANINGS, ExitCode
from shinenews.verdict.page import Verdict, write

_LAST = date(2026, 6, 30)
_DAYS = (_LAST - date(2017, 1, 1)).days + 1
_WHOLE = 300_000
_AT_ONCE = 50_000
_found = Table("found", MetaData(), Column("key", Integer), Column("id", Text), prefixes=["TEMPORARY"])


def press(count: int) -> Press:
    """Give so many stories, as close together as the whole site's are, up to a day that is long gone by.

    >>> len(press(300)), press(300).newest()[0][:6], press(300).newest()[-1][:6]
    (300, '260630', '260628')
    """
    return Press(count, last=_LAST, days=max(1, round(_DAYS * count / _WHOLE)))


def fill(folder: Path, stories: Press) -> None:
    """Make the store of these stories, its feeds and its verdicts, in a folder that has none; no address is due."""
    database = open_database(folder)
    with database.connect() as connection:
        for pragma in ("synchronous=OFF", "cache_size=-262144"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        _run_daily(connection, folder, stories)
        _live(connection, stories)
        connection.commit()
        for section in sections.known(connection):
            _publish(connection, folder / "feeds", section)
        connection.commit()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()


def _run_daily(connection: Connection, folder: Path, stories: Press) -> None:
    first, last = (Address(id_, "").day or _LAST for id_ in (stories.newest()[-1], stories.newest()[0]))
    days = range(first.toordinal(), last.toordinal() + lives.LONGEST + 1)
    moments = [lives.moment(date.fromordinal(day)) for day in days]
    connection.execute(insert(runs), [lives.run_of(at) for at in moments])
    for at in moments:
        write(_verdict(run_id(at), lives.stamp(at)), folder)


def _verdict(run: str, at: str) -> Verdict:
    return Verdict(
        run=run,
        spider=lives.SPIDER,
        sections=[],
        started_at=at,
        finished_at=at,
        seconds=0,
        exit_code=ExitCode.FINISHED,
        meaning=MEANINGS[ExitCode.FINISHED],
        outcomes={},
        reasons={},
        ways_in={},
        disagreements={},
        warnings=[],
        requests=0,
        bytes=0,
    )


def _live(connection: Connection, stories: Press) -> None:
    _found.create(connection)
    rows = (row for fated, story, original in lives.told(stories) for row in lives.rows(fated, story, original))
    while batch := list(islice(rows, _AT_ONCE)):
        for name in dict.fromkeys(name for name, _ in batch):
            table = _found if name == bands.name else metadata.tables[name]
            connection.execute(insert(table), [row for of, row in batch if of == name])
        connection.commit()
    # In the order of its key: as they come, nearly every row would be written to another page of the table.
    in_order = select(_found).order_by(_found.c.key, _found.c.id)
    connection.execute(insert(bands).from_select(["key", "id"], in_order))
    _found.drop(connection)


def _publish(connection: Connection, folder: Path, section: str) -> None:
    month = func.substr(articles.c.published_at, 1, 7).label("month")
    touched = select(month, func.max(events.c.run)).join(events, events.c.id == articles.c.id)
    of_section = articles.c.section == section
    months = connection.execute(touched.where(of_section).group_by(month)).all()
    logged = select(events.c.run).join(articles, articles.c.id == events.c.id).where(of_section).distinct()
    with Changes() as changes:
        feed = Feed(connection, changes, folder, section)
        for name, run in months:
            feed.write_month(name, run)
        for run in connection.execute(logged).scalars().all():
            feed.write_events(run)
        feed.close(max(run for _, run in months))
    feed.stamp()


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stock", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the data folder to make")
    parser.add_argument("--articles", type=int, default=_WHOLE, metavar="N", help=f"how many (default: {_WHOLE})")
    options = parser.parse_args(arguments)
    fill(options.folder, press(options.articles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
