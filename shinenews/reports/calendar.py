"""The calendar of a section: a week in a row, a day in a cell, what is stored of what is known."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from rich.console import Console
from rich.text import Text

from shinenews.reports.lines import put
from shinenews.store.queries.sections import DayTally

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HEADS = (*_DAYS, "week")
_LABEL = len("  2024-11-11")
_NARROWEST = len(" 25/25!")


def show(console: Console, tallies: Iterable[DayTally], first: date, last: date) -> None:
    """Print the weeks from the first day that has an address to `last`; `first` is where the calendar begins."""
    known, stored = Counter[date](), Counter[date]()
    for tally in tallies:
        known[tally.day] += tally.known
        stored[tally.day] += tally.stored
    if not known:
        put(console, f"No address of the days from {first} to {last} is known.", "  ", style="dim")
        return
    first = max(first, _monday(min(known)))
    weeks = [_Week(monday, known, stored, first, last) for monday in _mondays(first, last)]
    columns = list(zip(*(week.cells for week in weeks), strict=True))
    day_width = max(_NARROWEST, *(len(cell.plain) + 1 for column in columns[:-1] for cell in column))
    widths = [day_width] * len(_DAYS) + [max(_NARROWEST, *(len(cell.plain) + 1 for cell in columns[-1]))]
    if _LABEL + sum(widths) > console.width:
        widths.pop()
    if _LABEL + sum(widths) > console.width:
        _show_stacked(console, weeks, day_width)
        return
    head = "  week of".ljust(_LABEL) + "".join(
        f"{name} ".rjust(size) for name, size in zip(_HEADS, widths, strict=False)
    )
    console.print(Text(head.rstrip(), style="dim"), soft_wrap=True)
    for week in weeks:
        line = Text(f"  {week.monday}")
        for cell, size in zip(week.cells, widths, strict=False):
            line.append(" " * (size - len(cell.plain))).append(cell)
        line.rstrip()
        console.print(line, soft_wrap=True)


def _show_stacked(console: Console, weeks: Iterable["_Week"], day_width: int) -> None:
    """Print a week on several lines, with the name of each day beside what is stored of it."""
    abreast = max((console.width - _LABEL) // (len(" Mon") + day_width), 1)
    for week in weeks:
        days = [(name, cell) for name, cell in zip(_DAYS, week.cells, strict=False) if cell]
        for number in range(0, len(days), abreast):
            line = Text(" " * _LABEL if number else f"  {week.monday}")
            for name, cell in days[number : number + abreast]:
                line.append(f" {name}", "dim").append(" " * (day_width - len(cell.plain))).append(cell)
            line.rstrip()
            console.print(line, soft_wrap=True)


class _Week:
    def __init__(self, monday: date, known: Counter[date], stored: Counter[date], first: date, last: date) -> None:
        self.monday = monday
        days = [day for day in (monday + timedelta(days=n) for n in range(7)) if first <= day <= last]
        blank = [Text() for n in range(7) if not first <= monday + timedelta(days=n) <= last]
        cells = [_cell(stored[day], known[day]) for day in days]
        cells = blank + cells if monday < first else cells + blank
        self.cells = [*cells, _cell(sum(stored[day] for day in days), sum(known[day] for day in days))]


def _cell(stored: int, known: int) -> Text:
    """Set what is stored of a day, marked when anything is missing.

    >>> [_cell(*counts).plain for counts in ((25, 25), (22, 25), (0, 0))]
    ['25/25 ', '22/25!', '· ']
    """
    if not known:
        return Text("· ", style="dim")
    return Text(f"{stored}/{known} ", "green") if stored == known else Text(f"{stored}/{known}!", "bold red")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = _monday(first)
    while monday <= last:
        yield monday
        monday += timedelta(days=7)
