"""Rows of cells that are the darker the more they stand for."""

from dataclasses import dataclass

_FAINTEST = 0.1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: how dark it is, from 0 to 1, and what it stands for."""

    level: float
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of cells with its name, a sentence for those who don't see it, and the value of all of it."""

    name: str
    cells: list[Cell]
    words: str
    value: str


def level(part: float, whole: float) -> float:
    """Tell how dark a cell is; what is there at all can be seen.

    >>> level(0, 9), level(1, 900), level(3, 4)
    (0, 0.1, 0.75)
    """
    return max(round(part / whole, 2), _FAINTEST) if part else 0
