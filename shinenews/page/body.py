"""The body of an article: its paragraphs, told from the summary above and the furniture between them."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from shinenews.page import words
from shinenews.page.outline import Outline
from shinenews.page.scene import Scene

_BESIDE = frozenset({"nav", "form", "footer", "button", "fieldset", "menu", "aside"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PICTURE = 100
"""How many letters of prose a picture, or its caption, weighs as."""
_MOST = 0.7
_SHORTEST_SUMMARY = 20
_REPEATED = 50


@dataclass(frozen=True)
class Body:
    """The stretch of a page from head to end; `taken` are lines of the head and of pictures, `shown` the pictures.

    `is_closed` when a source line ends it, `is_signed_twice` when the head has byline and time twice.
    """

    scene: Scene
    start: int
    end: int
    taken: frozenset[int]
    shown: frozenset[int]
    is_closed: bool
    is_signed_twice: bool

    @property
    def outline(self) -> Outline:
        """The outline of the page."""
        return self.scene.outline

    @cached_property
    def lines(self) -> list[int]:
        """The lines that may be the body's."""
        texts = self.outline.texts(self.start, self.end)
        return [index for index in texts if index not in self.taken and index not in self.scene.cards]

    @cached_property
    def prose(self) -> set[int]:
        """The lines that are sentences."""
        return {
            index
            for index in self.lines
            if words.is_sentence(self.outline.blocks[index].text) and not self._is_links(index)
        }

    @cached_property
    def core(self) -> int:
        """The lowest element that holds most of the prose and pictures, and more than one of them."""
        size = len(self.outline.blocks)
        weights = list(accumulate((self._weight(index) for index in range(size)), initial=0))
        counts = list(accumulate((self._weight(index) > 0 for index in range(size)), initial=0))
        prose = list(accumulate((index in self.prose for index in range(size)), initial=0))
        core = 0
        for node, (first, end) in enumerate(self.outline.spans):
            most = weights[end] - weights[first] > _MOST * weights[-1]
            told = prose[end] > prose[first] or not self.prose
            if self.outline.parents[node] == core and most and told and counts[end] - counts[first] > 1:
                core = node
        return core

    def _weight(self, index: int) -> int:
        if index in self.prose:
            return len(self.outline.blocks[index].text)
        is_pictures = index in self.shown or (index in self.taken and self.start <= index < self.end)
        return _PICTURE if is_pictures else 0

    @cached_property
    def main(self) -> list[int]:
        """The lines of the kind that most of the prose in the core is of, from where the core begins.

        The kind is told by looks; where each paragraph looks another way, by tags alone.
        """
        inside = [
            index
            for index in self.prose
            if self.outline.holds(self.core, index) and self.outline.tag(index) not in _HEADINGS
        ]
        looks, tags = Counter[int](), Counter[int]()
        for index in inside:
            beside = any(self.outline.tags[node] in _BESIDE for node in self._within_core(index))
            weight = len(self.outline.blocks[index].text) // (5 if beside else 1)
            looks[self.outline.kind(index)] += weight
            tags[self.outline.paths[self.outline.blocks[index].node]] += weight
        if not inside:
            return []
        (look, by_look), (path, by_tag) = looks.most_common(1)[0], tags.most_common(1)[0]
        first = self.outline.spans[self.core][0]
        last = self.end if self.is_closed else max(inside)
        return [
            index
            for index in self.lines
            if first <= index <= last
            and not self._is_links(index)
            and (
                self.outline.kind(index) == look
                or (2 * by_look < by_tag and self.outline.paths[self.outline.blocks[index].node] == path)
            )
        ]

    def _within_core(self, index: int) -> list[int]:
        line = self.outline.lineage(self.outline.blocks[index].node)
        return line[: line.index(self.core)] if self.core in line else line

    def _is_links(self, index: int) -> bool:
        """Tell a line that is nothing but links, and no sentence."""
        block = self.outline.blocks[index]
        return block.linked > words.MOSTLY and not words.is_sentence(block.text)

    @cached_property
    def container(self) -> int:
        """The lowest element that holds all lines of the main kind."""
        nodes = [self.outline.blocks[index].node for index in self.main]
        if not nodes:
            return self.core
        node = nodes[0]
        for other in nodes[1:]:
            node = self.outline.common(node, other)
        return max(self.outline.parents[node], 0) if len(nodes) == 1 else node

    @cached_property
    def _main_before(self) -> list[int]:
        main = set(self.main)
        return list(accumulate((index in main for index in range(len(self.outline.blocks))), initial=0))

    @cached_property
    def furniture(self) -> frozenset[int]:
        """The blocks of adverts, boxes and buttons: told by what stands in their box, or by their own words."""
        main = set(self.main)
        boxes: dict[int, bool] = {}
        found = set()
        for index in range(self.start, self.end):
            box = None if index in main else self._box(index)
            if box is not None and box not in boxes:
                boxes[box] = self._is_furniture_box(box)
            if index in self.scene.cards or (boxes[box] if box is not None else self._is_label(index)):
                found.add(index)
        return frozenset(found)

    def _is_label(self, index: int) -> bool:
        block = self.outline.blocks[index]
        if block.kind != "text":
            return block.kind == "control"
        return self._is_links(index) or words.are_labels(block.pieces)

    def _box(self, index: int) -> int | None:
        """Find the largest element around a block that holds no main line; None when its own does."""
        box = None
        for node in self.outline.lineage(self.outline.blocks[index].node):
            first, end = self.outline.spans[node]
            if self._main_before[end] > self._main_before[first] or node == self.container:
                break
            box = node
        return box

    def _is_furniture_box(self, box: int) -> bool:
        """Tell a box by what it holds: a control, a card, an element for what is beside the text, a label, mere links."""
        span = range(*self.outline.spans[box])
        if any(self.outline.blocks[index].kind == "control" or index in self.scene.cards for index in span):
            return True
        if any(self._is_beside(node) for index in span for node in self._within_container(index)):
            return True
        lines = self.outline.inside(box)
        linked = [index for index in lines if self.outline.blocks[index].linked > words.MOSTLY]
        if any(words.are_labels(self.outline.blocks[index].pieces) for index in (*lines[:1], *linked)):
            return True
        letters = sum(len(self.outline.blocks[index].text) for index in lines)
        return bool(linked) and 2 * sum(len(self.outline.blocks[index].text) for index in linked) > letters

    def _within_container(self, index: int) -> list[int]:
        line = self.outline.lineage(self.outline.blocks[index].node)
        around = set(self.outline.lineage(self.container))
        return [node for node in line if node not in around]

    def _is_beside(self, node: int) -> bool:
        """Tell elements for what is beside the text; an `aside` of mere sentences is a quotation."""
        if self.outline.tags[node] != "aside":
            return self.outline.tags[node] in _BESIDE
        blocks = self.outline.blocks[slice(*self.outline.spans[node])]
        return not all(block.kind == "text" and not block.linked and words.is_sentence(block.text) for block in blocks)

    def paragraphs(self, summary: list[int]) -> list[list[int]]:
        """List the lines of each paragraph: those in the container, and those of the main kind.

        A single line break parts paragraphs only where no element does, and no wider gap.
        """
        main = set(self.main)
        apart = self._single_breaks_part()
        groups: list[list[int]] = []
        for index in self.lines:
            block = self.outline.blocks[index]
            if index in self.furniture or index in summary or self.outline.tag(index) == "figcaption":
                continue
            if index not in main and not self.outline.holds(self.container, index):
                continue
            last = groups[-1][-1] if groups else None
            joins = last is not None and self.outline.blocks[last].run == block.run and last >= index - 2
            if joins and (block.breaks == 0 or (block.breaks == 1 and not apart)):
                groups[-1].append(index)
            else:
                groups.append([index])
        return groups

    def _single_breaks_part(self) -> bool:
        """Tell a body that is parted by single line breaks: more of them than elements, and no wider ones."""
        blocks = [self.outline.blocks[index] for index in self.main]
        wide = any(block.breaks > 1 for block in blocks)
        return not wide and sum(block.breaks == 1 for block in blocks) >= len({block.node for block in blocks})

    def summary(self) -> list[int]:
        """Find the summary between head and paragraphs: prose before the first one that is not like it.

        It stands outside the paragraphs' container, or looks different; a first paragraph is one when it stands alone in
        an element while the others share one, or when the next begins all over again.
        """
        order = self.main
        for index in self.lines if order else []:
            block = self.outline.blocks[index]
            if index in self.furniture:
                continue
            if index == order[0]:
                return [index] if self._stands_apart(order) or self._begins_again(order) else []
            if words.is_sentence(block.text) and len(block.text) > _SHORTEST_SUMMARY:
                tags = {self.outline.tags[node] for node in self._within_container(index)}
                inside = self.outline.holds(self.container, index)
                return [] if inside and tags & {"li", "blockquote", "aside"} else self._run_of(index)
        return []

    def _run_of(self, index: int) -> list[int]:
        """List a line and those which only single line breaks part from it."""
        run = self.outline.blocks[index].run
        lines = [line for line in self.lines if self.outline.blocks[line].run == run]
        return [line for line in lines if line == index or self.outline.blocks[line].breaks == 1]

    def _stands_apart(self, order: list[int]) -> bool:
        """Tell whether the first line stands alone in its element, and the next share another."""
        homes = [self.outline.parents[self.outline.blocks[index].node] for index in order]
        return not self.is_signed_twice and len(homes) > 2 and homes[0] not in homes[1:] and homes[1] == homes[2]

    def _begins_again(self, order: list[int]) -> bool:
        """Tell whether the second line repeats the first, or the page describes itself with it and has no shape at all."""
        first, second = (self.outline.blocks[index].text for index in (order * 2)[:2])
        if len(order) > 1 and len(first) > _REPEATED and first[:_REPEATED] == second[:_REPEATED]:
            return True
        node, above = self.outline.blocks[order[0]].node, self.outline.blocks[max(self.start - 1, 0)].node
        shapeless = self.start > 0 and self.outline.parents[node] == self.outline.parents[above]
        return len(order) > 1 and shapeless and self.scene.description == first
