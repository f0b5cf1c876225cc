"""The lines that belong to pictures: their captions and credits."""

from dataclasses import replace

from shinenews.page.pictures.credited import part_credit
from shinenews.page.pictures.legends import Shapes, read_legend
from shinenews.page.pictures.plain import PlainCaptions
from shinenews.page.pictures.shown import Shown
from shinenews.page.wording.credits import is_credit, names_place


class Album(PlainCaptions):
    """Pictures and videos, and what stands in their boxes, or has a look of its own."""

    def complete(self) -> list[Shown]:
        """Give each picture and video the lines that belong to it, and read them as caption and credit.

        They are those in its box; else, of the lines right after it, those of a shape that is seen nowhere but after
        pictures; and where captions look just like paragraphs, those that read like credit and caption.
        """
        if not self.shown:
            return []
        lines = dict(self._boxed)
        captions = self._caption_shapes()
        is_told = bool(captions) or any(lines.values())
        for index, after in self._after.items():
            of_shape = [line for line in after if self._shape(line) in captions]
            is_plain = not is_told and self._may_be_followed(index)
            lines[index] = self._with_credits(of_shape, after) or (
                self._plain(after) if is_plain else self._credit(after)
            )
        placed = frozenset() if is_told else frozenset(filter(self._is_person, self._placed))
        shapes = self._known_shapes([line for each in lines.values() for line in each], placed)
        return [read_legend(self.outline, replace(each, lines=tuple(lines[each.index])), shapes) for each in self.shown]

    def _is_person(self, name: int) -> bool:
        return not names_place(self.outline.blocks[name].text)

    def _known_shapes(self, lines: list[int], placed: frozenset[int]) -> Shapes:
        credit = {self._shape(line) for line in lines if is_credit(self.outline.blocks[line].text)}
        captions = {self._shape(line) for line in lines if line in self.outline.sentences}
        whole = (block.text for block in map(self.outline.blocks.__getitem__, lines) if len(block.pieces) == 1)
        given = frozenset(name for text in whole if (name := part_credit(text)[1]))
        return Shapes(credit - captions, captions - credit, placed, given)
