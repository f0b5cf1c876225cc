"""Captions that have a look of their own, seen nowhere but right after pictures."""

from functools import cached_property

from shinenews.page.pictures.boxes import BoxedCaptions
from shinenews.page.pictures.gallery import MOST_AFTER
from shinenews.page.sight.outline import Shape


class FollowingCaptions(BoxedCaptions):
    """Pictures and videos, the lines after those without lines in a box, and the shapes that these have."""

    @cached_property
    def _after(self) -> dict[int, list[int]]:
        """The lines right after each picture without lines in a box: two at most."""
        taken = self.used.union(*self._boxed.values())
        return {index: self._lines_after(index, taken) for index in sorted(self._at) if not self._boxed.get(index)}

    def _lines_after(self, index: int, taken: frozenset[int]) -> list[int]:
        lines: list[int] = []
        for line in range(index + 1, min(index + 1 + MOST_AFTER, self.end)):
            block = self.outline.blocks[line]
            if block.kind != "text" or line in taken or line in self.outline.labels:
                break
            lines.append(line)
        return lines

    def _caption_shapes(self) -> set[Shape]:
        """Find the shapes of lines that stand nowhere but after pictures.

        Headings, quotations and list items mean what their elements say, unless they stand so more than once.
        """
        boxed = {line for lines in self._boxed.values() for line in lines}
        after = {line for lines in self._after.values() for line in lines}
        elsewhere = {self._shape(line) for line in self._free if line not in after and line not in boxed}
        shapes: dict[Shape, list[int]] = {}
        for line in after if elsewhere else ():
            shapes.setdefault(self._shape(line), []).append(line)
        meant = {shape for shape, lines in shapes.items() if len(lines) > 1 or not self._is_structure(lines[0])}
        return meant - elsewhere - self._shapes_of_text(boxed | after)

    def _shapes_of_text(self, of_pictures: set[int]) -> set[Shape]:
        """Find the shapes of prose after pictures that is the text itself, for elsewhere stands but a summary.

        A caption is a sentence or two in one line, and the text goes on, as it does below a caption of another look;
        below a video it is no caption at all, nor below the only picture when that is a figure, or when it tells.
        """
        if not self._is_all_text(of_pictures):
            return set()
        is_each = len(self._after) > 1 and all(map(self._goes_on, self._after.values()))
        shapes: set[Shape] = set()
        for index, lines in self._after.items():
            told = self.outline.sentences.intersection(lines)
            if self._holds_its_lines(index) or (len(told) > 1 and not self._goes_on(lines)):
                shapes |= {self._shape(line) for line in told}
            elif self._goes_on(lines) and not is_each:
                shapes.add(self._shape(lines[-1]))
        return shapes

    def _holds_its_lines(self, index: int) -> bool:
        is_video = self.outline.blocks[index].kind == "video"
        return is_video or (len(self.shown) == 1 and not self._may_be_followed(index))
