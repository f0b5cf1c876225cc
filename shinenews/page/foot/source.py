"""The line that ends an article, `Source: … Editor: …`, and where the body ends."""

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from itertools import islice

from shinenews.page.foot.labelled import SourceLine, source_lines
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Outline
from shinenews.page.wording import labels, words
from shinenews.page.wording.credits import is_credit

_MOST_LINES = 40
"""How many source lines, or headings of boxes, are looked at on a page that is full of them."""
_SHORTEST_PROSE = 30


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the body ends (exclusive), and the source line; that may stand elsewhere, or be missing.

    At `limit` begins what never is the article's.
    """

    end: int
    limit: int
    line: SourceLine | None = None

    @property
    def is_line(self) -> bool:
        """Whether the source line is what ends the body."""
        return self.line is not None and self.line.first == self.end


def find_end(scene: Scene, start: int) -> Ending:
    """Find the end of the body that starts at a block.

    It is the first source line after which the prose does not go on as before; failing that, the first heading of
    such as follow articles. What stands below readers' comments is the readers'.
    """
    outline = scene.outline
    prose = [
        index
        for index in outline.texts(start, len(outline.blocks))
        if index not in scene.cards
        and outline.blocks[index].linked < labels.MOSTLY
        and len(outline.blocks[index].text) > _SHORTEST_PROSE
        and index in outline.sentences
    ]
    limit = _find_limit(outline, prose, min(prose, default=start))
    prose = [index for index in prose if index < limit]
    lines = list(islice(source_lines(outline, start, limit), _MOST_LINES))
    for line in lines:
        if not _goes_on(outline, prose, line.first, limit, alone=False):
            return Ending(line.first, limit, line)
    heads = [index for index in outline.texts(start, limit) if labels.heads_box(outline.blocks[index].text)]
    end = next(
        (index for index in heads[:_MOST_LINES] if not _goes_on(outline, prose, index, limit, alone=True)), limit
    )
    above = [line for line in lines if not any(index < line.first for index in prose)]
    return Ending(end, limit, next(iter(above), None))


def _find_limit(outline: Outline, prose: list[int], start: int) -> int:
    """Find where the site's foot begins, or what its readers say.

    A sentence that may be of either is the article's among paragraphs of its looks, above the source line.
    """
    doubtful: dict[int, None] = {}
    limit = len(outline.blocks)
    for index in outline.texts(start, limit):
        if _is_limit(outline, index):
            if not labels.may_be_prose(outline.blocks[index].text):
                limit = index
                break
            doubtful[index] = None
    if not doubtful:
        return limit
    told = [index for index in prose if index < limit and index not in doubtful]
    line = next(source_lines(outline, start, limit), None)
    last = line.first if line is not None else max(told, default=start)
    places = {_place(outline, index) for index in told if index <= last} or {
        _place(outline, index) for index in doubtful
    }
    return next((index for index in doubtful if index > last or _place(outline, index) not in places), limit)


def _place(outline: Outline, index: int) -> tuple[int, int]:
    """Tell the looks of a line and the element that it shares with its neighbours."""
    return outline.kind(index), outline.parents[outline.blocks[index].node]


def _is_limit(outline: Outline, index: int) -> bool:
    """Tell the heading of what never is the article's; a button or link of that name is none."""
    block = outline.blocks[index]
    is_end = block.linked < labels.MOSTLY and outline.tag(index) != "button" and labels.ends_article(block.text)
    return is_end and not _is_of_picture(outline, index)


def _is_of_picture(outline: Outline, index: int) -> bool:
    """Tell a picture's copyright from the site's: in a figure, or right below the picture and above prose."""
    block = outline.blocks[index]
    if not is_credit(block.text):
        return False
    if outline.is_in_figure(block.node):
        return True
    above = any(each.kind == "image" for each in outline.blocks[max(index - 2, 0) : index])
    return above and not outline.sentences.isdisjoint(range(index + 1, index + 3))


def _goes_on(outline: Outline, prose: list[int], at: int, limit: int, *, alone: bool) -> bool:
    """Tell whether the article goes on after a block: prose of the kind before it follows, in the same element.

    It also does when most of the prose is still to come: what stood before was a summary. `alone` tells whether a
    single paragraph before is enough to know the kind by; then a short sentence or a fact beside it will do.
    """
    before = [index for index in prose if index < at]
    after = [index for index in prose if index > at]
    if sum(len(outline.blocks[index].text) for index in after) > 2 * sum(
        len(outline.blocks[index].text) for index in before
    ):
        return True
    if alone:
        beside = {_place(outline, index) for index in before}
        return any(outline.kind(index) in {kind for kind, _ in beside} for index in after) or any(
            _place(outline, index) in beside
            and outline.blocks[index].linked < labels.MOSTLY
            and _is_told(outline.blocks[index].text)
            for index in outline.texts(at + 1, limit)
        )
    homes = _homes(outline, before)
    return any(outline.holds(home, index) for index in after for home in homes.get(outline.kind(index), ()))


def _is_told(text: str) -> bool:
    return words.is_sentence(text) or labels.tells_fact(text)


def _homes(outline: Outline, prose: list[int]) -> dict[int, set[int]]:
    """Find, for each kind of prose, the elements it stands in.

    Where paragraphs share elements, it is those; else the lowest element around them all.
    """
    nodes: dict[int, list[int]] = {}
    for index in prose:
        nodes.setdefault(outline.kind(index), []).append(outline.blocks[index].node)
    homes = {}
    for kind, of_kind in nodes.items():
        parents = Counter(max(outline.parents[node], 0) for node in of_kind)
        around = reduce(outline.common, of_kind) if len(of_kind) > 1 else next(iter(parents))
        homes[kind] = {parent for parent, count in parents.items() if count > 1} or {around}
    return homes
