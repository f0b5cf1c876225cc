"""The summary that stands in the head of an article."""

from shinenews.normalise.text import CHINESE
from shinenews.page.head.byline import bare
from shinenews.page.head.crumbs import crumb_lines
from shinenews.page.head.header import Header
from shinenews.page.head.moments import is_time
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Block, Outline
from shinenews.page.wording import labels, words
from shinenews.page.wording.credits import is_credit

_SHORTEST = 40
_FEWEST_WORDS, _FEWEST_CHARACTERS = 3, 8


def summary_in_head(scene: Scene, header: Header, taken: frozenset[int]) -> list[int]:
    """Find the summary inside the head, below the headline or between its two printings: the first prose there.

    Between the two it may be no sentence, for nothing else of several words has its place there.
    """
    lines = [
        index
        for index in scene.outline.texts(header.first, header.end)
        if index not in taken and index not in scene.cards and _is_summary(scene.outline, index)
    ] or [index for index in _phrases(scene, header) if index not in taken]
    return [index for index in lines if scene.outline.blocks[index].run == scene.outline.blocks[lines[0]].run]


def _is_summary(outline: Outline, index: int) -> bool:
    block = outline.blocks[index]
    if block.linked > labels.MOSTLY or labels.heads_box(block.text):
        return False
    return index in outline.sentences or len(block.text) > _SHORTEST


def _phrases(scene: Scene, header: Header) -> list[int]:
    """List the lines between the two printings of the head that may be a summary: one run of them, or none."""
    outline, (first, end) = scene.outline, (header.between.start, header.between.stop)
    lines = set(outline.texts(first, end)) - scene.cards - outline.labels - crumb_lines(scene, first, end)
    phrases = [index for index in sorted(lines) if _is_phrase(outline.blocks[index])]
    return phrases if len({outline.blocks[index].run for index in phrases}) == 1 else []


def _is_phrase(block: Block) -> bool:
    """Tell several words from a link, a name with or without a role or the word before it, a time, a labelled value."""
    is_long = len(CHINESE.findall(block.text)) >= _FEWEST_CHARACTERS
    if block.linked > labels.MOSTLY or (len(block.text.split()) < _FEWEST_WORDS and not is_long):
        return False
    is_named = words.is_name(block.text) or is_credit(block.text) or words.tells_role(block.text)
    is_labelled = labels.heads_box(block.text.partition(":")[0])
    return not ((is_named and not is_long) or is_labelled or bare(block.text) != block.text or is_time(block.text))
