"""How articles change after publication: how soon, and in which fields."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shinenews.store.queries.statistics import Change

_LATEST = "later"
_UNTIL = {
    "within the hour": timedelta(hours=1),
    "1 to 6 hours": timedelta(hours=6),
    "6 to 24 hours": timedelta(days=1),
    "1 to 7 days": timedelta(days=7),
    _LATEST: timedelta.max,
}


@dataclass(frozen=True, slots=True)
class Revising:
    """Counts of revisions: by the time from publication until each was found, soonest first; and by changed field."""

    revisions: int
    delays: dict[str, int]
    fields: Counter[str]


def revising(changes: Iterable[Change]) -> Revising:
    """Count revisions. Raises ValueError when a moment is none."""
    delays = dict.fromkeys(_UNTIL, 0)
    fields = Counter[str]()
    for change in changes:
        delays[delay(change)] += 1
        fields.update(change.fields)
    return Revising(sum(delays.values()), delays, fields)


def delay(change: Change) -> str:
    """Tell how long after publication a revision was found.

    >>> delay(Change("2024-11-11T20:37:00+08:00", "2024-11-11T13:00:00+00:00", ["title"]))
    'within the hour'
    """
    passed = datetime.fromisoformat(change.at) - datetime.fromisoformat(change.published_at)
    return next((name for name, end in _UNTIL.items() if passed < end), _LATEST)
