"""The ids of runs: they sort by time, and never run backwards."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from shinenews.store.tables import runs

_SECOND = "%Y%m%dT%H%M%SZ"


def run_id(started_at: datetime) -> str:
    """Give the id of a run that starts at a moment in UTC; ids sort by time.

    >>> from datetime import UTC
    >>> run_id(datetime(2024, 11, 11, 20, 37, 5, 1, tzinfo=UTC))
    '20241111T203705Z-00001'
    """
    return f"{started_at:{_SECOND}}-{started_at.microsecond:05x}"


def next_id(connection: Connection, started_at: datetime) -> str:
    """Give the id of a run that starts now: it is above those in the store, also when the clock was set back."""
    by_clock = run_id(started_at)
    last = connection.execute(select(func.max(runs.c.id))).scalar()
    return by_clock if last is None or last < by_clock else _after(last, started_at)


def _after(last: str, started_at: datetime) -> str:
    second = datetime.strptime(f"{last.partition('-')[0]}+0000", f"{_SECOND}%z") + timedelta(seconds=1)
    return run_id(second.replace(microsecond=started_at.microsecond))
