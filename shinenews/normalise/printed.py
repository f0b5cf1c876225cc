"""Days and times in the forms they are printed in, and what they say."""

import re
from datetime import date, datetime, timedelta, timezone

from shinenews.site import TIME_ZONE

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?i:(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
WRITTEN = rf"{_MONTH} {_NUMBER},? \d{{4}}(?!\d)"
"""`August 9, 2018`, as the print archive prints a day."""

_IN_ENGLISH = r"(?i:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b)"
_WEEKDAY = rf"(?:{_IN_ENGLISH}\.?|(?:星期|周)[一二三四五六日天])"
_NUMERIC = r"\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.|年\d{1,2}月)\d{1,2}日?(?!\d)"
DAY = rf"(?:{_WEEKDAY},? ?)?(?<!\d)(?:{_NUMERIC}|{WRITTEN}|{_NUMBER}[ -]{_MONTH},?[ -]\d{{4}}(?!\d))"
"""`2024-11-11`, `2024年11月11日`, `November 11, 2024`, `Monday, 11 Nov 2024`, `11-Nov-2024`."""

_HALF = r"(?i:[ap]\.?m\b\.?)"
_OFFSET = r" ?\+ ?(?P<hours>1[0-4]|0?\d)(?::?(?P<parts>[0-5]\d))?"
ZONE = rf"\(?(?:(?:UTC|GMT)(?:{_OFFSET})?(?![\d+:-])|(?i:Beijing time)|CST\b)\)?"
"""`UTC+8`, `GMT+08:00`, `Beijing Time`; `GMT` alone is Greenwich's own."""

_OTHER_ZONE = r" ?\(?(?:UTC|[A-Z]{1,4}T)\b"
CLOCK = (
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])"
    rf"(?:[:：](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?|\.(?P<minutes>[0-5]\d)(?= ?(?:{_HALF}|UTC|GMT)))(?![\d:])"
    rf"(?: ?(?P<half>{_HALF}))?"
)
"""`20:37`, `20:37:05`, `8:37 pm`; `20.37` only before what tells it from a number."""

_BETWEEN = r" ?[,|·•/–—-]? ?(?:(?i:at|on) )?"
_DAY_BEFORE = rf"(?:(?P<before>{DAY}){_BETWEEN}(?:\(?{_WEEKDAY}\)?,? ?)?)?"
_DAY_AFTER = rf"{_BETWEEN}(?P<after>{DAY})"
TIME_LINE = re.compile(rf"{_DAY_BEFORE}{CLOCK}(?: ?(?P<zone>{ZONE})|(?!{_OTHER_ZONE}))(?(before)|{_DAY_AFTER})")
"""A clock with the day before or after it: `20:37 UTC+8, 2024-11-11`, `00:01 UTC+8 August 9, 2018`, `2024-11-11 20:37`.
White space is folded; a time without a zone is the site's own."""

ZONED = re.compile(rf"{_DAY_BEFORE}{CLOCK} ?\(?(?:UTC|GMT) ?\+ ?0?8(?::?00)?(?!\d)\)?(?(before)|(?:{_DAY_AFTER})?)")
"""A clock with the site's own zone: it may stand without a day."""

_NAMED = re.compile(rf"{_MONTH}(?=[ ,-]*\d)")
_NOON = 12


def read_day(printed: str) -> date | None:
    """Read a printed day; None when the calendar has none such.

    >>> read_day("Monday, 11 Nov 2024"), read_day("2024-13-11")
    (datetime.date(2024, 11, 11), None)
    >>> read_day("2024年11月11日") == read_day("November 11th, 2024")
    True
    """
    try:
        return _read_day(printed)
    except ValueError:
        return None


def read_moment(matched: re.Match[str]) -> datetime:
    """Read a match of `TIME_LINE` as the moment it is in the site's zone; raises what `datetime` does.

    >>> read_moment(TIME_LINE.search("Monday, 11 Nov 2024, 12:37 am")).isoformat()
    '2024-11-11T00:37:00+08:00'
    >>> read_moment(TIME_LINE.search("20:37 GMT, 2024-11-11")).isoformat()
    '2024-11-12T04:37:00+08:00'
    """
    day = _read_day(matched["before"] or matched["after"])
    hour, half = int(matched["hour"]), (matched["half"] or "").lower()[:1]
    if half and hour <= _NOON:
        hour = hour % _NOON + _NOON * (half == "p")
    minute, second = int(matched["minute"] or matched["minutes"]), int(matched["second"] or 0)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(matched))
    return moment.astimezone(TIME_ZONE)


def _read_day(printed: str) -> date:
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    if month := _NAMED.search(printed):
        day, year = numbers
        return date(year, _MONTHS.index(month[0][:3].lower()) + 1, day)
    year, number, day = numbers
    return date(year, number, day)


def _zone(matched: re.Match[str]) -> timezone:
    if "UTC" not in (matched["zone"] or "") and "GMT" not in (matched["zone"] or ""):
        return TIME_ZONE
    return timezone(timedelta(hours=int(matched["hours"] or 0), minutes=int(matched["parts"] or 0)))
