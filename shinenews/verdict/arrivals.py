"""How many new articles came lately, and how many usually do."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import exp, lgamma, log

from shinenews.site import TIME_ZONE
from shinenews.store.runs.harvests import Harvest

LOOKED_BACK = timedelta(days=60)
_DAY = timedelta(days=1)
_MONDAY = datetime(2024, 1, 1, tzinfo=TIME_ZONE)

_ENOUGH = 8
"""From so many earlier stretches on there is a usual; before, nothing is compared."""

_NEARLY = 0.9
"""A stretch is as long as is asked for when it is so nearly: cron is not punctual."""

_SAME_HOUR = timedelta(hours=2)
_SAME_LENGTH = 1.5
_SAME_SHARE = 0.2
"""Stretches are alike that end at about the same hour, have about the same length, and as much of a weekend."""

_QUIET = 0.1
"""Quiet is what no more than this share of the earlier stretches fell below: news come in bursts, and holidays."""

_FEW = 1 / 4
_BY_CHANCE = 0.001
"""Few is less than this part of what a quiet stretch brought, when chance alone brings so few more rarely than this."""

_LASTING = timedelta(days=14)
"""What the site was found to have changed to is the usual when it has lasted for so long."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time between two whole runs, the share of it that lay in a weekend, and how many new articles it brought."""

    length: timedelta
    weekend: float
    new: int

    def is_like(self, other: "Stretch") -> bool:
        """Tell whether another stretch is about as long, and about as much of it lay in a weekend."""
        shorter, longer = sorted((self.length, other.length))
        return longer <= shorter * _SAME_LENGTH and abs(self.weekend - other.weekend) <= _SAME_SHARE


def few(harvests: Sequence[Harvest], missed: int, period: timedelta) -> str | None:
    """Say how many new articles came in the last `period`, when that is unusually few for its days and hours.

    `harvests` begins with this run's, and goes back in time; `missed` of its pages gave no article, and may be new.
    None where there is not enough to compare it with. The period becomes longer where no whole run began it.

    >>> now = datetime.fromisoformat("2024-11-15T07:07:00+08:00")
    >>> usual = [Harvest(now - n * _DAY, 20, is_whole=True, exit_code=0) for n in range(1, 20)]
    >>> few([Harvest(now, 3, is_whole=True, exit_code=None), *usual], 0, _DAY)
    '3 new articles in 24 hours, usually 20; scrapy doctor reads the ways in as they are now'
    >>> few([Harvest(now, 5, is_whole=True, exit_code=None), *usual], 0, _DAY) is None
    True
    """
    now = stretch(harvests, period)
    if now is None:
        return None
    before = sorted(earlier.new for earlier in _earlier(harvests, period) if earlier.is_like(now))
    if len(before) < _ENOUGH:
        return None
    quiet, most = before[int(len(before) * _QUIET)], now.new + missed
    if most >= quiet * _FEW or _chance(most, quiet) >= _BY_CHANCE:
        return None
    return (
        f"{now.new} new article{'s' * (now.new != 1)} in {now.length / timedelta(hours=1):.0f} hours, "
        f"usually {before[len(before) // 2]}; scrapy doctor reads the ways in as they are now"
    )


def stretch(harvests: Sequence[Harvest], period: timedelta) -> Stretch | None:
    """Give the stretch of time that ended with the first of some harvests, about as long as `period` or longer.

    None when its articles can't be counted: one of its runs asked for other than what was new, or was not measured.
    """
    if not harvests or not harvests[0].is_whole:
        return None
    ended_at, new = harvests[0].started_at, 0
    for harvest, before in pairwise(harvests):
        if harvest.new is None or (harvest.new and not harvest.is_whole):
            return None
        new += harvest.new
        length = ended_at - before.started_at
        if before.is_whole and timedelta(0) < length >= period * _NEARLY:
            weekend = _weekends(ended_at) - _weekends(before.started_at)
            return Stretch(length, weekend / length, new)
    return None


def _earlier(harvests: Sequence[Harvest], period: timedelta) -> Iterator[Stretch]:
    """Yield the stretches that ended on earlier days, at about the hour of the first harvest."""
    now = harvests[0].started_at
    ages = [now - harvest.started_at for harvest in harvests]
    for days in range(1, LOOKED_BACK // _DAY):
        at = bisect_left(ages, days * _DAY - _SAME_HOUR)
        within = range(at, bisect_left(ages, days * _DAY + _SAME_HOUR))
        ends = [number for number in within if _is_usual(harvests[number], ages[number])]
        nearest = min(ends, key=lambda number: abs(ages[number] - days * _DAY), default=None)
        found = nearest is not None and stretch(harvests[nearest:], period)
        if found:
            yield found


def _is_usual(harvest: Harvest, age: timedelta) -> bool:
    return harvest.is_whole and (harvest.exit_code in (0, 5) or (harvest.exit_code == 4 and age > _LASTING))


def _weekends(moment: datetime) -> timedelta:
    """Add up the weekends, in Shanghai, from a Monday long ago to a moment.

    >>> sunday = datetime.fromisoformat("2024-11-17T06:00:00+08:00")
    >>> str(_weekends(sunday) - _weekends(sunday - 2 * _DAY))
    '1 day, 6:00:00'
    """
    weeks, rest = divmod(moment - _MONDAY, timedelta(weeks=1))
    return weeks * 2 * _DAY + max(rest - 5 * _DAY, timedelta(0))


def _chance(most: int, usual: int) -> float:
    """Give how likely it is that so few, or fewer, come where `usual` do on average, each by itself (Poisson).

    >>> round(_chance(5, 18), 4), _chance(0, 0)
    (0.0003, 1.0)
    """
    if not usual:
        return 1.0
    return sum(exp(number * log(usual) - usual - lgamma(number + 1)) for number in range(most + 1))
