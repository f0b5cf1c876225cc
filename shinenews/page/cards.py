"""The cards on a page: small boxes that lead to other articles."""

from itertools import accumulate

from shinenews.page import labels, words
from shinenews.page.outline import Outline
from shinenews.site import Address, article_address

_FEWEST_SENTENCES = _FEWEST_LINKS = 2
_MOST_LINES, _MOST_LETTERS = 6, 400
"""A card holds no more than a headline, a sentence, a byline, a time and a count."""


def find_cards(outline: Outline, tops: tuple[int, ...], own: Address | None) -> tuple[set[int], set[int]]:
    """List the blocks of cards: small boxes around a link to another article, or below a label.

    A box with a headline of the page is the article itself, and one of a kind that holds the text elsewhere is a part
    of it. A label heads the smallest box that holds more than it. The smallest box that holds more than a link is
    surely a card; what else is near it may be the article's own.
    """
    found: set[int] = set()
    sure: set[int] = set()
    away = [leads_elsewhere(outline, index, own) for index in range(len(outline.blocks))]
    leading = list(accumulate(away, initial=0))
    of_text = _kinds_of_text(outline, leading) if any(away) else set()
    for index, block in enumerate(outline.blocks):
        is_label = block.kind == "text" and labels.are_labels(block.pieces)
        if index in found or not (is_label or away[index]):
            continue
        found.add(index)
        sure.add(index)
        is_alone = True
        inner = block.node
        for node in outline.lineage(block.node):
            first, end = outline.spans[node]
            if not _is_small(outline, node, tops) or (is_label and not _is_headed_by(outline, node, index)):
                break
            if not is_label and (outline.kinds[node] in of_text or _is_text_beside_list(outline, node, inner, leading)):
                break
            inner = node
            found.update(range(first, end))
            if is_alone:
                sure.update(range(first, end))
                is_alone = end - first == 1
            if is_label and not is_alone:
                break
    return found, found - sure


def _kinds_of_text(outline: Outline, leading: list[int]) -> set[int]:
    """Find the kinds of elements that somewhere hold several sentences, under no label and with no link elsewhere."""
    blocks = outline.blocks
    sentences = list(accumulate((words.is_sentence(block.text) for block in blocks), initial=0))
    return {
        kind
        for kind, (first, end) in zip(outline.kinds, outline.spans, strict=True)
        if sentences[end] - sentences[first] >= _FEWEST_SENTENCES
        and leading[end] == leading[first]
        and not labels.are_labels(blocks[first].pieces)
    }


def _is_text_beside_list(outline: Outline, node: int, inner: int, leading: list[int]) -> bool:
    """Tell whether an element has prose beside a list of links: a card tells of one article, so the prose is none's."""
    first, end = outline.spans[inner]
    if leading[end] - leading[first] < _FEWEST_LINKS:
        return False
    beside = (outline.blocks[index] for index in outline.inside(node) if not first <= index < end)
    return any(words.is_sentence(block.text) and block.linked < labels.MOSTLY for block in beside)


def _is_headed_by(outline: Outline, node: int, index: int) -> bool:
    """Tell a box that begins with a label; one with a time in it is the head of an article."""
    lines = outline.inside(node)
    return lines[0] == index and "UTC" not in outline.words(lines)


def _is_small(outline: Outline, node: int, tops: tuple[int, ...]) -> bool:
    first, end = outline.spans[node]
    if end - first > 2 * _MOST_LINES or any(first <= top < end for top in tops):
        return False
    lines = [outline.blocks[index] for index in outline.inside(node)]
    sentences = sum(words.is_sentence(line.text) and line.linked < labels.MOSTLY for line in lines)
    return len(lines) <= _MOST_LINES and sentences <= 1 and sum(len(line.text) for line in lines) <= _MOST_LETTERS


def leads_elsewhere(outline: Outline, index: int, own: Address | None) -> bool:
    """Tell a line or picture that as a whole is a link to another article."""
    block = outline.blocks[index]
    if block.kind == "text" and block.linked < labels.MOSTLY:
        return False
    targets = [article_address(link) for link in block.links]
    return any(target is not None and (own is None or target.id != own.id) for target in targets)
