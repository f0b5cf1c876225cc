"""What a spider is asked for on the command line (`-a NAME=VALUE`)."""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Self

WAYS_IN = ("newsmap", "listing", "sitemap")
_USUAL_WAYS_IN = WAYS_IN[:2]
REVISITS = ("due", "all", "none")
_LONGEST_SHOWN = 40


class ArgumentError(ValueError):
    """An argument can't be used; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """A spider's arguments.

    `since` and `until` are days of publication in Shanghai, both included; `via` the ways in; `limit` the most
    articles to visit; `revisit` which known pages to look at again: those that are due, all, or none.
    """

    since: date | None = None
    until: date | None = None
    via: tuple[str, ...] = _USUAL_WAYS_IN
    limit: int | None = None
    revisit: str = REVISITS[0]

    @classmethod
    def parse(cls, **arguments: object) -> Self:
        """Read arguments as typed, or as a script gives them; raises `ArgumentError` on the first that can't be used.

        >>> Arguments.parse(since="2024-11-01", via="listing").since
        datetime.date(2024, 11, 1)
        >>> Arguments.parse(limit=3).limit
        3
        >>> Arguments.parse(since="yesterday")
        Traceback (most recent call last):
        shinenews.spiders.arguments.ArgumentError: since=yesterday is no day: write it as 2024-11-30
        """
        given = {name: str(value) for name, value in arguments.items()}
        known = [spec.name for spec in fields(cls)]
        for name in given:
            if name not in known:
                message = f"there is no argument {name}: use {', '.join(known)}"
                raise ArgumentError(message)
        read = cls(
            since=_day("since", given.get("since")),
            until=_day("until", given.get("until")),
            via=_ways(given.get("via")),
            limit=_number("limit", given.get("limit")),
            revisit=_choice("revisit", given.get("revisit", REVISITS[0]), REVISITS),
        )
        if read.since and read.until and read.since > read.until:
            message = f"since={read.since} is after until={read.until}"
            raise ArgumentError(message)
        return read

    def ask_for(self, day: date | None) -> bool:
        """Tell whether a day of publication is asked for; an unknown one is."""
        return day is None or ((not self.since or day >= self.since) and (not self.until or day <= self.until))

    def ask_for_all(self) -> bool:
        """Tell whether all that is new is asked for, and nothing that is old.

        >>> Arguments.parse(revisit="none").ask_for_all(), Arguments.parse(limit="10").ask_for_all()
        (True, False)
        """
        is_bounded = self.limit is not None or self.since is not None or self.until is not None
        return not is_bounded and set(self.via) == set(_USUAL_WAYS_IN)


def _day(name: str, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"{name}={value} is no day: write it as 2024-11-30"
        raise ArgumentError(message) from None


def _number(name: str, value: str | None) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"0*[1-9][0-9]{0,17}", value):
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        message = f"{name}={shown} is no number of articles: write it as 10"
        raise ArgumentError(message)
    return int(value)


def _ways(value: str | None) -> tuple[str, ...]:
    if value is None:
        return _USUAL_WAYS_IN
    return tuple(_choice("via", word.strip(), WAYS_IN) for word in value.split(","))


def _choice(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        message = f"{name}={value} is unknown: use {', '.join(choices)}"
        raise ArgumentError(message)
    return value
