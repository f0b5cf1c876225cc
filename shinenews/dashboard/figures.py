"""Everything that the page shows, read from the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from shinenews.dashboard import entries, hours, runs
from shinenews.dashboard.census import Census, count, top
from shinenews.dashboard.coverage import coverage
from shinenews.dashboard.entries import Entry
from shinenews.dashboard.revising import Revising, revising
from shinenews.dashboard.runs import RunLine
from shinenews.dashboard.strips import Strip
from shinenews.dashboard.timeline import Gap, Period, Unit, gaps, periods
from shinenews.store.database.failures import StoreError
from shinenews.store.queries import statistics
from shinenews.store.queries.statistics import Headline

_TOP = 15
_MOST_RUNS = 60
_FEW = 10
"""How many clusters, and how many withdrawn articles, are listed."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The most frequent names of a kind; `names` counts all of them."""

    kind: str
    names: int
    entries: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Groups of nearly equal articles, each from its earliest on; `groups` and `copies` count all there are."""

    listed: list[list[Headline]]
    groups: int
    copies: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page shows; without an article the charts are empty.

    `as_of` is the moment that the last run ended, or began when it has not ended.
    """

    as_of: datetime | None
    census: Census
    unit: Unit
    periods: list[Period]
    gaps: list[Gap]
    rankings: list[Ranking]
    hours: list[Strip]
    covered: list[Period]
    coverage_unit: Unit
    coverage: list[Strip]
    revising: Revising
    changed: list[tuple[str, int]]
    events: dict[str, int]
    withdrawn: list[Headline]
    gone: int
    duplicates: Duplicates
    runs: list[RunLine]
    entries: Sequence[Entry]


def read(connection: Connection, articles: int) -> Figures:
    """Read the figures, with so many of the newest articles. Raises `StoreError` when the store holds no articles."""
    try:
        return _read(connection, articles)
    except (ValueError, OverflowError, KeyError, TypeError) as error:
        message = f"The store holds what is no article ({error}); there is no page to be made of it."
        raise StoreError(message) from error


def _read(connection: Connection, articles: int) -> Figures:
    census = count(statistics.documents(connection))
    days = census.days
    unit = Unit.fitting((max(days) - min(days)).days + 1) if days else Unit.DAY
    coverage_unit, covered, strips = coverage(census) if days else (unit, [], [])
    revised = revising(statistics.changes(connection))
    withdrawn, gone = statistics.withdrawn(connection, _FEW)
    lines = runs.newest(connection, _MOST_RUNS)
    return Figures(
        as_of=lines[0].ended_at or lines[0].started_at if lines else None,
        census=census,
        unit=unit,
        periods=periods(days, unit) if days else [],
        gaps=gaps(days),
        rankings=[
            Ranking("Sections", len(census.sections), top(census.sections, len(census.sections))),
            Ranking("Sources", len(census.sources), top(census.sources, _TOP)),
            Ranking("Authors", len(census.authors), top(census.authors, _TOP)),
            Ranking("Agencies", len(census.agencies), top(census.agencies, _TOP)),
        ],
        hours=hours.week(census),
        covered=covered,
        coverage_unit=coverage_unit,
        coverage=strips,
        revising=revised,
        changed=top(revised.fields, len(revised.fields)),
        events=statistics.event_counts(connection),
        withdrawn=withdrawn,
        gone=gone,
        duplicates=Duplicates(*statistics.duplicates(connection, _FEW, _FEW)),
        runs=lines,
        entries=list(entries.newest(connection, articles)),
    )
