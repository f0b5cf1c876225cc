"""Days and times in the forms they are printed in, and what they say."""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo

from shinenews.site import TIME_ZONE

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?i:(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
WRITTEN = rf"{_MONTH} {_NUMBER},? \d{{4}}(?!\d)"
"""`August 9, 2018`, as the print archive prints a day."""

_IN_ENGLISH = r"(?i:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b)"
_WEEKDAY = rf"(?:{_IN_ENGLISH}\.?|(?:星期|周)[一二三四五六日天])"
_NUMERIC = r"\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.|年\d{1,2}月)\d{1,2}(?:日|(?![\d日]))"
_YEAR_LAST = r"\d{1,2}/\d{1,2}/\d{4}(?!\d)"
DAY = rf"(?:{_WEEKDAY},? ?)?(?<!\d)(?:{_NUMERIC}|{WRITTEN}|{_NUMBER}[ -]{_MONTH},?[ -]\d{{4}}(?!\d)|{_YEAR_LAST})"
"""`2024-11-11`, `2024年11月11日`, `November 11, 2024`, `Monday, 11 Nov 2024`, `11-Nov-2024`, `11/25/2024`."""

_HALF = r"(?i:[ap]\.?m\b\.?)"
_OFFSET = r" ?\+ ?(?P<hours>1[0-4]|0?\d)(?::?(?P<parts>[0-5]\d))?"
_OWN_ZONE = r"(?:(?i:\b(?:Beijing|Shanghai|China(?: Standard)?) time\b)|北京时间|\b(?:CST|BJT)\b)"
ZONE = rf"\(?(?:(?:UTC|GMT)(?:{_OFFSET})?(?![\d+:-])|{_OWN_ZONE})\)?"
"""`UTC+8`, `GMT+08:00`, `Beijing Time`; `GMT` alone is Greenwich's own."""

_OTHER_ZONE = r" ?\(?(?:UTC|[A-Z]{1,4}T)\b"
_PART = r"(?P<part>上午|下午|晚上|凌晨)"
CLOCK = (
    rf"(?:{_PART} ?)?(?<![\d:.])(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?:[:：时]|h(?=\d\d\b))(?P<minute>[0-5]\d|\d(?=分))分?(?::(?P<second>[0-5]\d))?"
    rf"|\.(?P<minutes>[0-5]\d)(?= ?(?:{_HALF}|UTC|GMT)))(?![\d:])"
    rf"(?: ?(?P<half>{_HALF}))?"
)
"""`20:37`, `20:37:05`, `8:37 pm`, `下午8时37分`, `20h37`; `20.37` only before what tells it from a number."""

_BETWEEN = r" ?[,|·•/–—-]? ?(?:(?i:at|on) )?"
_FIRST = rf"(?:{_OWN_ZONE}[:：,]? ?)?"
_DAY_BEFORE = rf"{_FIRST}(?:(?P<before>{DAY})(?:(?P<machine>T)(?=\d)|{_BETWEEN}(?:\(?{_WEEKDAY}\)?,? ?)?{_FIRST}))?"
_DAY_AFTER = rf"{_BETWEEN}(?P<after>{DAY})"
_OF_MACHINES = r"(?:\.\d+)?(?P<offset>Z\b|[+-]\d\d:?\d\d(?!\d))?"
_AFTER = rf"(?: ?(?P<zone>{ZONE})|(?!{_OTHER_ZONE}))"
TIME_LINE = re.compile(rf"{_DAY_BEFORE}{CLOCK}(?(machine){_OF_MACHINES}|{_AFTER})(?(before)|{_DAY_AFTER})")
"""A clock with the day before or after it: `20:37 UTC+8, 2024-11-11`, `00:01 UTC+8 August 9, 2018`, `2024-11-11 20:37`,
`2024-11-11T12:37:00Z`. White space is folded; a time without a zone is the site's own."""

ZONED = re.compile(rf"{_DAY_BEFORE}{CLOCK} ?\(?(?:UTC|GMT) ?\+ ?0?8(?::?00)?(?!\d)\)?(?(before)|(?:{_DAY_AFTER})?)")
"""A clock with the site's own zone: it may stand without a day."""

_NAMED = re.compile(rf"{_MONTH}(?=[ ,-]*\d)")
_NOON = 12
_HALVES = {"上午": "am", "凌晨": "am", "下午": "pm", "晚上": "pm"}


def read_day(printed: str) -> date | None:
    """Read a printed day; None when the calendar has none such, or it may be one of two.

    >>> read_day("Monday, 11 Nov 2024"), read_day("2024-13-11")
    (datetime.date(2024, 11, 11), None)
    >>> read_day("2024年11月11日") == read_day("November 11th, 2024") == read_day("11/11/2024")
    True
    >>> read_day("11/25/2024") == read_day("25/11/2024"), read_day("11/10/2024")
    (True, None)
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
    >>> [read_moment(TIME_LINE.search(each)).hour for each in ("2024-11-11T12:37:00Z", "2024年11月11日下午8时37分")]
    [20, 20]
    """
    day = _read_day(matched["before"] or matched["after"])
    hour, half = int(matched["hour"]), (matched["half"] or _HALVES.get(matched["part"]) or "").lower()[:1]
    if half and hour <= _NOON:
        hour = hour % _NOON + _NOON * (half == "p")
    minute, second = int(matched["minute"] or matched["minutes"]), int(matched["second"] or 0)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(matched) or TIME_ZONE)
    return moment.astimezone(TIME_ZONE)


def _read_day(printed: str) -> date:
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    if month := _NAMED.search(printed):
        day, year = numbers
        return date(year, _MONTHS.index(month[0][:3].lower()) + 1, day)
    if max(numbers) == numbers[0]:
        year, number, day = numbers
        return date(year, number, day)
    (number, day), year = sorted(numbers[:2]), numbers[2]
    if number < day <= len(_MONTHS):
        message = f"{printed} is one of two days"
        raise ValueError(message)
    return date(year, number, day)


def _zone(matched: re.Match[str]) -> tzinfo | None:
    """Give the zone that a moment is printed with; None without one."""
    if matched["offset"]:
        return datetime.strptime(matched["offset"], "%z").tzinfo
    if "UTC" not in (matched["zone"] or "") and "GMT" not in (matched["zone"] or ""):
        return None
    return timezone(timedelta(hours=int(matched["hours"] or 0), minutes=int(matched["parts"] or 0)))
