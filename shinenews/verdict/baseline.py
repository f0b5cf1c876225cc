"""What is usual, and what is not: a run compared with those before it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from math import comb

from sqlalchemy import Connection

from shinenews.items import sources_of
from shinenews.store.runs import harvests, measures
from shinenews.store.runs.measures import Measures
from shinenews.verdict import arrivals

_ENOUGH_RUNS, _ENOUGH_ARTICLES = 8, 20
"""From so many earlier runs, and articles in them, on there is a usual; before, nothing is compared."""

_ENOUGH_NOW = 5
"""From so many articles on, a run's shares mean something."""

_FEW = 1 / 3
"""A share, a length or a number is low when it is below this part of the usual."""

_BY_CHANCE = 0.001
"""A share is not low when chance alone brings one as low at least so often."""

_OFTEN = 1 / 2
"""A field is usual when at least this share of the articles has it."""

_MORE_OFTEN = 0.3
"""Witnesses differ unusually often when their share is so much above the usual."""

_LOOKED_BACK = timedelta(days=14)
_ENOUGH_DAYS = 10
"""A section brings new articles daily when it did on so many of the last fourteen days."""


def unusual(now: Measures, before: Sequence[Measures]) -> list[str]:
    """Say in sentences what is unusual about a run; nothing until there is enough history.

    >>> usual = Measures(articles=10, new=10, words=3000, filled={"title": 10, "source": 9}, disagreements={},
    ...                  links={"listing": 20})
    >>> now = Measures(articles=10, new=10, words=3000, filled={"title": 10, "source": 0}, disagreements={},
    ...                links={"listing": 2})
    >>> for sentence in unusual(now, [usual] * 8):
    ...     print(sentence)
    source is filled in 0 % of the articles, usually in 90 %; it is read from landmark:source
    the listing names 2 articles, usually 20
    >>> unusual(now, [usual] * 7)
    []
    """
    articles = sum(run.articles for run in before)
    if len(before) < _ENOUGH_RUNS or articles < _ENOUGH_ARTICLES:
        return []
    findings = list(_of_articles(now, before, articles)) if now.articles >= _ENOUGH_NOW else []
    return findings + list(_of_links(now, before))


def compare(
    connection: Connection,
    run: str,
    sections: tuple[str, ...],
    links: Mapping[str, int],
    longest: timedelta,
    now: datetime,
    *,
    is_whole: bool,
) -> list[str]:
    """Measure a run, keep that in the store, and say in sentences what is unusual about it.

    `links` counts the articles that each way in named; `longest` is the silence that is still usual; a run is whole
    when it asked for all that was new, and got to read it.
    """
    taken = measures.measure(connection, run, sections, links, is_whole=is_whole)
    since = (now - _LOOKED_BACK).isoformat(timespec="seconds")
    quiet = silence(measures.first_seen(connection, sections, since), now, longest)
    if quiet is None and is_whole:
        brought = harvests.up_to(connection, run, arrivals.LOOKED_BACK)
        quiet = arrivals.few(brought, harvests.missed(connection, run), longest)
    return unusual(taken, measures.earlier(connection, run)) + ([quiet] if quiet else [])


def silence(first_seen: Iterator[str], now: datetime, longest: timedelta) -> str | None:
    """Say for how long there was no new article, when that is unusual.

    `first_seen` are the moments of the last fourteen days at which new articles were seen, the newest first, of which
    no more are taken than are needed; `longest` is the silence that is still usual.

    >>> moments = [f"2024-11-{day:02}T20:00:00+00:00" for day in range(11, 0, -1)]
    >>> now = datetime.fromisoformat("2024-11-13T12:00:00+00:00")
    >>> silence(iter(moments), now, timedelta(hours=36))
    'no new article in 40 hours'
    >>> silence(iter(moments[:5]), now, timedelta(hours=36)) is None
    True
    """
    newest = next(first_seen, None)
    if newest is None or (since := now - datetime.fromisoformat(newest)) <= longest:
        return None
    days_with_new = {moment[:10] for moment in (newest, *first_seen)}
    return f"no new article in {since // timedelta(hours=1)} hours" if len(days_with_new) >= _ENOUGH_DAYS else None


def _of_articles(now: Measures, before: Sequence[Measures], articles: int) -> Iterator[str]:
    for name, count in now.filled.items():
        share, usual = count / now.articles, sum(run.filled.get(name, 0) for run in before) / articles
        if usual >= _OFTEN and share < usual * _FEW and _chance(count, now.articles, usual) < _BY_CHANCE:
            sources = ", ".join(sources_of(name))
            yield (
                f"{name} is filled in {_percent(share)} of the articles, usually in {_percent(usual)}; "
                f"it is read from {sources}"
            )
    words, usual_words = now.words / now.articles, sum(run.words for run in before) / articles
    if words < usual_words * _FEW:
        sources = ", ".join(sources_of("body"))
        yield f"a body has {words:.0f} words, usually {usual_words:.0f}; it is read from {sources}"
    for name, count in now.disagreements.items():
        share, usual = count / now.articles, sum(run.disagreements.get(name, 0) for run in before) / articles
        if share > usual + _MORE_OFTEN:
            sources = " and ".join(sources_of(name))
            yield f"on {name} {sources} differ in {_percent(share)} of the articles, usually in {_percent(usual)}"


def _chance(most: int, of: int, usual: float) -> float:
    """Give how likely it is that so few, or fewer, of some articles have what the share `usual` of all have.

    >>> round(_chance(1, 6, 0.61), 3), _chance(0, 5, 0.92) < 0.0001
    (0.037, True)
    """
    return sum(comb(of, few) * usual**few * (1 - usual) ** (of - few) for few in range(most + 1))


def _of_links(now: Measures, before: Sequence[Measures]) -> Iterator[str]:
    for way, number in now.links.items():
        numbers = [run.links[way] for run in before if way in run.links]
        usual = sum(numbers) / len(numbers) if numbers else 0
        if len(numbers) >= _ENOUGH_RUNS and number < usual * _FEW:
            yield f"the {way} names {number} articles, usually {usual:.0f}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
