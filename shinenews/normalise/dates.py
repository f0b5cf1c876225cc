"""Dates and times as the site prints them, read as ISO 8601 with the site's offset.

By regular expression and `datetime`, never by guessing: general date readers take "UTC+8" with the wrong sign.
"""

import re
from datetime import date, datetime

from shinenews.site import TIME_ZONE

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<name_day>\d{1,2}),?\s+(?P<name_year>\d{4})"
TIME_LINE = re.compile(
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\s*UTC\s*\+\s*8\s*,?\s*"
    rf"(?:(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})|{_WRITTEN})"
)
"""`20:37 UTC+8, 2024-11-11`, or in the print archive `00:01 UTC+8 August 9, 2018`; any white space between."""

_DAY = re.compile(rf"\s*{_WRITTEN}\s*")
"""`August 9, 2018` and nothing else, as the print archive prints a day of which it knows no time."""


def _month(name: str) -> int:
    month = name[:3].lower()
    return _MONTHS.index(month) + 1 if month in _MONTHS else 0


def published(line: str) -> str | None:
    r"""Read the site's time line as ISO 8601 with its offset; None when there is no time in it.

    A written day that is all there is, as the print archive has it, stands for its first moment.

    >>> published("\xa0\xa020:37 UTC+8, 2024-11-11\xa0\xa0 0")
    '2024-11-11T20:37:00+08:00'
    >>> published("Source: Xinhua | 00:01 UTC+8 August 9, 2018 | Print Edition")
    '2018-08-09T00:01:00+08:00'
    >>> published("August 9, 2018")
    '2018-08-09T00:00:00+08:00'
    >>> published("20:37 UTC+8, 2024-13-11") is None
    True
    """
    match = TIME_LINE.search(line) or _DAY.fullmatch(line)
    if match is None:
        return None
    part = match.groupdict(default="")
    year, day = part.get("year") or part["name_year"], part.get("day") or part["name_day"]
    month = int(part.get("month") or _month(part["name"]))
    hour, minute = int(part.get("hour", 0)), int(part.get("minute", 0))
    try:
        moment = datetime(int(year), month, int(day), hour, minute, tzinfo=TIME_ZONE)
    except ValueError:
        return None
    return moment.isoformat()


def timestamp(value: str) -> str | None:
    """Read a machine's timestamp (W3C, RFC 3339; `+08:00`, `+0800` or `Z`) as ISO 8601 in the site's zone.

    A timestamp without a zone is the site's own; None when it is no timestamp or has no time of day.

    >>> timestamp("2024-11-11T12:37:00Z")
    '2024-11-11T20:37:00+08:00'
    >>> timestamp("2024-11-11 20:37")
    '2024-11-11T20:37:00+08:00'
    >>> timestamp("2024-11-11") is None, timestamp("0001-01-01T00:00:00+14:00") is None
    (True, True)
    """
    value = value.strip()
    if len(value) <= len("2024-11-11"):
        return None
    try:
        moment = datetime.fromisoformat(value)
        local = moment.replace(tzinfo=TIME_ZONE) if moment.tzinfo is None else moment.astimezone(TIME_ZONE)
    except (ValueError, OverflowError):
        return None
    return local.replace(microsecond=0).isoformat()


def moment(value: str) -> str | None:
    """Read a time line or a machine's timestamp, whichever it is.

    >>> moment("20:37 UTC+8, 2024-11-11") == moment("2024-11-11T12:37:00Z")
    True
    """
    return published(value) or timestamp(value)


def midnight(day: date) -> str:
    """Write a day of which no time is known as its first moment in Shanghai.

    >>> midnight(date(2024, 11, 11))
    '2024-11-11T00:00:00+08:00'
    """
    return datetime(day.year, day.month, day.day, tzinfo=TIME_ZONE).isoformat()
