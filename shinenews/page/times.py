"""The time lines of a page, and which of them is the article's."""

import re
from bisect import bisect
from dataclasses import dataclass
from datetime import date

from shinenews.normalise import dates
from shinenews.page import labels, words
from shinenews.page.outline import Outline
from shinenews.page.scene import Scene

_WRITTEN = r"[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}"
_DATE = rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|{_WRITTEN})"
_TIME = re.compile(rf"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d\s*UTC\s*\+\s*8(?!\d)(?:\s*,?\s*{_DATE})?")
_DATE_ALONE = re.compile(_DATE)
_DAY_LINE = re.compile(rf"(?:[A-Z][a-z]+day,?\s+)?{_DATE}")
_DAY = re.compile(_WRITTEN)
_OF_PRINT = re.compile(r"^source\s*[:：]|\bprint edition\b", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:at|by|around|about|from|since|until|till|before|after|was|were|is)$", re.IGNORECASE)
_RULERS = " |/·•,;-–—>»›:\u00a0"
_LONGEST_BEFORE, _LONGEST_AFTER = 80, 60
_ABOVE, _NEAR, _FAR = 3, 6, 30
_ANOTHER_DAY = 100
_FEWEST_TOLD = 2
"""How many sentences of an article at least stand above its readers' comments."""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A line with a time: the time as printed, what stands before and after it, its day when printed."""

    index: int
    time: str
    before: str
    after: str
    day: date | None


def time_lines(scene: Scene) -> list[TimeLine]:
    """List the lines that are a time and little more: a byline before it, a count after it. Prose is none.

    Where the address tells no day, as in the print archive, a written day may stand for the time: beside the labels
    of the archive, and failing that in a line of its own.
    """
    outline = scene.outline
    texts = [(index, outline.blocks[index].text) for index in outline.texts(0, len(outline.blocks))]
    timed = [_time_line(outline, index, _TIME.search(text)) for index, text in texts if "UTC" in text]
    dated: list[TimeLine | None] = []
    if scene.own is not None and scene.own.day is None:
        days = [(index, text) for index, text in texts if "UTC" not in text]
        dated = [_time_line(outline, index, _DAY.search(text)) for index, text in days if _OF_PRINT.search(text)]
        if not any(timed + dated):
            dated = [_time_line(outline, index, _DAY.fullmatch(text)) for index, text in days]
    return [line for line in timed + dated if line is not None]


def is_day(text: str) -> bool:
    """Tell a line that is a date and nothing else.

    >>> is_day("Thursday, August 9, 2018"), is_day("On August 9, 2018")
    (True, False)
    """
    return _DAY_LINE.fullmatch(text) is not None


def _time_line(outline: Outline, index: int, match: re.Match[str] | None) -> TimeLine | None:
    if match is None:
        return None
    text = match.string
    before, after = text[: match.start()].strip(_RULERS), text[match.end() :].strip(_RULERS)
    if len(before) > _LONGEST_BEFORE or len(after) > _LONGEST_AFTER or _TELLING.search(before):
        return None
    if words.is_sentence(before) or words.is_sentence(text):
        return None
    time = match[0]
    beside = [before, *(outline.blocks[each].text for each in outline.texts(index + 1, index + 2))]
    if not _DATE_ALONE.search(time):
        time = ", ".join([time, *(text for text in beside if _DATE_ALONE.fullmatch(text))][:2])
    moment = dates.published(time)
    return TimeLine(index, time, before, after, date.fromisoformat(moment[:10]) if moment else None)


def article_time(scene: Scene, lines: list[TimeLine]) -> tuple[int | None, TimeLine | None]:
    """Choose the headline and the time line that belong together, which are the article's.

    A card's time is none. The day in the address decides, then nearness: few lines between the two, none of a card,
    and the time below the headline rather than above. A time of another day must stand quite near.
    """
    pairs = [
        (cost, top, line.index, line)
        for line in lines
        if line.index not in scene.cards
        for top in _nearest(scene.tops, line.index)
        if (cost := _cost(scene, top, line)) is not None
    ]
    if not pairs:
        return None, None
    _, top, _, line = min(pairs, key=lambda pair: pair[:3])
    return (None if top < 0 else top), line


def _nearest(tops: tuple[int, ...], index: int) -> list[int]:
    """List the last headline above a line and the first one below it; -1 when the page has none."""
    place = bisect(tops, index)
    return [*tops[max(place - 1, 0) : place], *tops[place : place + 1]] or [-1]


def _cost(scene: Scene, top: int, line: TimeLine) -> int | None:
    day = scene.own.day if scene.own else None
    another_day = line.day is not None and day is not None and line.day != day
    distance = 0 if top < 0 else _distance(scene, top, line.index)
    if distance > (_NEAR if another_day else _FAR) or (another_day and line.index < top):
        return None
    return distance + another_day * _ANOTHER_DAY


def _distance(scene: Scene, top: int, time: int) -> int:
    """Count the lines between headline and time; too far when a card, or the article's end, is between them."""
    first, last = min(top, time) + 1, max(top, time)
    if last - first > _FAR * 2 or any(index in scene.cards for index in range(first, last)):
        return _FAR + 1
    lines = len(scene.outline.texts(first, last))
    if _is_below_end(scene.outline, first, last):
        return _FAR + 1
    return lines if top < time else _ABOVE * (lines + 1)


def _is_below_end(outline: Outline, first: int, last: int) -> bool:
    """Tell whether the heading of readers' comments, or of the site's foot, stands below prose between two blocks."""
    told = 0
    for index in outline.texts(first, last):
        block = outline.blocks[index]
        told += index in outline.sentences
        if told >= _FEWEST_TOLD and block.linked < labels.MOSTLY and labels.ends_article(block.text):
            return True
    return False
