"""The lines that belong to pictures: their captions and credits."""

from dataclasses import replace
from functools import cached_property

from shinenews.page.pictures.columns import lines_in_columns
from shinenews.page.pictures.legends import Shapes, read_legend
from shinenews.page.pictures.plain import PlainCaptions
from shinenews.page.pictures.shown import Shown
from shinenews.page.sight.elements import HEADINGS
from shinenews.page.sight.outline import WRAPPERS, Shape
from shinenews.page.wording import words
from shinenews.page.wording.credits import is_credit

_MOST_LINES, _MOST_AFTER = 4, 2


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
        placed = frozenset() if is_told else self._placed
        shapes = self._known_shapes([line for each in lines.values() for line in each], placed)
        return [read_legend(self.outline, replace(each, lines=tuple(lines[each.index])), shapes) for each in self.shown]

    @cached_property
    def _boxed(self) -> dict[int, list[int]]:
        """The lines in the box of each picture that has one.

        The box is the largest element with no other picture in it, of a kind that always holds one. Pictures in a row
        of a table have theirs in the row below.
        """
        spans = self.outline.spans
        inside = set(range(self.first, self.end)) - self.used
        pictures, others = self.outline.tally(self._at), self.outline.tally(set(range(spans[0][1])) - inside)
        texts = self.outline.tally(set(self.outline.lines))
        holding = [(pictures[end] - pictures[first], others[end] - others[first]) for first, end in spans]
        without = {
            kind
            for kind, held, (first, end) in zip(self.outline.kinds, holding, spans, strict=True)
            if held == (0, 0) and texts[end] > texts[first]
        }
        letters = sum(len(self.outline.blocks[line].text) for line in self._free)
        boxed = {}
        for index in self._at:
            for node in self.outline.lineage(self.outline.blocks[index].node):
                if holding[node] != (1, 0):
                    break
                is_kind = self.outline.kinds[node] not in without and self.outline.tags[node] != "section"
                is_box = is_kind and self._is_caption_sized(node, letters) and not self._is_wrapper(node)
                is_box = is_box and not self._is_around_text(index, node)
                if node in self.outline.figures or (is_box and not self._is_video_with_text(index, node)):
                    boxed[index] = self.outline.inside(node)
        columns = lines_in_columns(self.outline, self._at).items()
        sized = {index: lines for index, lines in columns if self._are_captions(lines, letters)}
        return boxed | {index: lines for index, lines in sized.items() if inside.issuperset(lines)}

    @cached_property
    def _kinds_of_text(self) -> dict[int, set[int]]:
        """The kinds that sentences are of, by their kind wrappers aside."""
        kinds: dict[int, set[int]] = {}
        for line in self._free:
            block = self.outline.blocks[line]
            if line in self.outline.sentences:
                kinds.setdefault(self.outline.unwrapped[block.node], set()).add(self.outline.kinds[block.node])
        return kinds

    def _is_wrapper(self, node: int) -> bool:
        """Tell a nameless element around a picture and a run of the text.

        It has a subheading in it below other lines; or sentences of the text's kind, and the text stands in several
        wrappers, or goes on telling here.
        """
        if self.outline.looks[node] not in WRAPPERS:
            return False
        if any(self.outline.tag(line) in HEADINGS for line in self.outline.inside(node)[1:]):
            return True
        for line in self.outline.inside(node):
            block = self.outline.blocks[line]
            if self.outline.tag(line) in WRAPPERS or line not in self.outline.sentences:
                continue
            others = self._kinds_of_text.get(self.outline.unwrapped[block.node], set()) - {
                self.outline.kinds[block.node]
            }
            if len(others) > 1 or (others and words.reads_as_caption(block.text) < 0):
                return True
        return False

    def _is_caption_sized(self, node: int, letters: int) -> bool:
        """Tell a box with a caption from one around a short article: it holds a sentence at most, and not all text."""
        return self._are_captions(self.outline.inside(node), letters)

    def _are_captions(self, lines: list[int], letters: int) -> bool:
        """Tell so few and short lines as may stand with one picture."""
        is_short = len(lines) <= _MOST_LINES and len(self.outline.sentences.intersection(lines)) <= 1
        return not lines or (is_short and sum(len(self.outline.blocks[line].text) for line in lines) < letters)

    def _is_around_text(self, index: int, node: int) -> bool:
        """Tell an element around all lines below the head, of which more are the text's than a caption and credit.

        So are those above the picture, and below it where it stands in a figure of its own.
        """
        lines = self.outline.inside(node)
        if not lines or self._below_head != (lines[0], lines[-1]):
            return False
        is_in_figure = self.outline.is_in_figure(self.outline.blocks[index].node, node)
        return lines[0] < index or len(lines) > _MOST_AFTER or is_in_figure

    @cached_property
    def _below_head(self) -> tuple[int, int]:
        """The first and the last line below the head."""
        below = [line for line in self._free if line >= self.start]
        return min(below, default=-1), max(below, default=-1)

    @cached_property
    def _after(self) -> dict[int, list[int]]:
        """The lines right after each picture without lines in a box: two at most."""
        taken = self.used.union(*self._boxed.values())
        return {index: self._lines_after(index, taken) for index in sorted(self._at) if not self._boxed.get(index)}

    def _lines_after(self, index: int, taken: frozenset[int]) -> list[int]:
        lines: list[int] = []
        for line in range(index + 1, min(index + 1 + _MOST_AFTER, self.end)):
            block = self.outline.blocks[line]
            if block.kind != "text" or line in taken or line in self.outline.labels:
                break
            lines.append(line)
        return lines

    def _may_be_followed(self, index: int) -> bool:
        """Tell a picture that is no figure, for a figure holds what belongs to it."""
        block = self.outline.blocks[index]
        return block.kind == "image" and not self.outline.is_in_figure(block.node)

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

        A caption is a sentence or two in one line, and the text goes on; below a video it is no caption at all, nor
        below the only picture when that is a figure.
        """
        if not self._is_all_text(of_pictures):
            return set()
        told = {index: self.outline.sentences.intersection(lines) for index, lines in self._after.items()}
        return {
            self._shape(line)
            for index, lines in told.items()
            if len(lines) > 1 or self._holds_its_lines(index)
            for line in lines
        }

    def _holds_its_lines(self, index: int) -> bool:
        is_video = self.outline.blocks[index].kind == "video"
        return is_video or (len(self.shown) == 1 and not self._may_be_followed(index))

    def _is_video_with_text(self, index: int, node: int) -> bool:
        return self.outline.blocks[index].kind == "video" and self._is_all_text(set(self.outline.inside(node)))

    def _is_all_text(self, lines: set[int]) -> bool:
        """Tell whether without these lines no more prose is left than a summary."""
        told = self.outline.sentences.intersection(self._free)
        return not told.isdisjoint(lines) and len(told - lines) <= 1

    def _known_shapes(self, lines: list[int], placed: frozenset[int]) -> Shapes:
        credit = {self._shape(line) for line in lines if is_credit(self.outline.blocks[line].text)}
        captions = {self._shape(line) for line in lines if line in self.outline.sentences}
        return Shapes(credit - captions, captions - credit, placed)
