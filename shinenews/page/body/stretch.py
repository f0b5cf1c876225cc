"""The stretch of a page between the head of its article and the end, and the element that holds most of it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from shinenews.page.scene import Scene
from shinenews.page.sight.addresses import absolute, house
from shinenews.page.sight.outline import Outline
from shinenews.page.wording import labels
from shinenews.page.wording.credits import is_credit

_PICTURE = 100
"""How many letters of prose a picture, or its caption, weighs as."""
_MOST = 0.7
_OF_TEXT = frozenset({"a", "b", "blockquote", "dl", "em", "font", "i", "li", "ol", "p", "span", "strong", "ul"})
"""Elements that are a part of a text, which goes on beside them, however much of it they hold."""
_LONG, _SEVERAL = 25, 3


@dataclass(frozen=True)
class Stretch:
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
        """The lines that are sentences; where none is, what stands between head and source line is the text as well."""
        told = {index for index in self.lines if index in self.outline.sentences}
        return told or self._unpunctuated or self.spared

    @property
    def _unpunctuated(self) -> set[int]:
        """The lines of an article without sentences, such as a list or a poem: one as long as these, or several alike.

        Links and labels are none.
        """
        blocks = self.outline.blocks
        lines = [
            index
            for index in (self.lines if self.is_closed else ())
            if not (self.is_links(index) or index in self.outline.labels or labels.labels_tags(blocks[index].text))
        ]
        kinds = Counter(map(self.outline.kind, lines))
        is_told = any(
            len(blocks[index].text) >= _LONG or kinds[self.outline.kind(index)] >= _SEVERAL for index in lines
        )
        return set(lines) if is_told else set()

    @cached_property
    def spared(self) -> set[int]:
        """The sentences that are all there is between head and source line, though they stand beside a card's link."""
        if not self.is_closed or self.lines or self.shown:
            return set()
        inside = self.outline.texts(self.start, self.end)
        return {index for index in inside if index in self.outline.sentences and not self.outline.blocks[index].links}

    def is_links(self, index: int) -> bool:
        """Tell a line that is nothing but links, and neither a sentence nor the text's own reference."""
        is_linked = self.outline.blocks[index].linked > labels.MOSTLY
        return is_linked and index not in self.outline.sentences and not self.leads_abroad(index)

    def leads_abroad(self, index: int) -> bool:
        """Tell a text's reference to another house: an item of a list, or a link with other words beside it.

        What the site prints beside its articles leads to its own pages; its accounts elsewhere are labels.
        """
        block = self.outline.blocks[index]
        label = block.text.partition(":")[0]
        if block.linked == 0 or labels.heads_box(label) or is_credit(block.text) or index in self.scene.cards:
            return False
        homes = {house(self.scene.base), "shine.cn"}
        is_abroad = all(house(absolute(link, self.scene.base) or "") not in {*homes, ""} for link in block.links)
        return is_abroad and (block.linked < 1 or self.outline.tag(index) == "li")

    @cached_property
    def core(self) -> int:
        """The lowest element that holds most of the prose and pictures, and more than one of them.

        Where it is one of several alike, it is the element around them; and where nothing but nameless wrappers part
        it from more prose of its look, it is the element around that, short of the head's.
        """
        return self.unwrap(self._heaviest)

    def unwrap(self, core: int) -> int:
        """Climb from an element to the one around it and all lines like its prose, short of the head's."""
        told = Counter[int]()
        for index in self.prose:
            if self.outline.holds(core, index):
                told[self.bare_kind(index)] += len(self.outline.blocks[index].text)
        look = max(told, key=told.__getitem__, default=None)
        facts = {index for index in self.lines if labels.tells_fact(self.outline.blocks[index].text)}
        for index in sorted(self.prose | facts):
            if self.bare_kind(index) == look and not self.outline.holds(core, index):
                around = self.outline.common(core, self.outline.blocks[index].node)
                if self.is_below_head(around) and self.is_text(index, core):
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
            if self.outline.tags[node] in _OF_TEXT:
                continue
            if self.outline.parents[node] != core or weights[end] - weights[first] <= _MOST * weights[-1]:
                continue
            if counts[end] - counts[first] > 1 and (prose[end] > prose[first] or not self.prose):
                core = node
        return max(self.outline.parents[core], 0) if self._is_one_of_several(core) else core

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

    def is_below_head(self, node: int) -> bool:
        """Tell an element that the head is no part of."""
        return self.outline.spans[node][0] >= self.start

    def bare_kind(self, index: int) -> int:
        """Tell the kind of the element that a line stands in, nameless wrappers aside."""
        return self.outline.unwrapped[self.outline.blocks[index].node]

    def is_text(self, index: int, apart_from: int) -> bool:
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

    def within(self, node: int, index: int) -> list[int]:
        """List the elements around a block, up to an element around it or up to where both part."""
        inner = self.outline.blocks[index].node
        return self.outline.lineage(inner, below=self.outline.common(node, inner))
