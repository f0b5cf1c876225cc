"""A tree of elements seen as a reader sees it: hidden ones left out, inline ones joined to lines."""

from functools import lru_cache

from lxml import etree

from shinenews.page.sight.addresses import image_address
from shinenews.page.sight.elements import (
    BLOCK,
    INLINE,
    MEDIA,
    SHOWN,
    UNSEEN,
    background,
    film,
    is_film,
    read_attributes,
)
from shinenews.page.sight.lines import Inline, Said, line_of, link_of, moments_of
from shinenews.page.sight.looks import is_hidden, look_of, stands_as_block
from shinenews.page.sight.outline import Block, Outline
from shinenews.page.wording.controls import are_controls

_TOP_HEADINGS = frozenset({"h1", "h2"})
_ANYWHERE = "https://www.shine.cn"
"""What a picture's address is joined to where only its being one matters."""
_DEEPEST, _DEEPEST_INLINE = 200, 40
"""Elements below this level count as their ancestor on it, so that climbing stays cheap on a hostile tree."""


def read_outline(root: etree._Element) -> Outline:
    """Walk a tree once, without recursion, and list what a reader of the page would see.

    Scripts, styles, templates and whatever is hidden are not seen.

    >>> page = etree.HTML("<p>One <b>two</b><br>three<p hidden>four")
    >>> [block.text for block in read_outline(page).blocks]
    ['One two', 'three']
    """
    walk = _Walk()
    steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in steps:
        if event == "start":
            if not walk.enter(element):
                steps.skip_subtree()
            continue
        if event == "end":
            walk.leave()
        if (tail := element.tail) and element is not root:
            walk.say(tail)
    return walk.outline()


