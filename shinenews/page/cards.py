"""The cards on a page: small boxes that lead to other articles."""

from shinenews.page.sight.outline import Outline
from shinenews.page.wording import labels
from shinenews.site import Address, article_address

_FEWEST_SENTENCES = _FEWEST_LINKS = 2
_MOST_LINES, _MOST_LETTERS = 6, 400
"""A card holds no more than a headline, a sentence, a byline, a time and a count."""


def find_cards(outline: Outline, tops: tuple[int, ...], own: Address | None) -> tuple[set[int], set[int]]:
    """List the blocks of cards: small boxes around a link to another article, or below a label.

    A box with a headline of the page is the article itself, and one of a kind that holds the text elsewhere is a part
    of it. A label heads the smallest box that holds more than it, a row of buttons none. The smallest box that holds
    more than a link is surely a card; what else is near it may be the article's own, as a wider box that ends at the
    source line is.
    """
    found: set[int] = set()
    sure: set[int] = set()
    away = {index for index, block in enumerate(outline.blocks) if block.links and leads_elsewhere(outline, index, own)}
    leading = outline.tally(away)
    of_text = _kinds_of_text(outline, leading) if away else set()
    for index in sorted(outline.labels | away):
        if index in found:
            continue
        found.add(index)
        sure.add(index)
        is_label, is_alone = index in outline.labels, True
        inner = outline.blocks[index].node
        for node in outline.lineage(inner):
            first, end = outline.spans[node]
            if not _is_small(outline, node, tops) or (is_label and not _is_headed_by(outline, node, index)):
                break
            if not is_label and (outline.kinds[node] in of_text or _is_text_beside_list(outline, node, inner, leading)):
                break
            if not is_alone and labels.names_source(outline.blocks[end].text if end < len(outline.blocks) else ""):
                break
            inner = node
            found.update(range(first, end))
            if is_alone:
                sure.update(range(first, end))
                is_alone = end - first == 1
            if is_label and (not is_alone or _is_row(outline, index)):
                break
    return found, found - sure


def _kinds_of_text(outline: Outline, leading: list[int]) -> set[int]:
    """Find the kinds of elements that somewhere hold several sentences, under no label and with no link elsewhere."""
    told = outline.tally(outline.sentences)
    return {
        kind
        for kind, (first, end) in zip(outline.kinds, outline.spans, strict=True)
        if told[end] - told[first] >= _FEWEST_SENTENCES
        and leading[end] == leading[first]
        and first not in outline.labels
    }


def _is_text_beside_list(outline: Outline, node: int, inner: int, leading: list[int]) -> bool:
    """Tell whether an element has prose beside a list of links: a card tells of one article, so the prose is none's."""
    first, end = outline.spans[inner]
    if leading[end] - leading[first] < _FEWEST_LINKS:
        return False
    beside = (index for index in outline.inside(node) if not first <= index < end)
    return any(_is_prose(outline, index) for index in beside)


def _is_row(outline: Outline, index: int) -> bool:
    """Tell buttons side by side, which head nothing, from a heading."""
    pieces = outline.blocks[index].pieces
    return len(pieces) > 1 and all(map(labels.heads_box, pieces))


def _is_headed_by(outline: Outline, node: int, index: int) -> bool:
    """Tell a box that begins with a label; one with a time in it is the head of an article."""
    lines = outline.inside(node)
    return lines[0] == index and "UTC" not in outline.words(lines)


def _is_small(outline: Outline, node: int, tops: tuple[int, ...]) -> bool:
    first, end = outline.spans[node]
    if end - first > 2 * _MOST_LINES or any(first <= top < end for top in tops):
        return False
    lines = outline.inside(node)
    if len(lines) > _MOST_LINES or sum(_is_prose(outline, index) for index in lines) > 1:
        return False
    return sum(len(outline.blocks[index].text) for index in lines) <= _MOST_LETTERS


def _is_prose(outline: Outline, index: int) -> bool:
    return index in outline.sentences and outline.blocks[index].linked < labels.MOSTLY


def leads_elsewhere(outline: Outline, index: int, own: Address | None) -> bool:
    """Tell a line or picture that as a whole is a link to another article."""
    block = outline.blocks[index]
    if block.kind == "text" and block.linked < labels.MOSTLY:
        return False
    targets = filter(None, map(article_address, block.links))
    return any(own is None or target.id != own.id for target in targets)
