"""What tells a time: as the site prints it, with the words that say of what; and as machines are told it."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from shinenews.normalise import dates, printed

DATE, DAY = re.compile(printed.DAY), re.compile(printed.WRITTEN)
"""A day, and one as the print archive writes it out."""

_OF_UPDATE = r"(?:(?:last )?(?:updated?|modified|revised)|更新)"
_OF_PUBLICATION = r"(?:first |originally )?(?:published?|posted)|time|date|发布"
_LABEL = rf"(?:(?:{_OF_PUBLICATION}|{_OF_UPDATE})(?: (?:at|on|time|date)|于|时间)?\s*[:：]?)"
LABEL, LABEL_BEFORE = re.compile(_LABEL, re.IGNORECASE), re.compile(rf"\b(?:{_LABEL}|on)\s*$", re.IGNORECASE)
UPDATE = re.compile(_OF_UPDATE, re.IGNORECASE)
"""The words that say what a time is the time of, alone and before it; and those for an update."""

RELATIVE = re.compile(
    r"\b(?:(?:\d{1,2}|an?|one) (?:second|minute|min|hour|day|week|month|year)s? ago|just now)\b",
    re.IGNORECASE,
)
"""A time told by how long ago it was: of no use, but as sure a sign of what stands beside it."""

_CLOCK = rf"(?:{printed.DAY},? )?{printed.CLOCK}(?: ?{printed.ZONE})?(?:,? ?{printed.DAY})?"
_SAYING = rf"(?i:{_LABEL})\s*{_CLOCK}|(?i:{_LABEL}?)\s*(?:{printed.DAY}|(?i:{RELATIVE.pattern}))"
_READING = r"(?i:(?:reading time\s*:?\s*)?\d+[ -]min(?:ute)?s?(?: read)?)"
_ALONE = re.compile(rf"(?:[\s|·•,/()]*(?:{_SAYING}|{_READING}))+[\s|·•,/()]*|(?i:{_LABEL})")
_LONGEST = 200

Find: TypeAlias = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds the times in a line: where each begins and ends, and what it is."""


def is_time(text: str) -> bool:
    """Tell a line that says when, with dates and with times behind their labels, or how long to read; nothing else.

    >>> is_time("Thursday, August 9, 2018"), is_time("On August 9, 2018"), is_time("3 min read"), is_time("2 days ago")
    (True, False, True, True)
    >>> is_time("Published: 20:37 UTC+8, 2024-11-11 | Updated: 2024-11-12"), is_time("11-Nov-2024 · 4 min read")
    (True, True)
    """
    return len(text) < _LONGEST and _is_alone(text)


@lru_cache(maxsize=1024)
def _is_alone(text: str) -> bool:
    return _ALONE.fullmatch(text) is not None


def by_pattern(pattern: re.Pattern[str]) -> Find:
    """Find times by the way in which they are printed."""
    return lambda line: ((match.start(), match.end(), match[0]) for match in pattern.finditer(line))


def by_moments(moments: tuple[tuple[str, str], ...]) -> Find:
    """Find what is printed for moments that machines are told, in this order; dates without a time are none.

    >>> list(by_moments((("an hour ago", "2024-11-11T20:37:00+08:00"),))("Xinhua an hour ago"))
    [(7, 18, '2024-11-11T20:37:00+08:00')]
    """

    def find(line: str) -> Iterator[tuple[int, int, str]]:
        end = 0
        for told, moment in moments:
            start = line.find(told, end)
            if start >= 0 and dates.timestamp(moment):
                end = start + len(told)
                yield start, end, moment

    return find
