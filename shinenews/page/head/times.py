"""The time lines of a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from shinenews.normalise import dates
from shinenews.page import words
from shinenews.page.head.moments import DATE, DAY, LABEL, LABEL_BEFORE, TIME, UPDATE, Find, by_moments, by_pattern
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Block, Outline

_OF_PRINT = re.compile(r"^source\s*[:：]|\bprint edition\b", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:at|by|around|about|from|since|until|till|before|after|was|were|is)$", re.IGNORECASE)
_RULERS = " |/·•,;-–—>»›:\u00a0"
_LONGEST_BEFORE, _LONGEST_AFTER = 80, 60
_MOST_TIMES = 4


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
    texts = [(index, outline.blocks[index].text) for index in outline.lines]
    timed = _lines(outline, [index for index, text in texts if "UTC" in text], TIME)
    if scene.own is None or scene.own.day is not None:
        return timed
    days = [(index, text) for index, text in texts if "UTC" not in text]
    dated = _lines(outline, [index for index, text in days if _OF_PRINT.search(text)], DAY)
    return timed + dated or _lines(outline, [index for index, text in days if DAY.fullmatch(text)], DAY)


def machine_lines(scene: Scene) -> list[TimeLine]:
    """List the lines with a moment of the address's day that an element tells machines, however it is printed.

    The first moment of a day is none: it stands for the day where no time is known.
    """
    outline, day = scene.outline, scene.own.day if scene.own else None
    told = [index for index in outline.lines if outline.blocks[index].moments] if day else []
    lines = [line for index in told for line in _in_line(outline, index, by_moments(outline.blocks[index].moments))]
    return [line for line in lines if day and line.day == day and dates.timestamp(line.time) != dates.midnight(day)]


def _lines(outline: Outline, indexes: list[int], pattern: re.Pattern[str]) -> list[TimeLine]:
    return [line for index in indexes for line in _in_line(outline, index, by_pattern(pattern))]


def _in_line(outline: Outline, index: int, find: Find) -> Iterator[TimeLine]:
    """Yield the times in a line, if it is no prose; published and updated may stand in one."""
    if words.is_sentence(outline.blocks[index].text):
        return
    above = [outline.blocks[each].text for each in outline.texts(index - 1, index)]
    line = " ".join([*filter(LABEL.fullmatch, above), _parted(outline.blocks[index])])
    said, times = _said(line, find)
    for number, (time, is_update) in enumerate(times, 1):
        before, after = (" ".join(filter(None, part)) for part in (said[:number], said[number:]))
        is_long = len(before) > _LONGEST_BEFORE or len(after) > _LONGEST_AFTER
        if is_long or _TELLING.search(before) or words.is_sentence(before):
            return
        yield _time_line(outline, index, time, before, after, is_update=is_update)


def _said(line: str, find: Find) -> tuple[list[str], list[tuple[str, bool]]]:
    """Part a line into its times, each with whether it is an update's, and what is said around them without labels."""
    said: list[str] = []
    times: list[tuple[str, bool]] = []
    end = 0
    for start, below, time in islice(find(line), _MOST_TIMES):
        label = LABEL_BEFORE.search(line, end, start)
        said.append(line[end : label.start() if label else start].strip(_RULERS))
        times.append((time, bool(label and UPDATE.search(label[0]))))
        end = below
    return [*said, line[end:].strip(_RULERS)], times


def _time_line(outline: Outline, index: int, time: str, before: str, after: str, *, is_update: bool) -> TimeLine:
    """Look for the day of a time beside it, where none is printed with it."""
    beside = [before, *(outline.blocks[each].text for each in outline.texts(index + 1, index + 2))]
    if "UTC" in time and not DATE.search(time):
        time = ", ".join([time, *(text for text in beside if DATE.fullmatch(text))][:2])
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
