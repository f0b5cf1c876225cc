"""What runs there were, and what came of their visits.

Moments are as in `tables`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from shinenews.store.tables import runs, visits


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run, as `tables.runs` has it."""

    id: str
    spider: str
    started_at: str
    finished_at: str | None
    published_at: str | None
    exit_code: int | None


def last(connection: Connection, spiders: Collection[str]) -> RunFacts | None:
    """Give the run of any of these spiders that was started last."""
    query = select(runs).where(runs.c.spider.in_(spiders)).order_by(runs.c.id.desc())
    row = connection.execute(query.limit(1)).mappings().first()
    return RunFacts(**row) if row else None


def newest(connection: Connection, limit: int) -> list[RunFacts]:
    """List the runs that were started last, the last one first."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    return [RunFacts(**row) for row in connection.execute(query).mappings()]


def outcomes(connection: Connection, of: Collection[str]) -> dict[str, dict[str, int]]:
    """Count the visits of each of these runs by outcome."""
    query = select(visits.c.run, visits.c.outcome, func.count()).where(visits.c.run.in_(of))
    counted: dict[str, dict[str, int]] = {run: {} for run in of}
    for run, outcome, count in connection.execute(query.group_by(visits.c.run, visits.c.outcome)):
        counted[run][outcome] = count
    return counted
