"""Dates and times as the site prints them, read as ISO 8601 with the site's offset.

By regular expression and `datetime`, never by guessing: general date readers take "UTC+8" with the wrong sign.
"""

import re
from datetime import date, datetime
from functools import lru_cache

from shinenews.normalise import printed
from shinenews.site import TIME_ZONE

_OFFSET = TIME_ZONE.utcoffset(None)
_WRITTEN = re.compile(printed.WRITTEN)
"""`August 9, 2018` and nothing else, as the print archive prints a day of which it knows no time."""


def published(line: str) -> str | None:
    r"""Read the site's time line as ISO 8601 with its offset; None when there is no time in it.

    A written day that is all there is, as the print archive has it, stands for its first moment.

    >>> published("\xa0\xa020:37 UTC+8, 2024-11-11\xa0\xa0 0")
    '2024-11-11T20:37:00+08:00'
    >>> published("Source: Xinhua | 00:01 UTC+8 August 9, 2018 | Print Edition")
    '2018-08-09T00:01:00+08:00'
    >>> published("Monday, 11 Nov 2024, 8:37 pm") == published("12:37 GMT, November 11, 2024")
    True
    >>> published("August 9, 2018")
    '2018-08-09T00:00:00+08:00'
    >>> published("20:37 UTC+8, 2024-13-11") is None
    True
    """
    line = " ".join(line.split())
    try:
        matched = printed.TIME_LINE.search(line)
        if matched:
            return printed.read_moment(matched).isoformat()
    except (ValueError, OverflowError):
        return None
    day = printed.read_day(line) if _WRITTEN.fullmatch(line) else None
    return midnight(day) if day else None


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


@lru_cache(maxsize=16)
def moment(value: str) -> str | None:
    """Read a time line or a machine's timestamp, whichever it is; a page prints its own more than once.

    >>> moment("20:37 UTC+8, 2024-11-11") == moment("2024-11-11T12:37:00Z")
    True
    """
    return published(value) or timestamp(value)


def is_other_moment(told: str, shown: str | None, day: str | None) -> bool:
    """Tell a moment that is not of publication: of another day than the address has, as that of the request is.

    Or it is the moment that is shown, in the site's zone, told as if it was Greenwich's. All are ISO 8601; a `day` is
    its first moment.

    >>> shown, day = "2024-11-11T11:05:00+08:00", "2024-11-11T00:00:00+08:00"
    >>> told = "2024-11-11T11:05:31+08:00", "2024-11-11T19:05:00+08:00", "2026-05-01T09:00:00+08:00"
    >>> [is_other_moment(each, shown, day) for each in told]
    [False, True, True]
    """
    if day is not None and told[: len("2024-11-11")] != day[: len("2024-11-11")]:
        return True
    return shown is not None and datetime.fromisoformat(told) - datetime.fromisoformat(shown) == _OFFSET


def midnight(day: date) -> str:
    """Write a day of which no time is known as its first moment in Shanghai.

    >>> midnight(date(2024, 11, 11))
    '2024-11-11T00:00:00+08:00'
    """
    return datetime(day.year, day.month, day.day, tzinfo=TIME_ZONE).isoformat()
