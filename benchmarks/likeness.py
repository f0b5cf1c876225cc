"""Kinder measures than exactness, for readers that were not made for this site."""

from collections import Counter
from datetime import datetime

from benchmarks.exactness import in_order, lines, minute
from benchmarks.readings import Reading
from shinenews.site import TIME_ZONE


def body_words(said: Reading, true: Reading) -> float:
    """Measure how much of two bodies is the same words: the F1 of their words, each as often as it stands there.

    >>> body_words({"body": "It rained again."}, {"body": "It rained."})
    0.4
    """
    words_said, words_true = (
        Counter(word for text in lines(reading.get("body")) for word in (text or "").split())
        for reading in (said, true)
    )
    total = words_said.total() + words_true.total()
    return 2 * (words_said & words_true).total() / total if total else 1.0


def day(said: Reading, true: Reading) -> float:
    """Measure whether the day of publication is right, in the site's zone: 1 or 0.

    >>> day({"published_at": "2024-11-11"}, {"published_at": "2024-11-11T20:37:00+08:00"})
    1.0
    """
    return float(_day(said.get("published_at")) == _day(true.get("published_at")))


def main_image(said: Reading, true: Reading) -> float:
    """Measure whether the first picture is right, or none is seen where there is none: 1 or 0.

    >>> main_image({"images": ["a.jpg"]}, {"images": ["a.jpg", "b.jpg"]})
    1.0
    """
    return float(in_order(said.get("images"))[:1] == in_order(true.get("images"))[:1])


def _day(value: str | None) -> str | None:
    moment = minute(value)
    return f"{moment.astimezone(TIME_ZONE):%Y-%m-%d}" if isinstance(moment, datetime) else moment
