"""When a page is due again."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

CONFIRM_ABSENCE_AFTER = timedelta(hours=1)
"""How long after a page was found gone it is looked at once more, before that counts."""

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_LONGEST = timedelta(days=3650)
_AT_ONCE = 3
_RETRIES = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 24 * 7))


def intervals(setting: str) -> list[timedelta]:
    """Read a list of intervals, shortest first; raises ValueError when one can't be read.

    >>> intervals("6h 1h 7d")
    [datetime.timedelta(seconds=3600), datetime.timedelta(seconds=21600), datetime.timedelta(days=7)]
    """
    return sorted(interval(word) for word in re.split(r"[\s,]+", setting.strip()) if word)


def interval(word: str) -> timedelta:
    """Read one interval, a number and m, h or d; raises ValueError when it can't be read, or is beyond ten years."""
    match = re.fullmatch(r"0*([0-9]{1,7})([mhd])", word)  # ten years have seven digits of minutes
    length = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None
    if length is None or length > _LONGEST:
        message = f"{word!r} is no interval of up to ten years: write a number and m, h or d, like 6h"
        raise ValueError(message)
    return length


def next_check(published_at: datetime, now: datetime, after: Iterable[timedelta]) -> datetime | None:
    """Tell when a page that was read now is due again: the next of the intervals since its publication.

    >>> from datetime import UTC
    >>> published = datetime(2024, 11, 11, 12, tzinfo=UTC)
    >>> next_check(published, published + timedelta(hours=2), intervals("1h 6h"))
    datetime.datetime(2024, 11, 11, 18, 0, tzinfo=datetime.timezone.utc)
    >>> next_check(published, published + timedelta(hours=7), intervals("1h 6h")) is None
    True
    """
    return min((moment for step in after if (moment := published_at + step) > now), default=None)


def next_try(now: datetime, failures: int, after: Sequence[timedelta] = _RETRIES) -> datetime | None:
    """Tell when a page that made no article is tried again, ever later; None when it was tried often enough."""
    return now + after[failures - 1] if 0 < failures <= len(after) else None


def next_request(now: datetime, failures: int) -> datetime:
    """Tell when a page that could not be had is asked for again: by the next run, and from the fourth time ever later.

    >>> from datetime import UTC
    >>> now = datetime(2024, 11, 11, 12, tzinfo=UTC)
    >>> [str(next_request(now, failures) - now) for failures in (1, 3, 4, 5, 6, 7, 99)]
    ['0:00:00', '0:00:00', '1:00:00', '6:00:00', '1 day, 0:00:00', '7 days, 0:00:00', '7 days, 0:00:00']
    """
    if failures <= _AT_ONCE:
        return now
    return now + _RETRIES[min(failures - _AT_ONCE, len(_RETRIES)) - 1]
