"""How many new articles the runs brought, one run after the other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from shinenews.store.articles.upkeep import SPIDER
from shinenews.store.run_ids import run_id
from shinenews.store.tables import measures, runs, visits


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a run brought to the sections in question.

    `new` counts the new articles; None when it was not measured, as of a run that was killed. The run is whole when it
    asked for all that was new, and got to read it; `exit_code` is None while it lasts.
    """

    started_at: datetime
    new: int | None
    is_whole: bool
    exit_code: int | None


def up_to(connection: Connection, run: str, back: timedelta) -> list[Harvest]:
    """List what a run brought, and those not more than `back` before it that may have brought articles of its sections.

    The newest comes first. What another spider brings to one of the sections is not whole.
    """
    return list(_harvests(connection, run, back))


def missed(connection: Connection, run: str) -> int:
    """Count the pages that a run visited without getting an article from them: they may be new ones yet."""
    query = select(func.count()).where(visits.c.run == run, visits.c.outcome.in_(("skipped", "quarantined", "failed")))
    return connection.execute(query).scalar_one()


def _harvests(connection: Connection, run: str, back: timedelta) -> Iterator[Harvest]:
    this = connection.execute(
        select(runs.c.spider, runs.c.started_at, measures.c.document)
        .join(measures, measures.c.run == runs.c.id)
        .where(runs.c.id == run)
    ).one()
    sections = set(json.loads(this.document)["sections"])
    oldest = run_id(datetime.fromisoformat(this.started_at) - back)
    query = (
        select(runs.c.spider, runs.c.started_at, runs.c.exit_code, measures.c.document)
        .outerjoin(measures, measures.c.run == runs.c.id)
        .where(runs.c.id.between(oldest, run), runs.c.spider != SPIDER)
        .order_by(runs.c.id.desc())
    )
    for row in connection.execute(query):
        started_at = datetime.fromisoformat(row.started_at)
        if row.document is None:
            yield Harvest(started_at, None, is_whole=False, exit_code=row.exit_code)
            continue
        taken = json.loads(row.document)
        touched = taken.get("sections")  # not there in what earlier versions measured
        if not touched or not sections.isdisjoint(touched):
            is_whole = row.spider == this.spider and taken.get("is_whole", False)
            yield Harvest(started_at, taken["new"], is_whole, row.exit_code)
