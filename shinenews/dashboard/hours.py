"""When in the week articles appear."""

from calendar import day_name

from shinenews.dashboard.census import Census
from shinenews.dashboard.strips import Cell, Strip, level
from shinenews.dashboard.words import number

HOURS = range(24)


def week(census: Census) -> list[Strip]:
    """Give a strip of 24 hours for each weekday, Monday first."""
    return [_day(census, weekday) for weekday in range(7)]


def _day(census: Census, weekday: int) -> Strip:
    name = day_name[weekday]
    counts = [census.hours[weekday, hour] for hour in HOURS]
    most = max(census.hours.values(), default=0)
    cells = [
        Cell(level(count, most), f"{name}, {hour:02}:00 to {hour:02}:59: {number(count)}")
        for hour, count in zip(HOURS, counts, strict=True)
    ]
    busiest = counts.index(max(counts))
    words = f"{name}: most from {busiest:02}:00 to {busiest:02}:59, {max(counts)}" if any(counts) else f"{name}: none"
    return Strip(name, cells, words, number(sum(counts)))
