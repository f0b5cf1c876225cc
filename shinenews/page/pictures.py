"""The article's pictures and videos, each with the lines that are its caption and credit."""

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from shinenews.normalise.text import clean
from shinenews.page import words
from shinenews.page.addresses import absolute, house, image_address, is_article_picture, video_address
from shinenews.page.header import Header
from shinenews.page.outline import Outline, Shape
from shinenews.page.scene import Scene, leads_elsewhere

_STRUCTURE = frozenset({"h2", "h3", "h4", "h5", "h6", "li", "blockquote"})
_MOST_LINES = 4
_SURE, _DOUBT = -1.5, 0.75
"""How much a line must read as a caption when a credit stands before it, and when none does."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or video: its block, its address, the lines that belong to it."""

    index: int
    url: str
    lines: tuple[int, ...] = ()
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class _Sums:
    """How many pictures, lines, and blocks that are not for pictures stand before each block."""

    pictures: list[int]
    others: list[int]

    def within(self, outline: Outline, node: int) -> tuple[int, int]:
        first, end = outline.spans[node]
        return self.pictures[end] - self.pictures[first], self.others[end] - self.others[first]


def find_shown(scene: Scene, header: Header, end: int) -> list[Shown]:
    """Find the pictures and videos from head to end, and before the head the one that previews show.

    Of pictures from several houses, those of the site's, or of the previews', are the article's.
    """
    found = [shown for index in range(end) if (shown := _shown_at(scene, index)) is not None]
    previews = {absolute(address, scene.base) for address in scene.pictures}
    found = [shown for shown in found if shown.index >= header.first or shown.url in previews]
    homes = {house(url) for url in (scene.base, "https://www.shine.cn", *filter(None, previews))}
    images = [shown for shown in found if scene.outline.blocks[shown.index].kind == "image"]
    at_home = [shown for shown in images if house(shown.url) in homes]
    strangers = {shown.index for shown in images if at_home and shown not in at_home}
    return [shown for shown in found if shown.index not in strangers and not _is_portrait(scene.outline, shown, header)]


def _shown_at(scene: Scene, index: int) -> Shown | None:
    block = scene.outline.blocks[index]
    if block.element is None or index in scene.cards:
        return None
    if block.kind == "video":
        url = video_address(block.element, scene.base)
        return Shown(index, url) if url else None
    url = image_address(block.element, scene.base) if block.kind == "image" else None
    if url is None or leads_elsewhere(scene.outline, index, scene.own):
        return None
    return Shown(index, url) if is_article_picture(block, url, scene.base) else None


def _is_portrait(outline: Outline, shown: Shown, header: Header) -> bool:
    """Tell the author's portrait: within the head, in an element with no other text than the byline."""
    if not header.first < shown.index < header.end:
        return False
    homes = (outline.inside(node) for node in outline.lineage(outline.blocks[shown.index].node))
    lines = next((lines for lines in homes if lines), [])
    return all(index in header.used and outline.blocks[index].text == header.byline for index in lines)


def with_lines(outline: Outline, shown: list[Shown], header: Header, end: int) -> list[Shown]:
    """Give each picture and video the lines that belong to it, and read them as caption and credit.

    They are those in its box; else, of the lines right after it, those of a shape that is seen nowhere but after
    pictures; and where captions look just like paragraphs, those that read like credit and caption.
    """
    boxes = _boxes(outline, shown, header, end)
    boxed = {each.index: outline.inside(boxes[each.index]) for each in shown if each.index in boxes}
    taken = header.used | {line for lines in boxed.values() for line in lines}
    after = {each.index: _lines_after(outline, each.index, taken, end) for each in shown if not boxed.get(each.index)}
    captions = _caption_shapes(outline, after, [line for line in outline.texts(header.first, end) if line not in taken])
    are_told = bool(captions) or any(boxed.values())
    for index, lines in after.items():
        of_shape = [line for line in lines if outline.shape(line) in captions]
        is_plain = not of_shape and not are_told and outline.blocks[index].kind == "image"
        credited = [line for line in lines[:1] if words.is_credit(outline.blocks[line].text)]
        boxed[index] = of_shape or (_plain_lines(outline, lines, end) if is_plain else credited)
    shapes = _credit_shapes(outline, [line for lines in boxed.values() for line in lines])
    return [_read(outline, replace(each, lines=tuple(boxed[each.index])), shapes) for each in shown]


def _boxes(outline: Outline, shown: list[Shown], header: Header, end: int) -> dict[int, int]:
    """Find the box of each picture: the largest element with no other picture, of a kind that always holds one."""
    at = {each.index for each in shown}
    size = len(outline.blocks)
    pictures = list(accumulate((index in at for index in range(size)), initial=0))
    others = list(
        accumulate((index in header.used or not header.first <= index < end for index in range(size)), initial=0)
    )
    sums = _Sums(pictures, others)
    without = {
        kind for node, kind in enumerate(outline.kinds) if sums.within(outline, node) == (0, 0) and outline.inside(node)
    }
    free = [line for line in outline.texts(header.first, end) if line not in header.used]
    letters = sum(len(outline.blocks[line].text) for line in free)
    boxes = {}
    for index in at:
        for node in outline.lineage(outline.blocks[index].node):
            if sums.within(outline, node) > (1, 0) or sums.within(outline, node)[1]:
                break
            if node in outline.figures or (
                outline.kinds[node] not in without and _is_caption_sized(outline, node, letters)
            ):
                boxes[index] = node
    return boxes


