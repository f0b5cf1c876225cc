"""The article's pictures with the lines around them, and what tells a caption's line from another."""

from dataclasses import dataclass
from functools import cached_property

from shinenews.page.pictures.credited import part_credit
from shinenews.page.pictures.shown import Shown
from shinenews.page.sight.outline import WRAPPERS, Outline, Shape
from shinenews.page.wording import words
from shinenews.page.wording.credits import is_credit

MOST_AFTER = 2
"""How many lines are looked at below a picture: a credit and a caption."""
_SMALL_HEADINGS = frozenset({"h5", "h6"})
"""Headings in letters smaller than the text's, which are taken for their size."""
_STRUCTURE = frozenset({"h2", "h3", "h4", "h5", "h6", "li", "blockquote"})


@dataclass(frozen=True)
class Gallery:
    """The pictures and videos between `first` and `end` of a page; `used` are lines of the head and of cards.

    The head ends before `start`.
    """

    outline: Outline
    shown: list[Shown]
    used: frozenset[int]
    first: int
    start: int
    end: int

    @cached_property
    def _at(self) -> frozenset[int]:
        return frozenset(each.index for each in self.shown)

    @cached_property
    def _free(self) -> list[int]:
        return [line for line in self.outline.texts(self.first, self.end) if line not in self.used]

    def _shape(self, line: int) -> Shape:
        """Tell what a line looks like, wrappers aside, but where its own element is a nameless one."""
        block = self.outline.blocks[line]
        if self.outline.tag(line) in WRAPPERS:
            return self.outline.shape(line)
        return Shape(self.outline.unwrapped[block.node], block.wrap)

    def _may_be_followed(self, index: int) -> bool:
        """Tell a picture that is no figure, for a figure holds what belongs to it."""
        block = self.outline.blocks[index]
        return block.kind == "image" and not self.outline.is_in_figure(block.node)

    def _goes_on(self, lines: list[int]) -> bool:
        """Tell whether the last line below a picture is prose that goes on from a caption, or a heading.

        It is of another look; below a credit, or nothing, it tells rather than shows, and ends with no credit.
        """
        *above, last = lines or [-1]
        if last not in self.outline.sentences:
            return False
        if above and self._may_head_text(above[0]):
            return self._shape(above[0]) != self._shape(last)
        text = self.outline.blocks[last].text
        return self._is_one_followed and words.reads_as_caption(text) < 0 and part_credit(text)[1] is None

    @cached_property
    def _is_one_followed(self) -> bool:
        """Whether but one picture has a line below it."""
        return len(self._at) == 1 or sum(line - 1 in self._at for line in self._free) == 1

    def _may_head_text(self, line: int) -> bool:
        """Tell a caption, or a heading, from a credit and from the text itself."""
        text = self.outline.blocks[line].text
        if is_credit(text) and self._shape(line) not in self._credited:
            return False
        return line not in self.outline.sentences or words.reads_as_caption(text) > 0

    @cached_property
    def _credited(self) -> frozenset[Shape]:
        """The shapes in which a caption with its credit stands right below a picture."""
        below = (line for line in self._free if line - 1 in self._at)
        return frozenset(self._shape(line) for line in below if part_credit(self.outline.blocks[line].text)[1])

    def _is_all_text(self, lines: set[int]) -> bool:
        """Tell whether without these lines no more prose is left than a summary."""
        told = self.outline.sentences.intersection(self._free)
        return not told.isdisjoint(lines) and len(told - lines) <= 1

    def _is_structure(self, line: int) -> bool:
        block = self.outline.blocks[line]
        if block.is_bold and line not in self.outline.sentences and not is_credit(block.text):
            return True
        if self._is_small_beside_credit(line):
            return False
        return any(self.outline.tags[node] in _STRUCTURE for node in self.outline.lineage(block.node)[:3])

    def _is_small_beside_credit(self, line: int) -> bool:
        """Tell a heading in small letters beside another, which is a credit."""
        if self.outline.tag(line) not in _SMALL_HEADINGS:
            return False
        beside = (near for near in (line - 1, line + 1) if near < self.end)
        return any(
            self.outline.tag(near) in _SMALL_HEADINGS and is_credit(self.outline.blocks[near].text) for near in beside
        )
