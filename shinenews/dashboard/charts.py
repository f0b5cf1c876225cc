"""The geometry of the charts: where marks stand, in hundredths of the width, so that a page can stretch them."""

from collections.abc import Sequence
from dataclasses import dataclass

_SCALE_ENDS = (2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)
"""As they are, and tenfold, and so on; the middle of each is whole, too."""

_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one of a row of marks: where it begins, and how wide it is."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under a row of marks: the number of its mark, and where that begins."""

    number: int
    x: float


def slots(number: int, fill: float = 1) -> list[Slot]:
    """Share the width among so many marks, of which each takes the part `fill` of its room.

    >>> slots(2, 0.5)
    [Slot(x=12.5, width=25.0), Slot(x=62.5, width=25.0)]
    """
    room = 100 / max(number, 1)
    return [Slot(round((place + (1 - fill) / 2) * room, 3), round(room * fill, 3)) for place in range(number)]


def scale_end(most: int) -> int:
    """Give the end of a scale for counts up to `most`.

    >>> [scale_end(most) for most in (0, 1, 7, 23, 61, 1000)]
    [2, 2, 8, 24, 80, 1000]
    """
    size: int = 10 ** max(len(str(most)) - 2, 0)
    return next(end * size for end in _SCALE_ENDS if most <= end * size)


def percent(part: float, whole: float) -> float:
    """Give a part in hundredths of the whole; 0 of nothing.

    >>> percent(1, 8), percent(1, 0)
    (12.5, 0)
    """
    return round(100 * part / whole, 3) if whole else 0


def ticks(marks: Sequence[object]) -> list[Tick]:
    """Choose the marks, evenly apart, that are labelled.

    >>> [(tick.number, tick.x) for tick in ticks(range(60))]
    [(0, 0.0), (12, 20.0), (24, 40.0), (36, 60.0), (48, 80.0)]
    """
    step = -(-len(marks) // _MOST_TICKS) or 1
    room = 100 / max(len(marks), 1)
    return [Tick(number, round(number * room, 3)) for number in range(0, len(marks), step)]