def _is_caption_sized(outline: Outline, node: int, letters: int) -> bool:
    """Tell a box with a caption from the one around a short article: it holds a sentence at most, and not all text."""
    lines = [outline.blocks[line].text for line in outline.inside(node)]
    sentences = sum(words.is_sentence(line) for line in lines)
    return not lines or (len(lines) <= _MOST_LINES and sentences <= 1 and sum(map(len, lines)) < letters)


def _lines_after(outline: Outline, index: int, taken: frozenset[int] | set[int], end: int) -> list[int]:
    """List the lines right after a picture that may belong to it: two at most."""
    lines: list[int] = []
    for line in range(index + 1, min(index + 3, end)):
        block = outline.blocks[line]
        if block.kind != "text" or line in taken or words.heads_furniture(block.text):
            break
        lines.append(line)
    return lines


def _caption_shapes(outline: Outline, after: dict[int, list[int]], free: list[int]) -> set[Shape]:
    """Find the shapes of lines that stand nowhere but after pictures.

    Headings, quotations and list items mean what their elements say, unless they stand so more than once.
    """
    following = {line for lines in after.values() for line in lines}
    elsewhere = {outline.shape(line) for line in free if line not in following}
    if not elsewhere:
        return set()
    shapes: dict[Shape, list[int]] = {}
    for line in following:
        shapes.setdefault(outline.shape(line), []).append(line)
    return {
        shape
        for shape, lines in shapes.items()
        if shape not in elsewhere and (len(lines) > 1 or not _is_structure(outline, lines[0]))
    }


def _is_structure(outline: Outline, line: int) -> bool:
    block = outline.blocks[line]
    is_bold = any(mark.split(" ")[0] in {"b", "strong"} for mark in block.wrap)
    tags = {outline.tags[node] for node in outline.lineage(block.node)[:3]}
    return bool(tags & _STRUCTURE) or (
        is_bold and not words.is_sentence(block.text) and not words.is_credit(block.text)
    )


def _plain_lines(outline: Outline, lines: list[int], end: int) -> list[int]:
    """Choose by wording, where captions look like paragraphs: a sure credit, and what reads like a caption.

    What stands before the next picture, or repeats a paragraph's beginning, reads more like one.
    """
    chosen = [line for line in lines[:1] if words.is_credit(outline.blocks[line].text)]
    for line in lines[len(chosen) : len(chosen) + 1]:
        text = outline.blocks[line].text
        weight = words.reads_as_caption(text) - 5 * _is_structure(outline, line)
        weight += 2 * (line + 1 < end and outline.blocks[line + 1].kind == "image")
        start = text.rstrip(".")
        weight += 5 * any(
            outline.blocks[other].text.startswith(start) for other in outline.texts(0, end) if other != line
        )
        if weight > (_SURE if chosen else _DOUBT):
            chosen.append(line)
    return chosen


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes in which only credits, and in which only captions are seen."""

    credits: set[Shape]
    captions: set[Shape]


def _credit_shapes(outline: Outline, lines: list[int]) -> _Shapes:
    credits_ = {outline.shape(line) for line in lines if words.is_credit(outline.blocks[line].text)}
    captions = {outline.shape(line) for line in lines if words.is_sentence(outline.blocks[line].text)}
    return _Shapes(credits_ - captions, captions - credits_)


def _read(outline: Outline, shown: Shown, shapes: _Shapes) -> Shown:
    """Tell the credit from the caption among a picture's lines."""
    texts = {line: outline.blocks[line].text for line in shown.lines}
    credit = next((line for line, text in texts.items() if words.is_credit(text)), None)
    if credit is None and len(texts) == 1:
        line, text = next(iter(texts.items()))
        caption, by = _split(text, outline.blocks[line].pieces)
        if by:
            return replace(shown, caption=caption, credit=by)
    if credit is None:
        named = [
            line for line, text in texts.items() if words.is_name(text) and outline.shape(line) not in shapes.captions
        ]
        credit = next((line for line in named if outline.shape(line) in shapes.credits or len(texts) > 1), None)
        if credit is None and len(texts) == 1 and named and not shapes.captions:
            credit = named[0]
    caption = clean(" ".join(text for line, text in texts.items() if line != credit))
    return replace(shown, caption=caption, credit=None if credit is None else words.bare_credit(texts[credit]))


def _split(text: str, pieces: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Part a caption from the credit in an inline element at its end, or at its beginning."""
    if len(pieces) > 1:
        for piece, rest in ((pieces[-1], text.removesuffix(pieces[-1])), (pieces[0], text.removeprefix(pieces[0]))):
            name = words.bare_credit(piece)
            caption = clean(re.sub(r"^[\s/|·•—–)）\]:-]+|[\s/|·•—–(（\[-]+$", "", rest))
            if (
                rest != text
                and caption
                and (words.is_credit(name) or (words.is_name(name) and words.is_sentence(caption)))
            ):
                return caption, name
    return text, None
