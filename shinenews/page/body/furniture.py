"""The adverts, boxes and buttons between the paragraphs of an article."""

from itertools import islice

from shinenews.page.body.body import Body
from shinenews.page.sight.elements import BESIDE
from shinenews.page.sight.outline import Outline
from shinenews.page.wording import controls, labels


def find_furniture(body: Body) -> frozenset[int]:
    """Find the blocks of furniture: told by what stands in the box around them, or by their own words."""
    outline, main = body.outline, set(body.main)
    before = outline.tally(main)
    sections = {
        outline.kinds[node]
        for index in body.main
        for node in body.within(body.core, index)
        if outline.tags[node] == "section"
    }
    pictures = outline.tally(body.shown)
    judged: dict[int, bool] = {}
    found = set()
    for index in range(body.start, body.end):
        box = None if index in main else _box(body, index, before, sections)
        if box is not None and box not in judged:
            judged[box] = _is_furniture(body, box)
        is_card = index in body.scene.cards and index not in main
        is_told = _is_label(body, index) if box is None else judged[box] or _is_sliders(outline, index, box, pictures)
        if is_card or is_told:
            found.add(index)
    return frozenset(found)


def _box(body: Body, index: int, before: list[int], sections: set[int]) -> int | None:
    """Find the largest element around a block, in the container or beside it, that has no paragraph in it, if any.

    A section is of the text, also where it holds a picture only; so is, where there is no text, what holds all below
    the head.
    """
    box = None
    for node in body.within(body.container, index):
        first, end = body.outline.spans[node]
        is_all = first < body.start or (first == body.start and end >= body.end)
        is_of_text = before[end] > before[first] if body.main else is_all
        if is_of_text or body.outline.kinds[node] in sections:
            break
        box = node
    return box


def _is_label(body: Body, index: int) -> bool:
    block = body.outline.blocks[index]
    if block.kind != "text":
        return block.kind == "control"
    return body.is_links(index) or index in body.outline.labels


def _is_furniture(body: Body, box: int) -> bool:
    """Judge a box by what it holds: a control, a card, an element for what is beside the text, a label, mere links."""
    outline = body.outline
    span = range(*outline.spans[box])
    if any(outline.blocks[index].kind == "control" or index in body.scene.cards for index in span):
        return True
    is_album = not body.shown.isdisjoint(span)
    around = (node for index in span for node in body.within(body.container, index))
    if any(_is_beside(body, node, is_album=is_album) for node in around):
        return True
    lines = outline.inside(box)
    linked = [index for index in lines if outline.blocks[index].linked > labels.MOSTLY and not body.leads_abroad(index)]
    worded = (index for index in lines if any(map(str.isalnum, outline.blocks[index].text)))
    if not outline.labels.isdisjoint((*islice(worded, 1), *linked)):
        return True
    return bool(linked) and 2 * len(outline.words(linked)) > len(outline.words(lines))


def _is_beside(body: Body, node: int, *, is_album: bool) -> bool:
    """Tell elements for what is beside the text.

    An `aside` of mere sentences is a quotation, and a quotation's `footer` names the speaker; a button of an album's,
    which has pictures, opens or turns these.
    """
    outline, tag = body.outline, body.outline.tags[node]
    if tag == "button" and is_album:
        is_in_figure = outline.is_in_figure(node)
        return not is_in_figure and not all(_turns_slides(outline, index) for index in outline.inside(node))
    if tag == "footer" and any(outline.tags[each] == "blockquote" for each in outline.lineage(node)):
        return False
    if tag != "aside":
        return tag in BESIDE
    span = range(*outline.spans[node])
    return not all(index in outline.sentences and not outline.blocks[index].linked for index in span)


def _is_sliders(outline: Outline, index: int, box: int, pictures: list[int]) -> bool:
    """Tell what turns the pictures that stand in the same box."""
    first, end = outline.spans[box]
    return pictures[end] > pictures[first] and _turns_slides(outline, index)


def _turns_slides(outline: Outline, index: int) -> bool:
    """Tell the count of a slider's pictures, and what is on the buttons that turn them."""
    text = outline.blocks[index].text
    return controls.counts_slides(text) or (outline.tag(index) == "button" and controls.turns_slides(text))
