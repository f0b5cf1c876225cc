"""The count of an article's comments, beside its time or below its text."""

import re

from shinenews.page.scene import Scene
from shinenews.site import article_address

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d{1,6})"
_WORDED = rf"(no|{_NUMBER[1:-1]})\s*(?:comments?|条?评论):?|(?:comments?|评论)\s*[:：(（]?\s*{_NUMBER}[)）]?"
_COUNT = re.compile(rf"{_WORDED}|{_NUMBER}(?:\s*repl(?:y|ies))?", re.IGNORECASE)
_COUNT_AT_END = re.compile(rf"(?:^|\s)(?:{_WORDED}|{_NUMBER})$", re.IGNORECASE)
_COUNT_FIRST = re.compile(rf"{_NUMBER}\s+(?=[^\W\d])")
_COUNT_IN_WORDS = re.compile(_WORDED, re.IGNORECASE)
_LONGEST = 40


def read_count(line: str) -> str | None:
    """Read a line beside a time that is a count, with or without a word for what it counts.

    >>> read_count("3"), read_count("1,234 comments"), read_count("Comments (5)"), read_count("No comments")
    ('3', '1234', '5', '0')
    >>> read_count("3 of 5") is None
    True
    """
    return _number(_COUNT.fullmatch(line))


def part_count(line: str) -> tuple[str, str | None]:
    """Part a line into what stands before the count at its end, and the count.

    >>> part_count("Zhu Ying 3"), part_count("Zhu Ying | Comments: 3"), part_count("Zhu Ying")
    (('Zhu Ying', '3'), ('Zhu Ying |', '3'), ('Zhu Ying', None))
    """
    counted = _COUNT_AT_END.search(line)
    return (line[: counted.start()] if counted else line), _number(counted)


def part_first_count(line: str) -> tuple[str, str | None]:
    """Part a line into what stands behind the count at its beginning, and the count.

    >>> part_first_count("3 Zhu Ying"), part_first_count("Zhu Ying")
    (('Zhu Ying', '3'), ('Zhu Ying', None))
    """
    counted = _COUNT_FIRST.match(line)
    return (line[counted.end() :] if counted else line), _number(counted)


def count_below(scene: Scene, start: int) -> str | None:
    """Read the count that is printed in words below a block; that of another article, or one of several, is none."""
    found: set[str] = set()
    for index in scene.outline.texts(start, len(scene.outline.blocks)):
        block = scene.outline.blocks[index]
        if len(block.text) > _LONGEST or index in scene.cards:
            continue
        counts = filter(None, (_number(_COUNT_IN_WORDS.fullmatch(text)) for text in (block.text, *block.pieces)))
        found.update(count for count in counts if all(_leads_here(scene, link) for link in block.links))
    return found.pop() if len(found) == 1 else None


def _leads_here(scene: Scene, link: str) -> bool:
    """Tell a link to a place in the article's own page, or to what a script does there."""
    return link.startswith(("#", "javascript:")) or (scene.own is not None and article_address(link) == scene.own)


def _number(matched: re.Match[str] | None) -> str | None:
    number = next(filter(None, matched.groups())) if matched else None
    return "0" if number and number.lower() == "no" else number and number.replace(",", "")
