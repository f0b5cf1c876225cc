"""The tags below an article."""

import re
from urllib.parse import urlsplit

from shinenews.page import labels, words
from shinenews.page.addresses import absolute
from shinenews.page.elements import HEADINGS
from shinenews.page.outline import Block, Outline
from shinenews.page.scene import Scene

_LONGEST = 50
_NUMBERS = re.compile(r"^\d+$|\d:\d\d")
_RULERS = " ,;|/·#、，"


def read_tags(scene: Scene, start: int, end: int, menu: frozenset[str]) -> list[str]:
    """List the tags that stand right below the article: short, alike, one to a line or link, before anything else.

    `menu` are the words above the article, which a menu below it repeats.
    """
    outline = scene.outline
    tags: list[str] = []
    kind: int | None = None
    home = -1
    for index in range(start, end):
        block = outline.blocks[index]
        if block.kind == "control":
            continue
        if labels.labels_tags(block.text) and kind is None:
            continue
        names = _names(block)
        if not names or block.text in menu or not all(map(_is_tag, names)) or not _is_place(outline, index):
            return [] if _goes_on(outline, index, home) else list(dict.fromkeys(tags))
        if _is_menu(scene, index):
            return []
        if index in scene.cards or (kind is not None and outline.kind(index) != kind):
            break
        kind, home = outline.kind(index), outline.blocks[index].node
        tags += names
    return list(dict.fromkeys(tags))


def _names(block: Block) -> list[str]:
    """Part a line into its tags: one to an inline element, or by commas after their label."""
    pieces = list(block.pieces)
    label, colon, rest = pieces[0].partition(":") if pieces else ("", "", "")
    if colon and labels.labels_tags(label):
        pieces = [*rest.split(","), *pieces[1:]]
    names = [piece.strip(_RULERS) for piece in pieces]
    return [name for name in names if name and not labels.labels_tags(name)]


def _is_tag(name: str) -> bool:
    furniture = words.is_sentence(name) or labels.heads_box(name) or labels.ends_article(name)
    return len(name) <= _LONGEST and not furniture and not _NUMBERS.search(name)


def _is_place(outline: Outline, index: int) -> bool:
    return outline.blocks[index].kind == "text" and outline.tag(index) not in HEADINGS


def _goes_on(outline: Outline, index: int, home: int) -> bool:
    """Tell whether prose follows in the element around the last tag: then it was a name above a comment."""
    block = outline.blocks[index]
    is_beside = home >= 0 and outline.holds(max(outline.parents[home], 0), index)
    return is_beside and words.is_sentence(block.text) and not labels.ends_article(block.text)


def _is_menu(scene: Scene, index: int) -> bool:
    """Tell a line with a link to the article's own section, or to one around it."""
    if scene.own is None:
        return False
    links = (absolute(address, scene.base) for address in scene.outline.blocks[index].links)
    paths = {urlsplit(link).path.strip("/") for link in links if link}
    return any(path and f"{scene.own.directory}/".startswith(f"{path}/") for path in paths)
