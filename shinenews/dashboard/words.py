"""Numbers and moments as people write them; moments in Shanghai time."""

from datetime import date, datetime

from shinenews.site import TIME_ZONE


def number(count: int) -> str:
    """Write a count.

    >>> number(12345)
    '12,345'
    """
    return f"{count:,}"


def share(part: float) -> str:
    r"""Write hundredths, whole ones, but never all or nothing for what is not.

    >>> [share(part) for part in (0, 0.02, 37.5, 99.8, 100)]
    ['0\xa0%', '<1\xa0%', '38\xa0%', '>99\xa0%', '100\xa0%']
    """
    if 0 < part < 1:
        return "<1\N{NO-BREAK SPACE}%"
    if 99 < part < 100:
        return ">99\N{NO-BREAK SPACE}%"
    return f"{part:.0f}\N{NO-BREAK SPACE}%"


def day(value: date | str) -> str:
    """Write a day, or a moment's day.

    >>> day(date(2024, 11, 3)), day("2024-11-02T22:00:00+00:00")
    ('3 Nov 2024', '3 Nov 2024')
    """
    known = _in_shanghai(value) if isinstance(value, str | datetime) else value
    return f"{known.day} {known:%b} {known.year}"


def minute(value: datetime | str) -> str:
    """Write a moment.

    >>> minute("2024-11-02T22:05:09+00:00")
    '3 Nov 2024, 06:05'
    """
    moment = _in_shanghai(value)
    return f"{day(moment)}, {moment:%H:%M}"


def duration(seconds: int) -> str:
    """Write how long something took, in its two largest units.

    >>> [duration(seconds) for seconds in (7, 192, 7505)]
    ['7 s', '3 min 12 s', '2 h 5 min']
    """
    minutes, rest = divmod(seconds, 60)
    hours, left = divmod(minutes, 60)
    if hours:
        return f"{number(hours)} h {left} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _in_shanghai(value: datetime | str) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.astimezone(TIME_ZONE)
