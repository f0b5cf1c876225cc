"""Captions and credits that look just like paragraphs, told by their wording and their place below a picture."""

import re
from functools import cached_property

from shinenews.normalise.text import CHINESE
from shinenews.page.pictures.credited import part_credit
from shinenews.page.pictures.following import FollowingCaptions
from shinenews.page.wording import labels, words
from shinenews.page.wording.credits import is_credit

_BEGINNING, _MOST_ALIKE = 20, 4
_STRONG, _WEAK, _SLIGHT = 5, 2, 0.25
_CREDITED, _FOLLOWING, _DOUBTFUL = -1.5, 0.5, 0.75
"""How much a line must read as a caption when a credit stands before it, when a mere name does, and when none does."""
_QUOTES = '"“‘「'
_LONGEST_NAME, _LONGEST_CHINESE = 50, 6


class PlainCaptions(FollowingCaptions):
    """Pictures and videos, and what reads like their credits and captions."""

    def _with_credits(self, chosen: list[int], lines: list[int]) -> list[int]:
        """Add the sure credits beside lines of a caption's shape: what is set bold or slanted may be one of them."""
        return [line for line in lines if line in chosen or is_credit(self.outline.blocks[line].text)] if chosen else []

    def _credit(self, lines: list[int]) -> list[int]:
        return [line for line in lines[:1] if is_credit(self.outline.blocks[line].text)]

    def _plain(self, lines: list[int]) -> list[int]:
        """Choose by wording, where captions look like paragraphs: a credit, sure or by its place, and a caption.

        What stands before the next picture, repeats how a paragraph begins, or ends with a credit reads more like one,
        and a little so what shares a paragraph with the picture; a name below it that is no heading is its credit.
        """
        chosen = self._credit(lines)
        if not chosen and len(lines) > 1 and self._is_signed(*lines):
            return lines
        if lines and lines[0] in self._placed:
            return lines if self._is_captioned(lines[0]) else lines[:1]
        for line in lines[len(chosen) : len(chosen) + 1]:
            text = self.outline.blocks[line].text
            weight = words.reads_as_caption(text) - _STRONG * self._is_structure(line)
            weight += _WEAK * (line + 1 in self._at) + _STRONG * self._is_repeated(line)
            weight += _STRONG * (part_credit(text)[1] is not None) + _SLIGHT * self._is_beside_picture(line)
            if weight > (_CREDITED if chosen else _DOUBTFUL):
                chosen.append(line)
        return chosen

    def _is_beside_picture(self, line: int) -> bool:
        """Tell a line that is all there is with a picture in one paragraph, below a line break."""
        block = self.outline.blocks[line]
        return line - 1 in self._at and block.breaks > 0 and self.outline.spans[block.node] == (line - 1, line + 1)

    def _is_signed(self, caption: int, name: int) -> bool:
        """Tell two lines alike of which the first is prose, and the second who took the picture."""
        above, below = (self.outline.blocks[line].text for line in (caption, name))
        is_alike = self._shape(caption) == self._shape(name) and not self._is_structure(name)
        is_prose = caption in self.outline.sentences
        is_named = is_prose and words.is_name(below) and words.reads_as_caption(above) > _DOUBTFUL
        return is_alike and (is_credit(below) or is_named)

    @cached_property
    def _placed(self) -> frozenset[int]:
        """The names right below pictures that are credits by their place alone.

        Below such a name stands the caption; or, below a name of several words, prose that never tells of it, if there
        is but one: several head the parts of a text. Where names stand alone in the text too, they are subheadings.
        """
        below = {index + 1 for index in self._at if self.outline.blocks[index].kind == "image"}
        names = {line for line in self._free if self._is_plain_name(line)}
        headings = {self._shape(line) for line in names - below if line - 1 not in below}
        names = {line for line in names & below if self._shape(line) not in headings}
        captioned = {line for line in names if self._is_captioned(line)}
        untold = {line for line in names - captioned if self._is_untold(line)}
        is_one = len({self.outline.blocks[line].text for line in untold}) == 1
        return frozenset(captioned | untold if is_one else captioned)

    def _is_plain_name(self, line: int) -> bool:
        """Tell a line that is a name and little else, and no heading."""
        text = self.outline.blocks[line].text
        if len(text) > _LONGEST_NAME or is_credit(text) or not words.is_name(text):
            return False
        is_short = len(text) <= _LONGEST_CHINESE or not CHINESE.search(text)
        return is_short and not labels.tells_fact(text) and not self._is_structure(line)

    def _is_captioned(self, name: int) -> bool:
        """Tell a name from the heading of what stands below it: that reads like a caption, and not about the name."""
        if name + 1 >= self.end or name + 1 not in self.outline.sentences:
            return False
        last, below = self.outline.blocks[name].text.split()[-1], self.outline.blocks[name + 1].text
        return last.casefold() not in below.casefold() and words.reads_as_caption(below) > _FOLLOWING

    def _is_untold(self, name: int) -> bool:
        """Tell a name of several words, none of which the prose has, from the heading of mere facts, and a speaker."""
        parts = self.outline.blocks[name].text.casefold().split()
        below = self.outline.texts(name + 1, min(name + 2, self.end))
        is_told = any(
            line not in self.outline.sentences or self.outline.blocks[line].text[0] in _QUOTES for line in below
        )
        return len(parts) > 1 and self._words.isdisjoint(parts) and not is_told

    @cached_property
    def _words(self) -> frozenset[str]:
        prose = (self.outline.blocks[line].text for line in self._free if line in self.outline.sentences)
        return frozenset(word for text in prose for word in re.findall(r"[\w'’.-]+", text.casefold()))

    @cached_property
    def _beginnings(self) -> dict[str, list[int]]:
        beginnings: dict[str, list[int]] = {}
        for line in self.outline.texts(0, self.end):
            beginnings.setdefault(self.outline.blocks[line].text[:_BEGINNING], []).append(line)
        return beginnings

    def _is_repeated(self, line: int) -> bool:
        start = self.outline.blocks[line].text.rstrip(".")
        others = self._beginnings.get(start[:_BEGINNING], [])[:_MOST_ALIKE]
        return any(other != line and self.outline.blocks[other].text.startswith(start) for other in others)
