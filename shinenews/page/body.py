"""The stretch of a page that the body of its article is in, and which of its lines are of the body's kind."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import accumulate

from shinenews.page import labels
from shinenews.page.elements import BESIDE, HEADINGS, LISTS
from shinenews.page.outline import Outline
from shinenews.page.scene import Scene

_PICTURE = 100
"""How many letters of prose a picture, or its caption, weighs as."""
_MOST = 0.7
_DISCOUNT = 5


@dataclass(frozen=True)
class Body:
    """The stretch from head to end; `taken` are lines of the head and of pictures, `shown` the pictures.

    `is_closed` when a source line ends it, `is_signed_twice` when the head has byline and time twice.
    """

    scene: Scene
    start: int
    end: int
    taken: frozenset[int]
    shown: frozenset[int]
    is_closed: bool = False
    is_signed_twice: bool = False

    @cached_property
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
        return {index for index in self.lines if index in self.outline.sentences}

    def is_links(self, index: int) -> bool:
        """Tell a line that is nothing but links, and no sentence."""
        return self.outline.blocks[index].linked > labels.MOSTLY and index not in self.outline.sentences

    @cached_property
    def core(self) -> int:
        """The lowest element that holds most of the prose and pictures, and more than one of them.

        Where it is one of several alike, it is the element around them; and where nothing but nameless wrappers part
        it from more prose of its look, it is the element around that, short of the head's.
        """
        return self._unwrap(self._heaviest)

    def _unwrap(self, core: int) -> int:
        """Climb from an element to the one around it and all lines like its prose, short of the head's."""
        told = Counter[int]()
        for index in self.prose:
            if self.outline.holds(core, index):
                told[self._unwrapped(index)] += len(self.outline.blocks[index].text)
        look = max(told, key=told.__getitem__, default=None)
        facts = {index for index in self.lines if labels.tells_fact(self.outline.blocks[index].text)}
        for index in sorted(self.prose | facts):
            if self._unwrapped(index) == look and not self.outline.holds(core, index):
                around = self.outline.common(core, self.outline.blocks[index].node)
                if self.is_below_head(around) and self._is_text(index, core):
                    core = around
        return core

    @cached_property
    def _heaviest(self) -> int:
        weighing = self._weighing
        weights = list(accumulate((weighing.get(index, 0) for index in range(len(self.outline.blocks))), initial=0))
        counts = self.outline.tally(weighing)
        prose = self.outline.tally(self.prose)
        core = 0
        for node, (first, end) in enumerate(self.outline.spans):
            if self.outline.parents[node] != core or weights[end] - weights[first] <= _MOST * weights[-1]:
                continue
            if counts[end] - counts[first] > 1 and (prose[end] > prose[first] or not self.prose):
                core = node
        return max(self.outline.parents[core], 0) if self._is_one_of_several(core) else core

    def _unwrapped(self, index: int) -> int:
        return self.outline.unwrapped[self.outline.blocks[index].node]

    def is_below_head(self, node: int) -> bool:
        """Tell an element that the head is no part of."""
        return self.outline.spans[node][0] >= self.start

    def _is_text(self, index: int, apart_from: int) -> bool:
        """Tell a line from one in a box of furniture, which has a label above the line, or a control."""
        return all(self._furnished.get(box, index) >= index for box in self.within(apart_from, index))

    @cached_property
    def _furnished(self) -> dict[int, int]:
        """The first label of each box that has one, or 0 where it has a control.

        What stands in an element of its own is not the box's: it may stand beside the text.
        """
        first: dict[int, int] = {}
        controls = {index for index, block in enumerate(self.outline.blocks) if block.kind == "control"}
        for index in controls | self.outline.labels:
            node = self.outline.blocks[index].node
            is_nameless = self.outline.looks[node] == self.outline.tags[node]
            for box in (node, self.outline.parents[node])[: 1 + is_nameless]:
                first[box] = min(first.get(box, index), 0 if index in controls else index)
        return first

    @property
    def _weighing(self) -> dict[int, int]:
        """What each block weighs that is prose, a picture or a caption."""
        captions = (index for index in self.taken if self.start <= index < self.end)
        prose = {index: len(self.outline.blocks[index].text) for index in self.prose}
        return dict.fromkeys((*captions, *self.shown), _PICTURE) | prose

    def _is_one_of_several(self, core: int) -> bool:
        """Tell a section that has likes beside it with prose; of mere `div`s, one before it may be a summary's."""
        outline = self.outline
        outside = (index for index in self.prose if not outline.holds(core, index))
        alike = [
            node
            for index in outside
            for node in outline.lineage(outline.blocks[index].node)
            if outline.parents[node] == outline.parents[core] and outline.kinds[node] == outline.kinds[core]
        ]
        if self.is_signed_twice or outline.tags[core] == "section":
            return bool(alike)
        return len(alike) > 1 or any(node > core for node in alike)

    @cached_property
    def main(self) -> list[int]:
        """The lines of the kind that most of the prose in the core is of, and those it is of but for wrappers.

        So is prose between the summary and the core.
        """
        alike = self._alike
        kinds = {self._unwrapped(index) for index in alike}
        around = self.core if self.is_below_head(self.core) else self._unwrap(self._around(alike))
        above = {index for index in self.prose if self._summary < index < self.outline.spans[around][0]}
        more = [
            index
            for index in self.outline.texts(self.start, self._last)
            if self._unwrapped(index) in kinds
            and self._is_free(index)
            and (self.outline.holds(around, index) or index in above)
            and self._is_text(index, self.outline.blocks[alike[0]].node)
        ]
        return sorted({*alike, *more})

    @cached_property
    def _last(self) -> int:
        """Where the body ends: at the source line, else below the last sentence, or labelled fact, of its kind."""
        if self.is_closed:
            return self.end
        told = self._prose_in_core
        kinds = {self._unwrapped(index) for index in told}
        facts = (
            index
            for index in self.outline.inside(self.core)
            if index < self.end and self._is_free(index) and labels.tells_fact(self.outline.blocks[index].text)
        )
        return max([*told, *(index for index in facts if self._unwrapped(index) in kinds)], default=-1) + 1

    @cached_property
    def _alike(self) -> list[int]:
        """The lines of the kind that most of the prose in the core is of, from where the core begins.

        The kind is told by looks; where each paragraph looks another way, by tags alone; what stands in lists, or
        beside a text, says little of it. Without a source line the last is a sentence. A line that was taken for a
        card's, for it stands beside a card, is known by its kind.
        """
        told = self._prose_in_core
        if not told:
            return []
        by_look, by_path = Counter[int](), Counter[int]()
        for index in told:
            weight = len(self.outline.blocks[index].text) // (_DISCOUNT if index in self._asides else 1)
            by_look[self.outline.kind(index)] += weight
            by_path[self.outline.path(index)] += weight
        (look, weight), (path, most) = by_look.most_common(1)[0], by_path.most_common(1)[0]
        first = self.outline.spans[self.core][0]
        return [
            index
            for index in self.outline.texts(max(first, self.start), self._last)
            if (self.outline.kind(index) == look or (2 * weight < most and self.outline.path(index) == path))
            and self._is_free(index)
        ]

    @cached_property
    def _asides(self) -> set[int]:
        """The prose of the core in elements for what stands beside a text, or in lists that are but a part of it."""
        around = {
            index: {self.outline.tags[node] for node in self.within(self.core, index)} for index in self._prose_in_core
        }
        is_told_outside = any(tags.isdisjoint(LISTS) for index, tags in around.items() if index != self._summary)
        aside = BESIDE | LISTS if is_told_outside else BESIDE
        return {index for index, tags in around.items() if not tags.isdisjoint(aside)}

    @cached_property
    def _summary(self) -> int:
        """The line that may be a summary: the first prose below the head, unless that stands inside the head."""
        return -1 if self.is_signed_twice else min(self.prose, default=-1)

    def _is_free(self, index: int) -> bool:
        if index in self.taken or self.is_links(index):
            return False
        return index not in self.scene.cards or self._is_beside_card(index)

    @cached_property
    def _prose_in_core(self) -> list[int]:
        inside = (index for index in self.prose if self.outline.holds(self.core, index))
        return [index for index in inside if self.outline.tag(index) not in HEADINGS]

    def _is_beside_card(self, index: int) -> bool:
        return index in self.scene.near_cards and self.outline.holds(self.core, index)

    @cached_property
    def container(self) -> int:
        """The lowest element that holds all lines of the main kind, and the other prose of a core below the head.

        That is prose above them, but the summary, or in no box of its own.
        """
        told = self._prose_in_core if self.main and self.is_below_head(self.core) else []
        more = [
            index
            for index in told
            if index != self._summary
            and (index < self.main[0] or self.outline.parents[self.outline.blocks[index].node] == self.core)
            and self._is_free(index)
            and self._is_text(index, self.core)
        ]
        return self._around(sorted({*self.main, *more}))

    def _around(self, lines: list[int]) -> int:
        nodes = [self.outline.blocks[index].node for index in lines]
        return reduce(self.outline.common, nodes) if len(nodes) > 1 else self.core

    def within(self, node: int, index: int) -> list[int]:
        """List the elements around a block, up to an element around it or up to where both part."""
        inner = self.outline.blocks[index].node
        return self.outline.lineage(inner, below=self.outline.common(node, inner))