class _Walk:
    """What has been seen so far; `unscripted` is how many blocks there were after the last picture in a `noscript`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.looks: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.kinds: list[int] = []
        self.paths: list[int] = []
        self.figures: set[int] = set()
        self.headings: set[int] = set()
        self.kinds_within: dict[tuple[int, str], int] = {}
        self.paths_within: dict[tuple[int, str], int] = {}
        self.node = -1
        self.depth = 0
        self.inline: tuple[Inline, ...] = ()
        self.tells = False
        self.chunks: list[Said] = []
        self.run = 0
        self.breaks = 0
        self.unscripted = 0
        self.taken: list[tuple[bool, tuple[Inline, ...] | None]] = []
        self._open("", {})

    def outline(self) -> Outline:
        """Close what is open and hand over."""
        while self.node >= 0:
            self._close()
        return Outline(
            tuple(self.blocks),
            tuple(self.parents),
            tuple(self.tags),
            tuple(self.spans),
            tuple(self.kinds),
            tuple(self.paths),
            frozenset(self.figures),
            frozenset(self.headings),
            tuple(self.looks),
        )

    def enter(self, element: etree._Element) -> bool:
        """Take an element's start; tell whether its inside is seen.

        `taken` keeps what its end has to undo: whether a node was opened, and the inline elements around it.
        """
        tag = _tag(str(element.tag))
        if tag in UNSEEN or is_hidden(tag, attributes := read_attributes(element)):
            return self._pass_over()
        if tag in SHOWN or ("role" in attributes and background(attributes) is not None):
            self._show(tag, element)
            return self._pass_over()
        opens = False
        before = self.inline
        if tag == "br":
            self._end_line(broken=True)
        elif tag not in BLOCK and self._is_inline(tag, element) and not stands_as_block(attributes):
            if len(before) < _DEEPEST_INLINE:
                self.inline = (*before, self._inline(tag, attributes, look_of(tag, attributes)))
        else:
            opens = self.depth < _DEEPEST
            if opens:
                self._open(tag, attributes)
            else:
                self._end_line()
            if tag in {"a", "time"}:
                self.inline = (*before, self._inline(tag, attributes, tag))
        self.taken.append((opens, before))
        if attributes and film(attributes) is not None:
            self._play(element)
        if text := element.text:
            self.say(text)
        return True

    def _inline(self, tag: str, attributes: dict[str, str], look: str) -> Inline:
        moment = attributes.get("datetime") if tag == "time" else None
        self.tells = self.tells or moment is not None
        return look, attributes.get("href"), moment

    def _pass_over(self) -> bool:
        self.taken.append((False, None))
        return False

    def say(self, text: str) -> None:
        """Take a text; the white space before a line is none of it."""
        if self.chunks or not text.isspace():
            self.chunks.append((text, self.inline))

    def leave(self) -> None:
        """Take an element's end."""
        opened, before = self.taken.pop()
        if before is None:
            return
        if opened:
            self._close()
        elif self.depth >= _DEEPEST and before == self.inline:
            self._end_line()
        self.inline = before

    def _is_inline(self, tag: str, element: etree._Element) -> bool:
        """Tell inline elements; an unknown one is inline by HTML, but a component that stands alone is a block."""
        if tag in INLINE:
            return True
        stands_alone = not (self.chunks or (element.tail and element.tail.strip()))
        return not ("-" in tag and stands_alone)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._end_line()
        kind, path = (self.kinds[self.node], self.paths[self.node]) if self.node >= 0 else (-1, -1)
        number = len(self.parents)
        look = look_of(tag, attributes)
        self.kinds.append(self.kinds_within.setdefault((kind, look), number))
        self.looks.append(look)
        self.paths.append(self.paths_within.setdefault((path, tag), number))
        self.parents.append(self.node)
        self.tags.append(tag)
        self.spans.append((len(self.blocks), -1))
        role = attributes.get("role", tag)
        if tag == "figure" or role == "figure":
            self.figures.add(number)
        if tag in _TOP_HEADINGS or role == "heading":
            self.headings.add(number)
        self.node = number
        self.depth += 1

    def _close(self) -> None:
        self._end_line()
        self.spans[self.node] = (self.spans[self.node][0], len(self.blocks))
        self.node = self.parents[self.node]
        self.depth -= 1

    def _show(self, tag: str, element: etree._Element) -> None:
        """Note what is no text. It ends a line that has begun; a picture in a line leaves its run whole.

        A picture that is a link to a video stands for that.
        """
        kind = MEDIA.get(tag, "image")
        if tag == "noscript":
            image = element.find(".//img")
            if image is None or self._stands_in(image):
                return
            element = image
        if element.get("type") == "hidden":
            return
        if self.chunks:
            self._end_line(same_run=kind == "image")
        if self.breaks:
            self._end_line()
        href = link_of(self.inline)
        if kind == "image" and is_film(href):
            kind = "video"
        self.blocks.append(Block(kind, self.node, self.run, links=(href,) if href else (), element=element))
        if tag == "noscript":
            self.unscripted = len(self.blocks)

    def _play(self, element: etree._Element) -> None:
        """Note the video that a script plays in an element."""
        self._end_line()
        self.blocks.append(Block("video", self.node, self.run, element=element))

    def _stands_in(self, image: etree._Element) -> bool:
        """Tell a picture for readers without scripts from one of its own: that for all others is beside it.

        It stands in for that one, where that has no address.
        """
        shown = self.blocks[-1] if self.blocks and not self.chunks else None
        if shown is None or shown.kind != "image" or shown.element is None or self.unscripted == len(self.blocks):
            return False
        inner, outer = max(self.node, shown.node), min(self.node, shown.node)
        while inner > outer:
            inner = self.parents[inner]
        if inner == outer and image_address(shown.element, _ANYWHERE) is None:
            self.blocks[-1] = shown._replace(element=image)
            self.unscripted = len(self.blocks)
        return inner == outer

    def _end_line(self, *, broken: bool = False, same_run: bool = False) -> None:
        if self.chunks:
            line = line_of(self.chunks, self.node, self.run, self.breaks)
            if line and not are_controls(line.pieces):
                self.blocks.append(line._replace(moments=moments_of(self.chunks)) if self.tells else line)
                self.breaks = 0
            self.chunks, self.tells = [], False
        if broken:
            self.breaks += 1
        elif not same_run:
            self.run += 1
            self.breaks = 0


@lru_cache(maxsize=256)
def _tag(name: str) -> str:
    return name.rpartition("}")[2].lower()
