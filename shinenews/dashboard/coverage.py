"""How many articles have each field that a page may be without, period by period."""

from collections import Counter
from datetime import date

from shinenews.dashboard.census import OPTIONAL, Census
from shinenews.dashboard.charts import percent
from shinenews.dashboard.strips import Cell, Strip, level
from shinenews.dashboard.timeline import Period, Unit, periods
from shinenews.dashboard.words import share


def unit_for(days: int) -> Unit:
    """Choose months; years when they would be too many."""
    return Unit.MONTH if days <= Unit.MONTH.value else Unit.YEAR


def coverage(census: Census) -> tuple[Unit, list[Period], list[Strip]]:
    """Give the periods, and for each optional field a strip of the shares of their articles that have it."""
    unit = unit_for((max(census.days) - min(census.days)).days + 1)
    stretches = periods(census.days, unit)
    filled = Counter[tuple[date, str]]()
    for (month, name), count in census.filled.items():
        filled[unit.start(month), name] += count
    return unit, stretches, [_strip(name, filled, unit, stretches) for name in OPTIONAL]


def _strip(name: str, filled: Counter[tuple[date, str]], unit: Unit, stretches: list[Period]) -> Strip:
    shares = {
        unit.name_of(stretch.first): percent(filled[unit.start(stretch.first), name], stretch.articles)
        for stretch in stretches
        if stretch.articles
    }
    cells = []
    for stretch in stretches:
        label = unit.name_of(stretch.first)
        words = f"{name}, {label}: {share(shares[label])}" if label in shares else f"{label}: no articles"
        cells.append(Cell(level(shares.get(label, 0), 100), words))
    total = sum(filled[unit.start(stretch.first), name] for stretch in stretches)
    all_of_it = share(percent(total, sum(stretch.articles for stretch in stretches)))
    least, most = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    words = f"{name}: {all_of_it}; least in {least}, {share(shares[least])}; most in {most}, {share(shares[most])}"
    return Strip(name, cells, words, all_of_it)
