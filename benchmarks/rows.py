"""The rows of a table of ratios: what several rounds gave, beside what is wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.processes import spread


@dataclass(frozen=True, slots=True)
class Row:
    """A ratio as each round gave it, and its goal: the most that is wanted, or the `is_least`; None for no goal."""

    name: str
    ratios: Sequence[float]
    goal: float | None
    is_least: bool = False

    def is_far_off(self, times: float) -> bool:
        """Tell whether the middle of the rounds misses the goal by more than so many times.

        >>> Row("cost", [1.0, 9.0, 4.0], 1.5).is_far_off(2), Row("speed", [9.0], 10, is_least=True).is_far_off(2)
        (True, False)
        """
        if self.goal is None:
            return False
        middle = median(self.ratios)
        return middle * times < self.goal if self.is_least else middle > self.goal * times


def table(rows: Iterable[Row]) -> str:
    """Write rows as Markdown.

    >>> print(table([Row("speed", [2.0, 3.0, 1.0], 10, is_least=True), Row("cost", [1.2], None)]))
    | ratio | median (least–greatest) | goal |
    | --- | ---: | ---: |
    | speed | 2.00 (1.00–3.00) | at least 10 |
    | cost | 1.20 (1.20–1.20) |  |
    """
    head = ["| ratio | median (least–greatest) | goal |", "| --- | ---: | ---: |"]
    return "\n".join([*head, *(f"| {row.name} | {spread(row.ratios)} | {_goal(row)} |" for row in rows)])


def _goal(row: Row) -> str:
    return "" if row.goal is None else f"at least {row.goal:,g}" if row.is_least else f"{row.goal:,g}"
