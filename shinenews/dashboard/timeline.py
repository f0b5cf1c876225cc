"""Days of publication, gathered in periods that a chart can show, with the days between them that have none."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

_DAY = timedelta(days=1)


class Unit(Enum):
    """How long a period is; its value is how many days a time line may have to be told in it."""

    DAY = 100
    WEEK = 750
    MONTH = 8000
    YEAR = 4000000

    @property
    def word(self) -> str:
        """Its name: "week"."""
        return self.name.lower()

    def start(self, day: date) -> date:
        """Give the first day of the period that a day is in; weeks begin on Monday.

        >>> str(Unit.WEEK.start(date(2024, 11, 13))), str(Unit.MONTH.start(date(2024, 11, 13)))
        ('2024-11-11', '2024-11-01')
        """
        match self:
            case Unit.DAY:
                return day
            case Unit.WEEK:
                return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
            case Unit.MONTH:
                return day.replace(day=1)
            case Unit.YEAR:
                return day.replace(month=1, day=1)

    def name_of(self, day: date) -> str:
        """Name the period that a day is in.

        >>> [unit.name_of(date(2024, 11, 13)) for unit in Unit]
        ['13 Nov 2024', 'week of 11 Nov 2024', 'Nov 2024', '2024']
        """
        start = self.start(day)
        return {
            Unit.DAY: f"{start.day} {start:%b} {start.year}",
            Unit.WEEK: f"week of {start.day} {start:%b} {start.year}",
            Unit.MONTH: f"{start:%b} {start.year}",
            Unit.YEAR: str(start.year),
        }[self]

    def mark(self, day: date) -> str:
        """Name it shortly, for a label under a chart.

        >>> [unit.mark(date(2024, 11, 13)) for unit in Unit]
        ['13 Nov', 'Nov 2024', 'Nov 2024', '2024']
        """
        return {Unit.DAY: f"{day.day} {day:%b}", Unit.YEAR: str(day.year)}.get(self, f"{day:%b} {day.year}")

    @classmethod
    def fitting(cls, days: int) -> "Unit":
        """Choose the finest in which so many days make no more periods than can be read side by side.

        >>> [Unit.fitting(days).word for days in (60, 365, 3650, 36500)]
        ['day', 'week', 'month', 'year']
        """
        return next(unit for unit in cls if days <= unit.value)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the time line, both days included, that holds so many articles; `empty` of its days have none."""

    first: date
    last: date
    articles: int
    empty: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of days without an article, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def periods(articles: Mapping[date, int], unit: Unit) -> list[Period]:
    """Gather the days from the first to the last that has an article.

    >>> counted = {date(2024, 11, 8): 2, date(2024, 11, 12): 1}
    >>> [(str(period.first), period.articles, period.empty) for period in periods(counted, Unit.WEEK)]
    [('2024-11-08', 2, 2), ('2024-11-11', 1, 1)]
    """
    totals, with_articles = Counter[date](), Counter[date]()
    for day, count in articles.items():
        totals[unit.start(day)] += count
        with_articles[unit.start(day)] += 1
    gathered = []
    for first, last in _stretches(min(articles), max(articles), unit):
        start = unit.start(first)
        gathered.append(Period(first, last, totals[start], (last - first).days + 1 - with_articles[start]))
    return gathered


def _stretches(first: date, last: date, unit: Unit) -> Iterator[tuple[date, date]]:
    start = first
    for day in map(date.fromordinal, range(first.toordinal() + 1, last.toordinal() + 1)):
        if unit.start(day) == day:
            yield start, day - _DAY
            start = day
    yield start, last


def gaps(articles: Mapping[date, int]) -> list[Gap]:
    """List the stretches of days without an article between the first and the last that has one, the newest first.

    >>> [gap] = gaps({date(2024, 11, 8): 2, date(2024, 11, 12): 1})
    >>> str(gap.first), gap.days
    ('2024-11-09', 3)
    """
    days = sorted(articles, reverse=True)
    return [Gap(before + _DAY, after - _DAY) for after, before in pairwise(days) if (after - before).days > 1]
