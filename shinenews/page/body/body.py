"""The body of an article: which lines are of its kind, and the element that holds them."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property, reduce

from shinenews.page.body.stretch import Stretch
from shinenews.page.sight.elements import BESIDE, HEADINGS, LISTS
from shinenews.page.wording import labels

_DISCOUNT = 5


class Body(Stretch):
    """The lines of a stretch that are the body's."""

    @cached_property
    def main(self) -> list[int]:
        """The lines of the kind that most of the prose in the core is of, and those it is of but for wrappers.

        So is prose between the summary and the core.
        """
        alike = self._alike
        kinds = {self.bare_kind(index) for index in alike}
        around = self.core if self.is_below_head(self.core) else self.unwrap(self._around(alike))
        above = {index for index in self.prose if self._summary < index < self.outline.spans[around][0]}
        more = [
            index
            for index in self.outline.texts(self.start, self._last)
            if self.bare_kind(index) in kinds
            and self._is_free(index)
            and (self.outline.holds(around, index) or index in above)
            and self.is_text(index, self.outline.blocks[alike[0]].node)
        ]
        return sorted({*alike, *more})

    @cached_property
    def _last(self) -> int:
        """Where the body ends: at the source line, else below the last sentence, or labelled fact, of its kind."""
        if self.is_closed:
            return self.end
        told = self._prose_in_core
        kinds = {self.bare_kind(index) for index in told}
        facts = (
            index
            for index in self.outline.inside(self.core)
            if index < self.end and self._is_free(index) and labels.tells_fact(self.outline.blocks[index].text)
        )
        return max([*told, *(index for index in facts if self.bare_kind(index) in kinds)], default=-1) + 1

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
        weights = {
            index: len(self.outline.blocks[index].text) // (_DISCOUNT if index in self._asides else 1) for index in told
        }
        look, weight = _prevailing(weights, self.outline.kind)
        first = self.outline.spans[self.core][0]
        lines = self.outline.texts(max(first, self.start), self._last)
        alike = {index for index in lines if self.outline.kind(index) == look}
        if 2 * weight < sum(weights.values()):
            path, most = _prevailing(weights, self.outline.path)
            alike.update(index for index in lines if 2 * weight < most and self.outline.path(index) == path)
        return [index for index in lines if index in alike and self._is_free(index)]

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
        return index not in self.scene.cards or index in self.spared or self._is_beside_card(index)

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
            and self.is_text(index, self.core)
        ]
        return self._around(sorted({*self.main, *more}))

    def _around(self, lines: list[int]) -> int:
        nodes = [self.outline.blocks[index].node for index in lines]
        return reduce(self.outline.common, nodes) if len(nodes) > 1 else self.core


def _prevailing(weights: dict[int, int], trait: Callable[[int], int]) -> tuple[int, int]:
    """Find the trait that most of the weight of some lines has, and how much has it."""
    shares = Counter[int]()
    for index, weight in weights.items():
        shares[trait(index)] += weight
    return shares.most_common(1)[0]
