"""The time lines of a page."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeAlias

from shinenews.normalise import dates
from shinenews.page import words
from shinenews.page.outline import Block, Outline
from shinenews.page.scene import Scene

_WRITTEN = r"[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}"
_DATE = rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|{_WRITTEN})"
_TIME = re.compile(rf"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d\s*UTC\s*\+\s*8(?!\d)(?:\s*,?\s*{_DATE})?")
_DATE_ALONE = re.compile(_DATE)
_DAY = re.compile(_WRITTEN)
_OF_UPDATE = r"(?:(?:last )?(?:updated?|modified|revised)|更新)"
_OF_PUBLICATION = r"(?:first |originally )?(?:published?|posted)|time|date|发布"
_OF_TIME = rf"(?:(?:{_OF_PUBLICATION}|{_OF_UPDATE})(?: (?:at|on|time|date)|于|时间)?\s*[:：]?)"
_LABEL = re.compile(rf"\b(?:{_OF_TIME}|on)\s*$", re.IGNORECASE)
_LABEL_ALONE = re.compile(_OF_TIME, re.IGNORECASE)
_UPDATE = re.compile(_OF_UPDATE, re.IGNORECASE)
_SAYING = rf"(?i:{_OF_TIME})\s*{_TIME.pattern}|(?i:{_OF_TIME}?)\s*(?:[A-Z][a-z]+day,?\s+)?{_DATE}"
_READING = r"(?i:(?:reading time\s*:?\s*)?\d+[ -]min(?:ute)?s?(?: read)?)"
_ALONE = re.compile(rf"(?:[\s|·,/()]*(?:{_SAYING}))+[\s|·,/()]*|(?i:{_OF_TIME})|{_READING}")
_OF_PRINT = re.compile(r"^source\s*[:：]|\bprint edition\b", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:at|by|around|about|from|since|until|till|before|after|was|were|is)$", re.IGNORECASE)
_RULERS = " |/·•,;-–—>»›:\u00a0"
_LONGEST_BEFORE, _LONGEST_AFTER, _LONGEST = 80, 60, 200
_MOST_TIMES = 4


Find: TypeAlias = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds the times in a line: where each begins and ends, and what it is."""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A time in a line: as printed, what stands before and after it in the line, its day when printed.

    `before` and `after` are without what tells of times only; `is_update` when it says to be an update's.
    """

    index: int
    time: str
    before: str
    after: str
    day: date | None
    is_update: bool


def time_lines(scene: Scene) -> list[TimeLine]:
    """List the lines that are a time and little more: a byline before it, a count after it. Prose is none.

    Where the address tells no day, as in the print archive, a written day may stand for the time: beside the labels
    of the archive, and failing that in a line of its own.
    """
    outline = scene.outline
    texts = [(index, outline.blocks[index].text) for index in outline.texts(0, len(outline.blocks))]
    timed = [line for index, text in texts if "UTC" in text for line in _in_line(outline, index, _search(_TIME))]
    if timed or scene.own is None or scene.own.day is not None:
        return timed
    days = [(index, text) for index, text in texts if "UTC" not in text]
    day = _search(_DAY)
    dated = [line for index, text in days if _OF_PRINT.search(text) for line in _in_line(outline, index, day)]
    return dated or [line for index, text in days if _DAY.fullmatch(text) for line in _in_line(outline, index, day)]


def machine_lines(scene: Scene) -> list[TimeLine]:
    """List the lines with a moment of the address's day that an element tells machines, however it is printed.

    The first moment of a day is none: it stands for the day where no time is known.
    """
    outline, day = scene.outline, scene.own.day if scene.own else None
    told = [index for index in outline.lines if outline.blocks[index].moments] if day else []
    lines = [line for index in told for line in _in_line(outline, index, _look_up(outline.blocks[index].moments))]
    return [line for line in lines if day and line.day == day and dates.timestamp(line.time) != dates.midnight(day)]


def is_time(text: str) -> bool:
    """Tell a line that says when, with dates and with times behind their labels, or how long to read; nothing else.

    >>> is_time("Thursday, August 9, 2018"), is_time("On August 9, 2018"), is_time("3 min read")
    (True, False, True)
    >>> is_time("Published: 20:37 UTC+8, 2024-11-11 | Updated: 2024-11-12")
    True
    """
    return len(text) < _LONGEST and _ALONE.fullmatch(text) is not None


def _search(pattern: re.Pattern[str]) -> Find:
    return lambda line: ((match.start(), match.end(), match[0]) for match in pattern.finditer(line))


def _look_up(moments: tuple[tuple[str, str], ...]) -> Find:
    """Find what is printed for moments, in order."""

    def find(line: str) -> Iterator[tuple[int, int, str]]:
        end = 0
        for printed, moment in moments:
            start = line.find(printed, end)
            if start >= 0 and dates.timestamp(moment):
                end = start + len(printed)
                yield start, end, moment

    return find


def _in_line(outline: Outline, index: int, find: Find) -> Iterator[TimeLine]:
    """Yield the times in a line, if it is no prose; published and updated may stand in one."""
    if words.is_sentence(outline.blocks[index].text):
        return
    above = [outline.blocks[each].text for each in outline.texts(index - 1, index)]
    line = " ".join([*filter(_LABEL_ALONE.fullmatch, above), _parted(outline.blocks[index])])
    said: list[str] = []
    times: list[tuple[str, bool]] = []
    end = 0
    for start, after_time, time in islice(find(line), _MOST_TIMES):
        label = _LABEL.search(line, end, start)
        said.append(line[end : label.start() if label else start].strip(_RULERS))
        times.append((time, bool(label and _UPDATE.search(label[0]))))
        end = after_time
    said.append(line[end:].strip(_RULERS))
    for number, (time, is_update) in enumerate(times, 1):
        before, after = (" ".join(filter(None, part)) for part in (said[:number], said[number:]))
        if len(before) > _LONGEST_BEFORE or len(after) > _LONGEST_AFTER or _TELLING.search(before):
            return
        if words.is_sentence(before):
            return
        yield _time_line(outline, index, time, before, after, is_update=is_update)


def _time_line(outline: Outline, index: int, time: str, before: str, after: str, *, is_update: bool) -> TimeLine:
    """Look for the day of a time beside it, where none is printed with it."""
    beside = [before, *(outline.blocks[each].text for each in outline.texts(index + 1, index + 2))]
    if "UTC" in time and not _DATE_ALONE.search(time):
        time = ", ".join([time, *(text for text in beside if _DATE_ALONE.fullmatch(text))][:2])
    moment = dates.moment(time)
    return TimeLine(index, time, before, after, date.fromisoformat(moment[:10]) if moment else None, is_update)


def _parted(block: Block) -> str:
    """Print a line with a blank wherever the letters of two elements meet: only their looks part them.

    >>> _parted(Block("text", 0, text="Xinhua20:37", pieces=("Xinhua", "20:37")))
    'Xinhua 20:37'
    """
    parts: list[str] = []
    end = 0
    for piece in block.pieces:
        start = max(block.text.find(piece, end), end)
        parts.append(block.text[end:start])
        if start > 0 and block.text[start - 1].isalnum() and piece[0].isalnum():
            parts.append(" ")
        parts.append(piece)
        end = start + len(piece)
    return "".join(parts) + block.text[end:]
