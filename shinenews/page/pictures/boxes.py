"""Captions and credits that stand with their picture in a box."""

from functools import cached_property

from shinenews.page.pictures.columns import lines_in_columns
from shinenews.page.pictures.gallery import MOST_AFTER, Gallery
from shinenews.page.sight.elements import HEADINGS
from shinenews.page.sight.outline import WRAPPERS
from shinenews.page.wording import words
from shinenews.page.wording.credits import is_credit_label

_MOST_LINES = 4


class BoxedCaptions(Gallery):
    """Pictures and videos, and the lines in their boxes."""

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
        lines = [line for line in lines if not is_credit_label(self.outline.blocks[line].text)]
        is_short = len(lines) <= _MOST_LINES and len(self.outline.sentences.intersection(lines)) <= 1
        return not lines or (is_short and sum(len(self.outline.blocks[line].text) for line in lines) < letters)

    def _is_around_text(self, index: int, node: int) -> bool:
        """Tell an element around all lines below the head but a summary, of which some are the text's.

        They are more than a caption and credit; or stand above the picture, or outside of its own box: a figure, or
        an element that has lines of its own.
        """
        lines = self.outline.inside(node)
        if not lines or not self._is_all_below_head(lines):
            return False
        is_followed = lines[0] < index or len(lines) > MOST_AFTER or self._goes_on(lines)
        return is_followed or self._is_boxed_within(index, node)

    def _is_all_below_head(self, lines: list[int]) -> bool:
        """Tell lines below which there is none, and above which stands at most a sentence, which the summary is."""
        below = [line for line in self._free if line >= self.start]
        above = [line for line in below if line < lines[0]]
        is_summary = len(above) <= 1 and self.outline.sentences.issuperset(above)
        return bool(below) and below[-1] == lines[-1] and is_summary

    def _is_boxed_within(self, index: int, node: int) -> bool:
        """Tell a picture that, with some of the lines in an element around it, stands in a smaller one."""
        inner, lines = self.outline.blocks[index].node, self.outline.inside(node)
        boxes = map(self.outline.inside, self.outline.lineage(inner, below=node))
        return self.outline.is_in_figure(inner, node) or any(box and box != lines for box in boxes)

    def _is_video_with_text(self, index: int, node: int) -> bool:
        return self.outline.blocks[index].kind == "video" and self._is_all_text(set(self.outline.inside(node)))
