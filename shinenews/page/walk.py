"""A tree of elements seen as a reader sees it: hidden ones left out, inline ones joined to lines."""

import re
from typing import cast

from lxml import etree

from shinenews.normalise.text import clean
from shinenews.page.elements import BLOCK, INLINE, MEDIA, UNSEEN
from shinenews.page.outline import Block, Outline

_LOOKS = frozenset({"class", "style", "align", "role", "size", "color", "itemprop", "bgcolor"})
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DISPLAYED_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_LONGEST_LOOK = 200
_DEEPEST = 200
"""Elements below this level count as their ancestor on it, so that climbing stays cheap on a hostile tree."""

Inline = tuple[str, str | None]


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
        if element.tail and element is not root:
            walk.chunks.append((element.tail, walk.inline))
    return walk.outline()


class _Walk:
    """What has been seen so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.kinds: list[int] = []
        self.paths: list[int] = []
        self.figures: set[int] = set()
        self.headings: set[int] = set()
        self.numbers: dict[tuple[int, str], int] = {}
        self.node = -1
        self.depth = 0
        self.inline: tuple[Inline, ...] = ()
        self.chunks: list[tuple[str, tuple[Inline, ...]]] = []
        self.run = 0
        self.breaks = 0
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
        )

    def enter(self, element: etree._Element) -> bool:
        """Take an element's start; tell whether its inside is seen.

        `taken` keeps what its end has to undo: whether a node was opened, and the inline elements around it.
        """
        tag = str(element.tag).rpartition("}")[2].lower()
        attributes = cast("dict[str, str]", dict(element.items()))
        if tag in UNSEEN or (attributes and _is_hidden(tag, attributes)):
            self.taken.append((False, None))
            return False
        if tag in MEDIA or tag == "noscript":
            self.taken.append((False, None))
            self._show(tag, element)
            return False
        opens = False
        before = self.inline
        if tag == "br":
            self._end_line(broken=True)
        elif self._is_inline(tag, element) and not _DISPLAYED_AS_BLOCK.search(attributes.get("style", "")):
            mark = _mark(tag, attributes) if attributes else tag
            self.inline = (*before, (mark, attributes.get("href")))
        else:
            opens = self.depth < _DEEPEST
            if opens:
                self._open(tag, attributes)
            else:
                self._end_line()
            if tag == "a":
                self.inline = (*before, (tag, attributes.get("href")))
        self.taken.append((opens, before))
        if element.text:
            self.chunks.append((element.text, self.inline))
        return True

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
        return tag not in BLOCK and not ("-" in tag and stands_alone)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._end_line()
        kind, path = (self.kinds[self.node], self.paths[self.node]) if self.node >= 0 else (-1, -1)
        number = len(self.parents)
        mark = _mark(tag, attributes) if attributes else tag
        self.kinds.append(self.numbers.setdefault((kind, mark), number))
        self.paths.append(self.numbers.setdefault((path, f"<{tag}"), number))
        self.parents.append(self.node)
        self.tags.append(tag)
        self.spans.append((len(self.blocks), -1))
        role = attributes.get("role")
        if tag == "figure" or role == "figure":
            self.figures.add(number)
        if tag in {"h1", "h2"} or role == "heading":
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

        The picture in a `noscript` stands in where none came before it.
        """
        kind = MEDIA.get(tag, "image")
        if tag == "noscript":
            image = element.find(".//img")
            if image is None or (self.blocks and self.blocks[-1].kind == "image"):
                return
            element = image
        if element.get("type") == "hidden":
            return
        if any(not text.isspace() for text, _ in self.chunks):
            self._end_line(same_run=kind == "image")
        if self.breaks:
            self._end_line()
        href = _link(self.inline)
        self.blocks.append(Block(kind, self.node, self.run, links=(href,) if href else (), element=element))

    def _end_line(self, *, broken: bool = False, same_run: bool = False) -> None:
        said = [(text, inline) for text, inline in self.chunks if not text.isspace()]
        text = clean("".join(text for text, _ in self.chunks)) if said else None
        self.chunks = []
        if text:
            self.blocks.append(self._line(text, said))
            self.breaks = 0
        if broken:
            self.breaks += 1
        elif not same_run:
            self.run += 1
            self.breaks = 0

    def _line(self, text: str, said: list[tuple[str, tuple[Inline, ...]]]) -> Block:
        around = [inline for _, inline in said]
        shared = 0
        for level in zip(*around, strict=False):
            if any(each != level[0] for each in level):
                break
            shared += 1
        links = [(len(chunk), _link(inline)) for chunk, inline in said]
        return Block(
            "text",
            self.node,
            self.run,
            self.breaks,
            text,
            (text,) if len(said) == 1 else tuple(piece for chunk, _ in said if (piece := clean(chunk))),
            tuple(mark for mark, _ in around[0][:shared]),
            sum(length for length, href in links if href) / sum(length for length, _ in links),
            tuple(dict.fromkeys(href for _, href in links if href)),
        )


def _link(inline: tuple[Inline, ...]) -> str | None:
    return next((href for _, href in reversed(inline) if href), None)


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    closed = tag == "dialog" and "open" not in attributes
    return closed or "hidden" in attributes or bool(_NOT_DISPLAYED.search(attributes.get("style", "")))


def _mark(tag: str, attributes: dict[str, str]) -> str:
    """Label an element by its looks: tag, class and style without their numbers, data by name."""
    looks = [
        f" {name}={re.sub('[0-9]+', '', value)}" if len(value) < _LONGEST_LOOK else name
        for name, value in sorted(attributes.items())
        if name in _LOOKS or (name.startswith("data-") and value.isalpha())
    ]
    return tag + "".join(looks)
