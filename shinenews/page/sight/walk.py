"""A tree of elements seen as a reader sees it: hidden ones left out, inline ones joined to lines."""

from lxml import etree

from shinenews.page.sight.addresses import image_address
from shinenews.page.sight.elements import MEDIA, is_film, read_attributes
from shinenews.page.sight.lines import Inline, Said, line_of, link_of, moments_of
from shinenews.page.sight.outline import Block, Outline
from shinenews.page.sight.style import Style, style_of
from shinenews.page.wording.controls import are_controls

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
        self.styles: list[Style] = []
        self.firsts: list[int] = []
        self.ends: list[int] = []
        self.node = -1
        self.depth = 0
        self.inline: tuple[Inline, ...] = ()
        self.tells = False
        self.chunks: list[Said] = []
        self.run = 0
        self.breaks = 0
        self.unscripted = 0
        self.taken: list[tuple[bool, tuple[Inline, ...] | None]] = []
        self._open(style_of("", {}))

    def outline(self) -> Outline:
        """Close what is open and hand over."""
        while self.node >= 0:
            self._close()
        spans = tuple(zip(self.firsts, self.ends, strict=True))
        return Outline(tuple(self.blocks), tuple(self.parents), spans, tuple(self.styles))

    def enter(self, element: etree._Element) -> bool:
        """Take an element's start; tell whether its inside is seen.

        `taken` keeps what its end has to undo: whether a node was opened, and the inline elements around it.
        """
        attributes = read_attributes(element)
        style = style_of(element.tag, attributes)
        display, before, opens = style.display, self.inline, False
        if display == "none":
            return self._pass_over()
        if display == "replaced":
            self._show(style.tag, element)
            return self._pass_over()
        if display == "block" or (display == "component" and self._stands_alone(element)):
            opens = self.depth < _DEEPEST
            if opens:
                self._open(style)
            else:
                self._end_line()
            if style.tag in {"a", "time"}:
                self.inline = (*before, self._inline(style.tag, style.tag, attributes))
        elif display == "break":
            self._end_line(broken=True)
        elif len(before) < _DEEPEST_INLINE:
            self.inline = (*before, self._inline(style.tag, style.look, attributes))
        self.taken.append((opens, before))
        if style.plays:
            self._play(element)
        if text := element.text:
            self.say(text)
        return True

    def _inline(self, tag: str, look: str, attributes: dict[str, str]) -> Inline:
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

    def _stands_alone(self, element: etree._Element) -> bool:
        """Tell a component with no text beside it."""
        return not (self.chunks or (element.tail and element.tail.strip()))

    def _open(self, style: Style) -> None:
        self._end_line()
        self.parents.append(self.node)
        self.node = len(self.styles)
        self.styles.append(style)
        self.firsts.append(len(self.blocks))
        self.ends.append(-1)
        self.depth += 1

    def _close(self) -> None:
        self._end_line()
        self.ends[self.node] = len(self.blocks)
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
