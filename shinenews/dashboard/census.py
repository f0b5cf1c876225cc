"""What all articles are like, counted in one pass over them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from shinenews.items import FIELDS
from shinenews.site import TIME_ZONE
from shinenews.store.queries.statistics import Document

_ALWAYS = {"id", "url", "section", "title", "published_at", "published_source", "word_count", "language"}
"""Filled in every article, or telling of another field."""

OPTIONAL = tuple(spec.name for spec in FIELDS if spec.metadata and spec.name not in _ALWAYS)
"""The fields that a page may be without, in the feed's order."""


@dataclass(slots=True)
class Census:
    """Counts of articles.

    `days` by day of publication in Shanghai; `hours` by weekday (0 is Monday) and hour, without those articles of
    which only the day is known; `filled` by the first day of a month and each optional field that has a value.
    """

    articles: int = 0
    timed: int = 0
    days: Counter[date] = field(default_factory=Counter)
    hours: Counter[tuple[int, int]] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    filled: Counter[tuple[date, str]] = field(default_factory=Counter)

    def add(self, document: Document) -> None:
        """Count an article. Raises ValueError when its moment of publication is none."""
        published = datetime.fromisoformat(document["published_at"]).astimezone(TIME_ZONE)
        day = published.date()
        month = day.replace(day=1)
        self.articles += 1
        self.days[day] += 1
        if document["published_source"] != "address":
            self.timed += 1
            self.hours[published.weekday(), published.hour] += 1
        self.sections[document["section"]] += 1
        if document["source"]:
            self.sources[document["source"]] += 1
        if document["agency"]:
            self.agencies[document["agency"]] += 1
        self.authors.update(document["authors"])
        self.filled.update((month, name) for name in OPTIONAL if document[name] not in (None, []))


def count(documents: Iterable[Document]) -> Census:
    """Count articles. Raises ValueError when one has no moment of publication."""
    census = Census()
    for document in documents:
        census.add(document)
    return census


def top(counted: Counter[str], limit: int) -> list[tuple[str, int]]:
    """List the most frequent, equal ones by name.

    >>> top(Counter({"Xinhua": 2, "SHINE": 3, "AFP": 2}), 2)
    [('SHINE', 3), ('AFP', 2)]
    """
    return sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))[:limit]
