"""A tree of elements seen as a reader sees it: hidden ones left out, inline ones joined to lines."""

from lxml import etree

from shinenews.page.sight.addresses import image_address
from shinenews.page.sight.elements import MEDIA, is_film
from shinenews.page.sight.lines import Said, line_of, link_of, moments_of
from shinenews.page.sight.outline import Block, Inline, Outline
from shinenews.page.sight.style import Style, style_of
from shinenews.page.wording.controls import are_controls

_PAGE = style_of(etree.Element("html"))
_MOMENTS = {"time": "datetime", "abbr": "title"}
"""The attribute in which an element may tell machines the moment that it prints."""
_TELLING = frozenset({"a", *_MOMENTS})
"""Elements that tell something, an address or a moment, where they stand as blocks, too."""
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
    walk.take(root)
    return walk.outline()


class _Walk:
    """What has been seen so far; `unscripted` is how many blocks there were after the last picture in a `noscript`.

    `taken` keeps what the ends of the open elements have to undo: the first block of the node that was opened, -1 for
    none, and the inline elements around it; None where its inside is not seen.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents: list[int] = []
        self.styles: list[Style] = []
        self.spans: list[tuple[int, int]] = []
        self.node = -1
        self.depth = 0
        self.inline: tuple[Inline, ...] = ()
        self.tells = False
        self.chunks: list[Said] = []
        self.run = 0
        self.breaks = 0
        self.unscripted = 0
        self.taken: list[tuple[int, tuple[Inline, ...]] | None] = []

    def take(self, root: etree._Element) -> None:
        """Take a tree, in a node of its own; the white space before a line is none of it."""
        self._open(_PAGE)
        steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in steps:
            if event == "start":
                if not self._enter(element):
                    steps.skip_subtree()
                    continue
                text = element.text
            else:
                if event == "end":
                    self._leave()
                text = element.tail if element is not root else None
            if text and (self.chunks or not text.isspace()):
                self.chunks.append((text, self.inline))
        self._close(0)

    def outline(self) -> Outline:
        """Hand over what was seen."""
        return Outline(tuple(self.blocks), tuple(self.parents), tuple(self.spans), tuple(self.styles))

    def _enter(self, element: etree._Element) -> bool:
        """Take an element's start; tell whether its inside is seen."""
        style = style_of(element)
        display, before, first = style.display, self.inline, -1
        if display in {"none", "replaced"}:
            if display == "replaced":
                self._show(style.tag, element)
            self.taken.append(None)
            return False
        if display == "block" or (display == "component" and self._stands_alone(element)):
            if self.depth < _DEEPEST:
                first = self._open(style)
            else:
                self._end_run()
            if style.tag in _TELLING:
                self.inline = (*before, self._inline(style.tag, style.tag, element))
        elif display == "break":
            if self.chunks:
                self._end_line()
            self.breaks += 1
        elif len(before) < _DEEPEST_INLINE:
            self.inline = (*before, self._inline(style.tag, style.look, element))
        self.taken.append((first, before))
        if style.plays:
            self._play(element)
        return True

    def _leave(self) -> None:
        """Take an element's end."""
        taken = self.taken.pop()
        if taken is None:
            return
        first, before = taken
        if first >= 0:
            self._close(first)
        elif self.depth >= _DEEPEST and before == self.inline:
            self._end_run()
        self.inline = before

    def _inline(self, tag: str, look: str, element: etree._Element) -> Inline:
        moment = element.get(_MOMENTS[tag]) if tag in _MOMENTS else None
        self.tells = self.tells or moment is not None
        return look, element.get("href"), moment

    def _stands_alone(self, element: etree._Element) -> bool:
        """Tell a component with no text beside it."""
        return not (self.chunks or (element.tail and element.tail.strip()))

    def _open(self, style: Style) -> int:
        """Open a node, and tell its first block."""
        self._end_run()
        self.parents.append(self.node)
        self.node = len(self.styles)
        self.styles.append(style)
        first = len(self.blocks)
        self.spans.append((first, first))
        self.depth += 1
        return first

    def _close(self, first: int) -> None:
        self._end_run()
        self.spans[self.node] = (first, len(self.blocks))
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
            self._end_line()
            self.run += kind != "image"
        if self.breaks:
            self._end_run()
        href = link_of(self.inline)
        if kind == "image" and is_film(href):
            kind = "video"
        self.blocks.append(Block(kind, self.node, self.run, links=(href,) if href else (), element=element))
        if tag == "noscript":
            self.unscripted = len(self.blocks)

    def _play(self, element: etree._Element) -> None:
        """Note the video that a script plays in an element."""
        self._end_run()
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

    def _end_run(self) -> None:
        """End the line that has begun, and the run of lines which only line breaks part."""
        if self.chunks:
            self._end_line()
        self.run += 1
        self.breaks = 0

    def _end_line(self) -> None:
        line = line_of(self.chunks, self.node, self.run, self.breaks)
        if line and not are_controls(line.pieces):
            self.blocks.append(line._replace(moments=moments_of(self.chunks)) if self.tells else line)
            self.breaks = 0
        self.chunks, self.tells = [], False
