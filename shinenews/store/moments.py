"""Moments as the store keeps them: texts that sort by time."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Write a moment as ISO 8601 in UTC, to the second.

    >>> stamp(datetime.fromisoformat("2024-11-11T20:37:00.5+08:00"))
    '2024-11-11T12:37:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")
