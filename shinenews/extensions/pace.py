"""How fast a crawl goes, how long it will yet take, and what it holds in memory."""

import os
from collections import deque
from pathlib import Path

_LATELY = 60.0
"""Over how many seconds the pace is taken: long enough for a polite crawl, short enough to tell when it slows down."""

_STATM = Path("/proc/self/statm")


class Pace:
    """How many pages come in a minute, by the moments, in seconds, at which they came lately.

    >>> pace = Pace()
    >>> for moment in (0.0, 2.0, 4.0, 6.0):
    ...     pace.note(moment)
    >>> pace.a_minute(6.0), pace.a_minute(36.0)
    (30.0, 5.0)
    """

    def __init__(self) -> None:
        self._came: deque[float] = deque()

    def note(self, moment: float) -> None:
        """Note that a page came."""
        self._came.append(moment)
        while len(self._came) > 2 and self._came[0] < moment - _LATELY:
            self._came.popleft()

    def a_minute(self, moment: float) -> float | None:
        """Give the pages a minute at a moment; None before the second page."""
        if len(self._came) < 2 or moment <= self._came[0]:
            return None
        return (len(self._came) - 1) * 60 / (moment - self._came[0])


def duration(minutes: float) -> str:
    """Put a time in words as vague as it is.

    >>> [duration(minutes) for minutes in (0.2, 0.8, 12.3, 89, 200, 5000)]
    ['10 s', '50 s', '12 min', '89 min', '3 h', '3 days']
    """
    if minutes < 1:
        return f"{max(round(minutes * 6), 1) * 10} s"
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 60 * 48 else f"{minutes / 60 / 24:.0f} days"


def resident() -> int | None:
    """Give the memory that this process holds now, in bytes; None where the system does not tell."""
    try:
        pages = int(_STATM.read_text("ascii").split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
