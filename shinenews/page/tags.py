"""The tags below an article."""

from shinenews.page import words
from shinenews.page.outline import Block, Outline
from shinenews.page.scene import Scene

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST = 50
_RULERS = " ,;|/·#、，"


def read_tags(scene: Scene, start: int, end: int, menu: frozenset[str]) -> list[str]:
    """List the tags that stand right below the article: short, alike, one to a line or link, before anything else.

    `menu` are the words above the article, which a menu below it repeats.
    """
    outline = scene.outline
    tags: list[str] = []
    kind: int | None = None
    for index in range(start, end):
        block = outline.blocks[index]
        if block.kind == "control":
            continue
        if words.labels_tags(block.text) and kind is None:
            continue
        names = _names(block)
        if not names or block.text in menu or not all(map(_is_tag, names)) or not _is_place(outline, index):
            break
        if index in scene.cards or (kind is not None and outline.kind(index) != kind):
            break
        kind = outline.kind(index)
        tags += names
    return list(dict.fromkeys(tags))


def _names(block: Block) -> list[str]:
    """Part a line into its tags: one to an inline element, or by commas after their label."""
    pieces = list(block.pieces)
    label, colon, rest = pieces[0].partition(":") if pieces else ("", "", "")
    if colon and words.labels_tags(label):
        pieces = [*rest.split(","), *pieces[1:]]
    names = [piece.strip(_RULERS) for piece in pieces]
    return [name for name in names if name and not words.labels_tags(name)]


def _is_tag(name: str) -> bool:
    furniture = words.is_sentence(name) or words.heads_furniture(name) or words.ends_article(name)
    return len(name) <= _LONGEST and not furniture and not name.isdigit()


def _is_place(outline: Outline, index: int) -> bool:
    return outline.blocks[index].kind == "text" and outline.tag(index) not in _HEADINGS
