"""Writes the stories nobody wrote: varied, invented prose put together from the sentences of `parts.toml`."""

import tomllib
from datetime import datetime
from functools import cache
from importlib import resources
from random import Random
from typing import TypedDict
from uuid import UUID

from shinenews.edition.stories import Block, Paragraph, Picture, Story
from shinenews.site import Address


class Topic(TypedDict):
    """What can be said about one kind of event; an opening is a headline, a fact and who says so."""

    directory: str
    openings: list[tuple[str, str, str]]
    summaries: list[str]
    details: list[str]
    quotes: list[str]
    captions: list[str]
    tags: list[str]


class Slots(dict[str, str]):
    """Fills the slots of a story's sentences, each with one value through the whole story.

    `{12-90}` is a number between the two, `{person}` and `{person2}` two entries of the pool `person`. Raises
    KeyError for a slot that has no pool.

    >>> slots = Slots(Random(1), {"place": ["Hangzhou"]})
    >>> "{place} counts {1000-2000} visitors: {1000-2000} in {place}".format_map(slots)
    'Hangzhou counts 1,582 visitors: 1,582 in Hangzhou'
    """

    def __init__(self, random: Random, pools: dict[str, list[str]]) -> None:
        super().__init__()
        self._random, self._pools = random, pools

    def __missing__(self, slot: str) -> str:
        low, is_range, high = slot.partition("-")
        if is_range:
            self[slot] = f"{self._random.randint(int(low), int(high)):,}"
        else:
            self[slot] = self._random.choice(self._pools[slot.rstrip("0123456789")]).format_map(self)
        return self[slot]


@cache
def _parts() -> tuple[dict[str, list[str]], list[Topic]]:
    parts = tomllib.loads(resources.files("shinenews.edition").joinpath("parts.toml").read_text("utf-8"))
    return parts["pools"], parts["topic"]


def write(address: Address, published_at: datetime, random: Random) -> Story:
    """Write the story of an address and a moment, whose choices are all drawn from `random`."""
    pools, topics = _parts()
    topic = random.choice([topic for topic in topics if topic["directory"] == address.directory])
    slots = Slots(random, pools)
    slots["city"], slots["province"] = slots["place"].split(", ")
    slots["weekday"] = f"{published_at:%A}"

    def say(sentences: list[str], number: int = 1) -> list[str]:
        return [sentence.format_map(slots) for sentence in random.sample(sentences, number)]

    title, fact, attribution = (text.format_map(slots) for text in random.choice(topic["openings"]))
    byline = _byline(pools, random)
    details = say(topic["details"], random.randint(4, len(topic["details"]))) + say(pools["background"], 2)
    random.shuffle(details)
    paragraphs = [fact + attribution, *_joined(details, random)]
    paragraphs.insert(random.randint(1, len(paragraphs)), say(topic["quotes"])[0])
    blocks: list[Block] = [Paragraph(text) for text in paragraphs]
    for caption in say(topic["captions"], random.choice([0, 1, 1, 2])):
        blocks.insert(random.randint(0, len(blocks)), _picture(caption, published_at, pools, random))
    return Story(
        id=address.id,
        directory=address.directory,
        title=title,
        byline=byline,
        published_at=published_at,
        modified_at=published_at,
        summary=random.choice([None, fact + ".", *say(topic["summaries"])]),
        blocks=tuple(blocks),
        source="Xinhua" if byline == ("Xinhua",) else "SHINE",
        editor=random.choice([*pools["editor"], None]),
        tags=tuple(say(topic["tags"], random.randint(0, 2))),
        comment_count=random.choice([0, 0, 0, 0, 0, 1, 3, 12]),
    )


def _byline(pools: dict[str, list[str]], random: Random) -> tuple[str, ...]:
    if random.random() < 0.6:
        return ("Xinhua",)
    return tuple(random.sample(pools["staff"], random.choice([0, 1, 1, 1, 2])))


def _joined(sentences: list[str], random: Random) -> list[str]:
    """Set sentences as paragraphs of one or two."""
    paragraphs: list[str] = []
    for sentence in sentences:
        if paragraphs and random.random() < 0.4:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
    return paragraphs


def _picture(caption: str, published_at: datetime, pools: dict[str, list[str]], random: Random) -> Picture:
    name = UUID(int=random.getrandbits(128), version=4)
    return Picture(
        url=f"https://obj.shine.cn/files/{published_at:%Y/%m/%d}/{name}_0.jpg",
        caption=random.choice([caption, caption, caption, None]),
        credit=random.choice([*pools["credit"], None]),
    )
