"""When a field counts as read exactly: when what was read and what is true have the same form."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from shinenews.normalise.text import clean
from shinenews.site import TIME_ZONE


def line(value: str | None) -> str | None:
    r"""Take one line of text, white space aside; empty is absent.

    >>> line(" Rain\xa0ahead\n"), line("")
    ('Rain ahead', None)
    """
    return clean(value or "")


def lines(value: str | None) -> tuple[str | None, ...]:
    r"""Take a text as the paragraphs that it is made of, whatever stands between and before them.

    The dash that some readers print before a list item does not count.

    >>> lines("One.\n- Two.") == lines("One.\n\nTwo.\n")
    True
    """
    return tuple(filter(None, (line(text.strip().removeprefix("- ")) for text in (value or "").split("\n"))))


def minute(value: str | None) -> datetime | str | None:
    """Take a time to the minute, in any zone; without a zone it is the site's. A day alone is not a time.

    >>> minute("2024-11-11T12:37:21Z") == minute("2024-11-11 20:37")
    True
    >>> minute("2024-11-11") == minute("2024-11-11T00:00:00+08:00")
    False
    """
    if not value or len(value) <= len("2024-11-11"):
        return value or None
    moment = datetime.fromisoformat(value)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=TIME_ZONE)
    return aware.astimezone(UTC).replace(second=0, microsecond=0)


def names(value: Iterable[str] | None) -> frozenset[str | None]:
    """Take names as a set.

    >>> names(["Zhu Ying", "Yang Jian"]) == names(["Yang Jian", " Zhu Ying"])
    True
    """
    return frozenset(filter(None, map(line, value or ())))


def in_order(value: Iterable[str] | None) -> tuple[str | None, ...]:
    """Take values in their order.

    >>> in_order(["a.jpg", "b.jpg"]) == in_order(["b.jpg", "a.jpg"])
    False
    """
    return tuple(map(line, value or ()))


def pairs(value: Iterable[Iterable[str | None]] | None) -> tuple[tuple[str | None, ...], ...]:
    """Take pairs in their order, each half as one line.

    >>> pairs([["A ferry", ""]]) == pairs([("A ferry", None)])
    True
    """
    return tuple(tuple(map(line, pair)) for pair in value or ())


FORMS: Mapping[str, Callable[[Any], Hashable]] = {
    "title": line,
    "byline": names,
    "published_at": minute,
    "summary": line,
    "body": lines,
    "images": in_order,
    "captions": pairs,
    "source": line,
    "editor": line,
    "tags": names,
}
"""The fields that are measured, and the form in which each is compared; None has the form of an absent field."""


def is_exact(field: str, said: Any, true: Any) -> bool:  # noqa: ANN401
    """Tell whether a field was read exactly; what is absent has to be found absent.

    >>> is_exact("editor", "Zhang Long", "Zhang Long"), is_exact("editor", "Zhang Long", None)
    (True, False)
    """
    form = FORMS[field]
    return form(said) == form(true)
