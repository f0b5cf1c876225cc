"""The paragraphs of a body, and the summary above them."""

import re
from functools import reduce

from shinenews.page.body.body import Body

_ASIDE = frozenset({"li", "blockquote", "aside"})
_TYPES = frozenset({"b", "strong", "i", "em", "big", "font"})
_SHORTEST = 20
_MOST_REPEATED = 0.6
_FEWEST_WORDS = 8
_WIDE = 2


def group_paragraphs(body: Body, furniture: frozenset[int], summary: list[int]) -> list[list[int]]:
    """List the lines of each paragraph: those in the container, and those of the main kind anywhere.

    A single line break parts paragraphs only where no element does, and no wider gap.
    """
    main, is_parting = set(body.main), _single_breaks_part(body)
    groups: list[list[int]] = []
    for index in sorted(main.union(body.lines)) if main else []:
        block = body.outline.blocks[index]
        if index in furniture or index in summary or body.outline.tag(index) == "figcaption":
            continue
        if index not in main and not body.outline.holds(body.container, index):
            continue
        above = body.outline.blocks[groups[-1][-1]] if groups else None
        is_run = above is not None and above.run == block.run
        if is_run and (block.breaks == 0 or (block.breaks == 1 and not is_parting)):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _single_breaks_part(body: Body) -> bool:
    """Tell a body that is parted by single line breaks: more of them than elements, and no wider ones."""
    blocks = [body.outline.blocks[index] for index in body.main]
    is_wide = any(block.breaks >= _WIDE for block in blocks)
    return not is_wide and sum(block.breaks == 1 for block in blocks) >= len({block.node for block in blocks})


def find_summary(body: Body, furniture: frozenset[int]) -> list[int]:
    """Find the summary between head and paragraphs: prose before the first one that is not like it.

    It stands outside the paragraphs' container, or looks different. A first paragraph is one when it is set in another
    type, when it stands apart from the others or from all the pictures, or when the next begins all over again.
    """
    for index in sorted(set(body.lines).union(body.main)) if body.main else []:
        text = body.outline.blocks[index].text
        if index in furniture:
            continue
        if index == body.main[0]:
            is_told = index in body.outline.sentences or len(text) > _SHORTEST
            return [index] if is_told and _is_summary(body) else []
        if index in body.outline.sentences and len(text) > _SHORTEST and not _is_headed(body, index):
            tags = {body.outline.tags[node] for node in body.within(body.container, index)}
            is_inside = body.outline.holds(body.container, index)
            return [] if is_inside and tags & _ASIDE else _run(body, index)
    return []


def _run(body: Body, index: int) -> list[int]:
    """List a line and those which only single line breaks part from it."""
    blocks = body.outline.blocks
    lines = [line for line in body.lines if blocks[line].run == blocks[index].run and line > index]
    return [index, *(line for line in lines if blocks[line].breaks < _WIDE)]


def _is_headed(body: Body, index: int) -> bool:
    """Tell prose in a box of its own that begins with something else: a heading, as no summary has."""
    outline = body.outline
    parent = max(outline.parents[outline.blocks[index].node], 0)
    is_own = outline.spans[parent][0] >= body.start and not outline.holds(parent, body.main[0])
    return is_own and outline.inside(parent)[0] != index


def _is_summary(body: Body) -> bool:
    return any(tell(body) for tell in (_stands_out, _stands_apart, _stands_above_pictures, _begins_again))


def _stands_above_pictures(body: Body) -> bool:
    """Tell whether the only prose stands with the head, above an element for the pictures, but perhaps the first."""
    if len(body.main) > 1 or len(body.shown) <= _WIDE or body.is_signed_twice:
        return False
    outline, node = body.outline, body.outline.blocks[body.main[0]].node
    _, *pictures = sorted(body.shown)
    album = reduce(outline.common, [outline.blocks[index].node for index in pictures])
    around = outline.common(node, album)
    return around not in {album, node} and outline.holds(around, body.start - 1) and body.main[0] < min(body.shown)


def _stands_out(body: Body) -> bool:
    """Tell whether the first line as a whole is set in another type, as none of the others is."""
    shapes = [body.outline.shape(index) for index in body.main]
    return (
        bool(shapes[0].wrap)
        and shapes[0] not in shapes[1:]
        and shapes[0].wrap[0].split(" ")[0] in _TYPES
        and not body.is_signed_twice
    )


def _stands_apart(body: Body) -> bool:
    """Tell whether the first line stands alone in its element, and the next two share another, not in a container."""
    homes = [body.outline.parents[body.outline.blocks[index].node] for index in body.main]
    is_alone = homes[0] not in homes[1:] and homes[1:2] == homes[2:3] != [] and body.outline.tags[homes[0]] != "section"
    is_contained = body.is_below_head(body.outline.common(homes[0], homes[-1]))
    return is_alone and not is_contained and not body.is_signed_twice


def _begins_again(body: Body) -> bool:
    """Tell whether the second line repeats the first; or the page describes itself by it, and has no shape at all."""
    if len(body.main) < _WIDE:
        return False
    outline = body.outline
    first, second = (outline.blocks[index].text for index in body.main[:2])
    if _repeats(second, first):
        return True
    home, above = (outline.parents[outline.blocks[index].node] for index in (body.main[0], max(body.start - 1, 0)))
    return body.scene.description == first and home == above


def _repeats(text: str, summary: str) -> bool:
    """Tell whether a text says again most of what a summary says, as no second paragraph does.

    >>> summary = "Rangers have freed six young deer that were caught in nets beside the river."
    >>> _repeats("Six young deer that were caught in nets beside a river are free, rangers said.", summary)
    True
    >>> _repeats("The deer were found by fishermen, who had not put out the nets.", summary)
    False
    """
    told, again = (set(re.findall(r"\w{4,}", each.casefold())) for each in (summary, text))
    return len(told) >= _FEWEST_WORDS and len(told & again) >= _MOST_REPEATED * len(told)
