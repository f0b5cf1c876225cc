"""The portraits of authors, which show nothing of the article."""

import re

from shinenews.normalise.names import agency, people
from shinenews.normalise.text import clean
from shinenews.page.head.byline import byline_in
from shinenews.page.head.header import Header
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Block

_KEPT = re.compile(r"/(20\d\d)/(\d\d)/\d\d/")
"""The month by which the site keeps a file."""
_OF_AUTHOR = re.compile(r"(?:https?://[^/]+)?/[a-z]+/?|.*/authors?/.+", re.IGNORECASE)
_MONTHS = 12


def is_portrait(scene: Scene, index: int, url: str, header: Header, *, is_told: bool) -> bool:
    """Tell the author's portrait, or an agency's mark: within the head, in an element with none but its lines.

    One among nothing but names is described by a name; beside the time too, it says so itself, `is_told` when the page
    does, it leads to the author's page, or is older than the article.
    """
    if not header.first < index < header.end:
        return False
    outline, block = scene.outline, scene.outline.blocks[index]
    lines = next(filter(None, map(outline.inside, outline.lineage(block.node))), [])
    if not header.used.issuperset(lines):
        return False
    described = clean((block.element.get("alt") or "") if block.element is not None else "")
    if header.byline is None:
        return described is not None and agency(described) is not None
    names = (described, byline_in(outline, lines).byline)
    is_named = any(name is not None and name in header.byline for name in names)
    return is_named or is_told or _leads_to_author(block) or _is_older(scene, url)


def _leads_to_author(block: Block) -> bool:
    return bool(block.links) and all(map(_OF_AUTHOR.fullmatch, block.links))


def _is_older(scene: Scene, url: str) -> bool:
    """Tell a file that was kept some months before the article."""
    kept = _KEPT.search(url)
    if kept is None or scene.own is None or scene.own.day is None:
        return False
    return _MONTHS * (scene.own.day.year - int(kept[1])) + scene.own.day.month - int(kept[2]) > 1


def shows_author(caption: str | None, name: str | None, byline: str | None) -> bool:
    """Tell the portrait on an author's card by its caption and the name below it, taken for its credit.

    It is who wrote the article, and a sentence tells of them. What shows people they did not take.

    >>> caption = "Hu Min is a reporter and a rower."
    >>> [shows_author(caption, "Hu Min", byline) for byline in ("Hu Min, Wu Di", "Wu Di", None)]
    [True, False, False]
    """
    return bool(name and caption and byline and caption.startswith(name) and name in people(byline))
