"""The lines of a page that print its title: where headlines stand."""

import re

from shinenews.normalise import text
from shinenews.page.sight.outline import Block, Outline

_MOST_HEADLINE_LINES = 8
_MOST_NAME = 2
"""How many words a heading has at most that names a site or a section."""


def plain(title: str) -> str:
    """Reduce a title to its letters and digits: quotes, dashes and spaces are often printed another way.

    >>> plain("‘Rain’ -- ahead - SHINE News")
    'rainahead'
    """
    return "".join(re.findall(r"\w+", text.headline(title) or "")).casefold()


def lines_of_run(outline: Outline, index: int) -> list[int]:
    """List a line and those of its run below it, as many as a headline may have."""
    run = outline.blocks[index].run
    end = index + 1
    while end < min(len(outline.blocks), index + _MOST_HEADLINE_LINES) and outline.blocks[end].run == run:
        end += 1
    return outline.texts(index, end)


def find_tops(outline: Outline, titles: frozenset[str]) -> list[int]:
    """List the lines that print a title, which may be broken over lines; failing that, the top headings.

    Before headings of lower rank goes a line that prints a title among other words, in an element of its own.
    """
    initials = {title[0] for title in titles}
    lines = [index for index in outline.lines if _initial(outline.blocks[index].text) in initials]
    printed = [index for index in lines if _prints_title(outline, index, titles)]
    return (
        printed
        or _headings(outline, "h1")
        or [index for index in outline.lines if title_within(outline.blocks[index], titles)]
        or _headings(outline, "h2")
        or _headings(outline, "h3")
    )


def _headings(outline: Outline, level: str) -> list[int]:
    """List the headings of a level too long for the name of a site or section; sentences for want of others only."""
    headings = [index for index in outline.lines if outline.tag(index) == level and not outline.blocks[index].breaks]
    long = [index for index in headings if _words(outline.words(lines_of_run(outline, index))) > _MOST_NAME]
    return [index for index in long if index not in outline.sentences] or long


def title_within(block: Block, titles: frozenset[str]) -> str | None:
    """Find a title that is printed in an element of its own within a line.

    >>> title_within(Block("text", 0, pieces=("News", "Rain ahead")), frozenset({"rainahead"}))
    'Rain ahead'
    """
    pieces = block.pieces if len(block.pieces) > 1 else ()
    return next((piece for piece in pieces if plain(piece) in titles), None)


def _words(line: str) -> int:
    """Count words as blanks part them, and of Chinese, where none do, two characters to one."""
    between = text.CHINESE.split(line)
    return sum(len(part.split()) for part in between) + (len(between) - 1) // 2


def _initial(line: str) -> str:
    """Give the first letter or digit of a line, as a plain title has it.

    >>> _initial("‘Rain’ ahead")
    'r'
    """
    first = line[0] if line[0].isalnum() else next(filter(str.isalnum, line), "")
    return first.casefold()[:1]


def _prints_title(outline: Outline, index: int, titles: frozenset[str]) -> bool:
    printed = ""
    for each in lines_of_run(outline, index):
        printed += plain(outline.blocks[each].text)
        if printed in titles:
            return True
        if not any(title.startswith(printed) for title in titles):
            return False
    return False
