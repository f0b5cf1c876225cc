"""A page as its visible blocks, over the tree of the elements they stand in."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from lxml import etree

from shinenews.page.sight.elements import Kind
from shinenews.page.sight.style import Style
from shinenews.page.wording import labels, words

_FEW, _NEAR = 2, 12
"""How many sentences a box has at most that is no article, and how many blocks around a line are looked at."""
WRAPPERS = frozenset({"div", "section"})
_BOLD = frozenset({"b", "strong"})


Inline: TypeAlias = tuple[str, str | None, str | None]
"""An inline element: what it looks like, where it links to, and which moment it tells machines."""


class Shape(NamedTuple):
    """What a text looks like: equal for texts in elements that are alike all the way up to the root."""

    kind: int
    wrap: tuple[str, ...]


class Block(NamedTuple):
    """One visible thing.

    A text is one printed line: a run of text between the borders of block-level elements and line breaks. `node` is
    the element it stands in, `run` is shared by lines which only line breaks part, `breaks` counts those before the
    line. `pieces` are its texts between inline borders, `inline` the elements that enclose all of it, `links` the
    addresses in it, and `linked` the share of its letters that are links. `moments` are parts of it and the moment
    that each of them tells machines.

    A picture, video or control has its `element`, and in `links` the address that it links to.
    """

    kind: Kind
    node: int
    run: int = -1
    breaks: int = 0
    text: str = ""
    pieces: tuple[str, ...] = ()
    inline: tuple[Inline, ...] = ()
    linked: float = 0.0
    links: tuple[str, ...] = ()
    moments: tuple[tuple[str, str], ...] = ()
    element: etree._Element | None = None

    @property
    def wrap(self) -> tuple[str, ...]:
        """The looks of the inline elements that enclose all of it."""
        return tuple([look for look, _, _ in self.inline])

    @property
    def is_bold(self) -> bool:
        """Whether all of it stands in an element for bold letters."""
        return any(look.split(" ")[0] in _BOLD for look in self.wrap)


@dataclass(frozen=True)
class Outline:
    """The blocks of a page in document order, and the tree of its block-level elements.

    An element is a number, smaller than those inside it. `parents` and `styles` tell its parent and its style, `spans`
    its first and last block (exclusive).
    """

    blocks: tuple[Block, ...]
    parents: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    styles: tuple[Style, ...]

    @cached_property
    def tags(self) -> list[str]:
        """The tags of the elements."""
        return [style.tag for style in self.styles]

    @cached_property
    def looks(self) -> list[str]:
        """What the elements themselves look like."""
        return [style.look for style in self.styles]

    @cached_property
    def kinds(self) -> list[int]:
        """The kinds of the elements: equal for those whose tags, classes and styles are alike all the way up."""
        return self._alike(self.looks)

    @cached_property
    def paths(self) -> list[int]:
        """The kinds of the elements by their tags alone."""
        return self._alike(self.tags)

    @cached_property
    def unwrapped(self) -> list[int]:
        """The kinds of the elements once more, as if no nameless wrapper was around any: it tells nothing of a text."""
        around = set(self.parents)
        looks = enumerate(self.looks)
        return self._alike([None if look in WRAPPERS and node in around else look for node, look in looks])

    def _alike(self, traits: Sequence[str | None]) -> list[int]:
        """Give elements equal numbers whose traits are equal all the way up; one without a trait is as its parent."""
        numbers: dict[tuple[int, str], int] = {}
        kinds: list[int] = []
        for node, (parent, trait) in enumerate(zip(self.parents, traits, strict=True)):
            outer = kinds[parent] if parent >= 0 else -1
            kinds.append(outer if trait is None else numbers.setdefault((outer, trait), node))
        return kinds

    @cached_property
    def figures(self) -> frozenset[int]:
        """The elements that say they are figures."""
        return frozenset(node for node, style in enumerate(self.styles) if style.is_figure)

    @cached_property
    def headings(self) -> frozenset[int]:
        """Those that say they are headings of the first two levels."""
        return frozenset(node for node, style in enumerate(self.styles) if style.is_heading)

    @cached_property
    def lines(self) -> list[int]:
        """The lines of text, all of them."""
        return [index for index, block in enumerate(self.blocks) if block.kind == "text"]

    @cached_property
    def sentences(self) -> frozenset[int]:
        """The lines that are prose, or end as it does."""
        return frozenset(index for index in self.lines if words.is_sentence(self.blocks[index].text))

    @cached_property
    def labels(self) -> frozenset[int]:
        """The lines that are nothing but the heading of a box, or the faces of buttons."""
        lines = (index for index in self.lines if labels.are_labels(self.blocks[index].pieces))
        return frozenset(index for index in lines if not self._is_named_below_picture(index))

    def _is_named_below_picture(self, index: int) -> bool:
        """Tell the name of a network between a picture and prose, among paragraphs: it gave the picture."""
        if not index or self.blocks[index - 1].kind != "image" or self.blocks[index].links:
            return False
        if self.tag(index) != "p" or not labels.names_network(self.blocks[index].text):
            return False
        around = self.parents[self.blocks[index].node]
        near = self.sentences.intersection(range(index - _NEAR, index + _NEAR))
        beside = [line for line in near if self.parents[self.blocks[line].node] == around]
        return index + 1 in beside and len(beside) > _FEW

    def lineage(self, node: int, below: int = -1) -> list[int]:
        """List an element and those around it, the root last; or those `below` one of them only."""
        line = []
        while node > below:
            line.append(node)
            node = self.parents[node]
        return line

    def holds(self, node: int, index: int) -> bool:
        """Tell whether the block of that index is inside an element."""
        first, end = self.spans[node]
        return first <= index < end

    def is_in_figure(self, node: int, below: int = -1) -> bool:
        """Tell whether an element is a figure or inside one; or inside one that is `below` another element."""
        return not self.figures.isdisjoint(self.lineage(node, below))

    def common(self, one: int, other: int) -> int:
        """Find the lowest element around both; numbers grow inwards, so the greater one climbs."""
        while one != other:
            one, other = (self.parents[one], other) if one > other else (one, self.parents[other])
        return one

    def tag(self, index: int) -> str:
        """Name the element that a block stands in."""
        return self.tags[self.blocks[index].node]

    def kind(self, index: int) -> int:
        """Tell the kind of the element that a block stands in."""
        return self.kinds[self.blocks[index].node]

    def path(self, index: int) -> int:
        """Tell the kind of that element by its tags alone."""
        return self.paths[self.blocks[index].node]

    def shape(self, index: int) -> Shape:
        """Tell what a text looks like."""
        block = self.blocks[index]
        return Shape(self.kinds[block.node], block.wrap)

    def texts(self, first: int, end: int) -> list[int]:
        """List the lines of text from one block up to another."""
        return self.lines[bisect_left(self.lines, first) : bisect_left(self.lines, end)]

    def inside(self, node: int) -> list[int]:
        """List the lines of text in an element."""
        return self.texts(*self.spans[node])

    def tally(self, marked: Container[int]) -> list[int]:
        """Count, for each block and for the end, those before it that are marked.

        >>> three = (Block("text", 0), Block("image", 0), Block("text", 0))
        >>> Outline(three, (), (), ()).tally({0, 2})
        [0, 1, 1, 2]
        """
        return list(accumulate(map(marked.__contains__, range(len(self.blocks))), initial=0))

    def words(self, indexes: list[int]) -> str:
        """Print several lines as one text."""
        return " ".join(self.blocks[index].text for index in indexes)
