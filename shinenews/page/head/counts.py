"""The count of an article's comments, beside its time or below its text."""

import re

from shinenews.page.scene import Scene
from shinenews.site import article_address

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d{1,6})"
_WORDED = rf"{_NUMBER}\s*(?:comments?|条?评论)|(?:comments?|评论)\s*[:：(（]?\s*{_NUMBER}[)）]?"
_COUNT = re.compile(rf"{_WORDED}|{_NUMBER}(?:\s*repl(?:y|ies))?", re.IGNORECASE)
_COUNT_AT_END = re.compile(rf"(?:^|\s)(?:{_WORDED}|{_NUMBER})$", re.IGNORECASE)
_COUNT_IN_WORDS = re.compile(_WORDED, re.IGNORECASE)
_LONGEST = 40


def read_count(line: str) -> str | None:
    """Read a line beside a time that is a count, with or without a word for what it counts.

    >>> read_count("3"), read_count("1,234 comments"), read_count("Comments (5)"), read_count("3 of 5")
    ('3', '1234', '5', None)
    """
    return _number(_COUNT.fullmatch(line))


def part_count(line: str) -> tuple[str, str | None]:
    """Part a line into what stands before the count at its end, and the count.

    >>> part_count("Zhu Ying 3"), part_count("Zhu Ying | Comments: 3"), part_count("Zhu Ying")
    (('Zhu Ying', '3'), ('Zhu Ying |', '3'), ('Zhu Ying', None))
    """
    counted = _COUNT_AT_END.search(line)
    return (line[: counted.start()] if counted else line), _number(counted)


def count_below(scene: Scene, start: int) -> str | None:
    """Read the count that is printed in words below a block; that of another article, or one of several, is none."""
    blocks, cards = scene.outline.blocks, scene.cards
    found = set()
    for index in scene.outline.texts(start, len(blocks)):
        block = blocks[index]
        if len(block.text) > _LONGEST or index in cards or not all(_leads_here(scene, link) for link in block.links):
            continue
        found.add(_number(_COUNT_IN_WORDS.fullmatch(block.text)))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _leads_here(scene: Scene, link: str) -> bool:
    """Tell a link to a place in the article's own page, or to what a script does there."""
    return link.startswith(("#", "javascript:")) or (scene.own is not None and article_address(link) == scene.own)


def _number(matched: re.Match[str] | None) -> str | None:
    return next(filter(None, matched.groups())).replace(",", "") if matched else None
