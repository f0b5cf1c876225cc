"""How moments are told: to the second, with their zone; or by their distance from now."""

from datetime import datetime, timedelta

_UNITS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def told(at: str) -> str:
    """Write a stored moment for a person.

    >>> told("2024-11-12T01:00:03+00:00"), told("2024-11-11T20:37:00+08:00")
    ('2024-11-12 01:00:03 UTC', '2024-11-11 20:37:00 UTC+8')
    """
    moment = datetime.fromisoformat(at)
    offset = (moment.utcoffset() or timedelta()) / timedelta(hours=1)
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" + (f"{offset:+g}" if offset else "")


def distance(at: str, now: datetime) -> str:
    """Tell how far a stored moment is from now, in its largest unit.

    >>> now = datetime.fromisoformat("2024-11-12T01:00:00+00:00")
    >>> distance("2024-11-12T00:00:00+00:00", now), distance("2024-11-15T03:00:00+00:00", now)
    ('1 h ago', 'in 3 d')
    """
    seconds = round((datetime.fromisoformat(at) - now).total_seconds())
    size, unit = next(((size, unit) for size, unit in _UNITS if abs(seconds) >= size), (1, "s"))
    count = f"{abs(seconds) // size} {unit}"
    return f"in {count}" if seconds > 0 else f"{count} ago"
