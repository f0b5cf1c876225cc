"""A catalogue of any number of made-up stories, each written only when it is asked for."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from shinenews.edition.prose import write
from shinenews.edition.stories import Story
from shinenews.site import TIME_ZONE, Address

_ROTA = (
    "news/nation",
    "news/nation",
    "news/metro",
    "news/nation",
    "biz/tech",
    "news/nation",
    "biz/economy",
    "news/nation",
)
_IDS_A_DAY = 10_000
_STRIDE = 7919
_BACK = pow(_STRIDE, -1, _IDS_A_DAY)


class Press:
    """`count` stories spread evenly over the `days` days that end with `last`.

    The same arguments give the same stories in every process. Nothing is kept but the ids of the directories
    that were listed, so 300,000 stories cost no more than the ones that are read. Raises ValueError when a
    day would have more stories than the four digits of an id can tell apart.

    >>> press = Press(3000, days=30)
    >>> newest = press.newest("news/nation")
    >>> len(newest), press.story(newest[0]).published_at.date().isoformat()
    (1875, '2024-11-11')
    """

    def __init__(self, count: int, seed: int = 0, *, last: date = date(2024, 11, 11), days: int = 60) -> None:
        if count > days * _IDS_A_DAY:
            message = f"{count} stories in {days} days: an id has room for {_IDS_A_DAY} a day"
            raise ValueError(message)
        self._count, self._seed, self._days = count, seed, days
        self._first = last - timedelta(days=days - 1)
        self._listed: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Story]:
        """Write every story, oldest first."""
        return map(self._write, range(self._count))

    def story(self, story_id: str, /) -> Story | None:
        """Return the story of that id; None when there is none."""
        number = self._number(story_id)
        return None if number is None else self._write(number)

    def newest(self, directory: str = "", /) -> Sequence[str]:
        """Return the ids of the stories in a directory or anywhere below it, newest first; "" means all."""
        if directory not in self._listed:
            prefix = directory and f"{directory}/"
            shown = [f"{slot}/".startswith(prefix) for slot in _ROTA]
            numbers = (number for number in reversed(range(self._count)) if shown[number % len(_ROTA)])
            self._listed[directory] = [self._id(number) for number in numbers]
        return self._listed[directory]

    def _first_number(self, day: int) -> int:
        return -(-day * self._count // self._days)

    def _id(self, number: int) -> str:
        day = number * self._days // self._count
        slot = number - self._first_number(day)
        digits = (slot * _STRIDE + day * 4729 + self._seed) % _IDS_A_DAY
        return f"{self._first + timedelta(days=day):%y%m%d}{digits:04}"

    def _number(self, story_id: str) -> int | None:
        day_of_id = Address(story_id, "").day
        if day_of_id is None:
            return None
        day = (day_of_id - self._first).days
        slot = (int(story_id[6:]) - day * 4729 - self._seed) * _BACK % _IDS_A_DAY
        number = self._first_number(day) + slot
        return number if 0 <= day < self._days and number < self._first_number(day + 1) else None

    def _write(self, number: int) -> Story:
        random = Random(f"{self._seed} {number}")  # noqa: S311 - prose, not secrets
        day = number * self._days // self._count
        start, end = self._first_number(day), self._first_number(day + 1)
        hours = (number - start + random.random()) * 17 / (end - start)
        first_hour = datetime.combine(self._first + timedelta(days=day), time(6), TIME_ZONE)
        published_at = first_hour + timedelta(minutes=int(hours * 60))
        return write(Address(self._id(number), _ROTA[number % len(_ROTA)]), published_at, random)
