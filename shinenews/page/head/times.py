"""The time lines of a page."""

import re
from dataclasses import replace
from datetime import date
from itertools import chain

from shinenews.normalise import dates, printed
from shinenews.page.head.moments import DATE, DAY, RELATIVE, by_moments
from shinenews.page.head.parting import TimeLine, lines_with, parted_at
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Outline

_OF_PRINT = re.compile(r"^source\s*[:：]|\bprint edition\b", re.IGNORECASE)
_LONGEST = 200


def time_lines(scene: Scene) -> list[TimeLine]:
    """List the lines that are a time and little more: a byline before it, a count after it. Prose is none.

    Where the address tells no day, as in the print archive, a written day may stand for the time: beside the labels
    of the archive, and failing that in a line of its own.
    """
    outline = scene.outline
    texts = [(index, outline.blocks[index].text) for index in outline.lines]
    timed = lines_with(outline, [index for index, text in texts if "UTC" in text], printed.ZONED)
    if scene.own is None or scene.own.day is not None:
        return timed
    days = [(index, text) for index, text in texts if "UTC" not in text]
    dated = lines_with(outline, [index for index, text in days if _OF_PRINT.search(text)], DAY)
    return timed + dated or lines_with(outline, [index for index, text in days if DAY.fullmatch(text)], DAY)


def machine_lines(scene: Scene) -> list[TimeLine]:
    """List the lines with a moment of the address's day that an element tells machines, however it is printed.

    The first moment of a day is none: it stands for the day where no time is known.
    """
    outline, day = scene.outline, scene.own.day if scene.own else None
    told = [index for index in outline.lines if outline.blocks[index].moments] if day else []
    lines = [line for index in told for line in parted_at(outline, index, by_moments(outline.blocks[index].moments))]
    return [line for line in lines if day and line.day == day and dates.timestamp(line.time) != dates.midnight(day)]


def other_lines(scene: Scene) -> list[TimeLine]:
    """List the lines with a moment of the address's day in any other form; the day may stand in the line above."""
    outline, day = scene.outline, scene.own.day if scene.own else None
    dated = _dated(outline, day) if day else []
    below = [outline.texts(index + 1, index + 2) for index in dated if DATE.fullmatch(outline.blocks[index].text)]
    lines = lines_with(outline, sorted({*dated, *chain(*below)}), printed.TIME_LINE)
    return [line for line in lines if line.day == day]


def day_lines(scene: Scene) -> list[TimeLine]:
    """List the lines that tell the address's day, or how long ago it was, in place of a time."""
    outline, day = scene.outline, scene.own.day if scene.own else None
    if day is None:
        return []
    ago = [index for index in outline.lines if RELATIVE.search(outline.blocks[index].text[:_LONGEST])]
    dated = [index for index in _dated(outline, day) if "UTC" not in outline.blocks[index].text]
    lines = lines_with(outline, dated, DATE)
    lines = [line for line in lines if printed.read_day(line.time) == day] + lines_with(outline, ago, RELATIVE)
    return [replace(line, day=day, is_moment=False) for line in lines]


def _dated(outline: Outline, day: date) -> list[int]:
    """List the short lines with a day's year in them."""
    year, blocks = str(day.year), outline.blocks
    return [index for index in outline.lines if year in blocks[index].text and len(blocks[index].text) <= _LONGEST]
