"""The script of the edition: what happens on each of its days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cache
from typing import Literal

from shinenews.edition.featured import featured
from shinenews.edition.press import Press
from shinenews.edition.stories import Paragraph, Story
from shinenews.site import TIME_ZONE

OPENING = datetime(2024, 9, 1, tzinfo=TIME_ZONE)
"""Since when the site has its first template."""

_MADE_UP, _SEED = 72, 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the server does instead of answering a path.

    `answer` sends `status`, `headers` and `body` (without a body, the site's short page for the status);
    `slow` sends the right page after `seconds`; `cut` announces the right page and sends half of it; `fade` sends
    half of it without having said how long it is; `drop` closes the connection without a byte. `times` is how often,
    and None means always.
    """

    kind: Literal["answer", "slow", "cut", "fade", "drop"] = "answer"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0
    times: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What an editor changes in a story: None leaves a part as it is.

    `paragraphs` holds new texts by the position of the block; `correction` is added as the last paragraph.
    """

    title: str | None = None
    byline: tuple[str, ...] | None = None
    paragraphs: Mapping[int, str] = field(default_factory=dict)
    correction: str | None = None

    def of(self, story: Story, at: datetime) -> Story:
        """Return the story as edited at that moment."""
        blocks = [
            Paragraph(self.paragraphs[place]) if place in self.paragraphs else block
            for place, block in enumerate(story.blocks)
        ]
        if self.correction:
            blocks.append(Paragraph(self.correction))
        return replace(
            story,
            title=self.title or story.title,
            byline=story.byline if self.byline is None else self.byline,
            blocks=tuple(blocks),
            modified_at=at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day's events, over what the days before have left.

    `appear` and `restore` name ids, `withdraw` the status that an id answers from now on. `faults` are the
    paths, or patterns of paths as in `fnmatch`, that go wrong on this day only. `markup` is the template from
    now on; None keeps the one in use.
    """

    number: int
    date: date
    appear: tuple[str, ...] = ()
    edit: Mapping[str, Edit] = field(default_factory=dict)
    withdraw: Mapping[str, int] = field(default_factory=dict)
    restore: tuple[str, ...] = ()
    faults: Mapping[str, Fault] = field(default_factory=dict)
    markup: str | None = None

    @property
    def morning(self) -> datetime:
        """The moment at which the day's edits are made."""
        return datetime.combine(self.date, time(9), TIME_ZONE)


DAYS = (
    Day(number=1, date=date(2024, 11, 11)),
    Day(
        number=2,
        date=date(2024, 11, 12),
        appear=(
            "2411121905",
            "2411126677",
            "2411123340",
            "2411127012",
            "2411120850",
            "2411128261",
            "2411124513",
            "2411129770",
        ),
        edit={
            "2411119043": Edit(title="Frost reaches tea gardens early as cold air moves south"),
            "2411112088": Edit(
                paragraphs={4: "They have reached 4,100 words, a hundred of them since this article first appeared."}
            ),
            "2411106018": Edit(
                correction="Correction: An earlier version of this article misstated the cable's length. "
                "It is anchored 600 meters upstream and is 840 meters long."
            ),
        },
        withdraw={"2411108899": 404},
        faults={
            "/news/nation/2411127012/": Fault(status=503),
            "/news/nation/2411120850/": Fault(status=429, headers={"Retry-After": "1"}, times=1),
        },
    ),
    Day(
        number=3,
        date=date(2024, 11, 13),
        appear=("2411132214", "2411137098"),
        edit={"2411123340": Edit(byline=("Gu Yilan", "Ren Shuhan"))},
    ),
    Day(
        number=4,
        date=date(2024, 11, 14),
        appear=("2411145802",),
        restore=("2411108899",),
        markup="redesign",
    ),
)
"""The days in order. What no later day lets appear is there from day 1."""


@cache
def _written() -> dict[str, Story]:
    return {story.id: story for story in [*Press(_MADE_UP, _SEED), *featured()]}


def days_until(day: int) -> tuple[Day, ...]:
    """Return the days from 1 to `day`; ValueError when the script has no such day."""
    if not 1 <= day <= len(DAYS):
        message = f"the edition has no day {day}: it runs from 1 to {len(DAYS)}"
        raise ValueError(message)
    return DAYS[:day]


def withdrawn_on(day: int) -> dict[str, int]:
    """Return the ids that are withdrawn on a day, and the status each answers."""
    withdrawn: dict[str, int] = {}
    for past in days_until(day):
        withdrawn |= past.withdraw
        for story_id in past.restore:
            del withdrawn[story_id]
    return withdrawn


def stories_on(day: int) -> dict[str, Story]:
    """Return the stories that can be read on a day, by id, as they then are."""
    to_come = {story_id for future in DAYS[day:] for story_id in future.appear}
    hidden = to_come | withdrawn_on(day).keys()
    stories = dict(_written())
    for past in days_until(day):
        stories |= {story_id: edit.of(stories[story_id], past.morning) for story_id, edit in past.edit.items()}
    return {story_id: story for story_id, story in stories.items() if story_id not in hidden}


def template_on(day: int, first: str) -> tuple[str, datetime]:
    """Return the markup in use on a day, and since when; it is `first` until the script brings a redesign."""
    redesigns = [(past.markup, past.morning) for past in days_until(day) if past.markup]
    return redesigns[-1] if redesigns else (first, OPENING)
