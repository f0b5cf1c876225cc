"""A line with a time in it, parted into the time and what stands before and after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from shinenews.normalise import dates
from shinenews.page.head.moments import DATE, LABEL, LABEL_BEFORE, UPDATE, Find, by_pattern
from shinenews.page.sight.outline import Block, Outline
from shinenews.page.wording import words

_TELLING = re.compile(r"\b(?:at|by|around|about|from|since|until|till|before|after|was|were|is)$", re.IGNORECASE)
_POINTED = ("a.m.", "p.m.", "A.M.", "P.M.")
_RULERS = " |/·•,;-–—>»›:\u00a0"
_LONGEST_BEFORE, _LONGEST_AFTER = 80, 60
_MOST_TIMES = 4


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A time in a line: as printed, what stands before and after it in the line, its day when printed.

    `before` and `after` are without what tells of times only; `is_update` when it says to be an update's, `is_moment`
    when it is more than a day.
    """

    index: int
    time: str
    before: str
    after: str
    day: date | None
    is_update: bool
    is_moment: bool = True


def lines_with(outline: Outline, indexes: list[int], pattern: re.Pattern[str]) -> list[TimeLine]:
    """List what a pattern finds in lines."""
    return [line for index in indexes for line in parted_at(outline, index, by_pattern(pattern))]


def parted_at(outline: Outline, index: int, find: Find) -> Iterator[TimeLine]:
    """Yield the times in a line, if it is no prose; published and updated may stand in one."""
    text = outline.blocks[index].text
    if words.is_sentence(text[:-1] if text.endswith(_POINTED) else text):
        return
    parted = _parted(outline.blocks[index])
    above = next((outline.blocks[each].text for each in outline.texts(index - 1, index)), "")
    goes_before = LABEL.fullmatch(above) or (DATE.fullmatch(above) and not DATE.search(parted))
    line = f"{above} {parted}" if goes_before else parted
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
