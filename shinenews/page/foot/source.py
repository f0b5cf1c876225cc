"""The line that ends an article, `Source: … Editor: …`, and where the body ends."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice

from shinenews.normalise import text
from shinenews.page import words
from shinenews.page.boxes import labels
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Outline

_FIELDS = {
    "source": "source",
    "来源": "source",
    "稿源": "source",
    "editor": "editor",
    "编辑": "editor",
    "责编": "editor",
}
_WORD = rf"(?:责任|文章|稿件|信息)?({'|'.join(_FIELDS)})s?"
_LABEL = re.compile(rf"(?<![A-Za-z]){_WORD}\s*[:：]\s*", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"{_WORD}\s*[:：]?", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"\s(?=(?:[A-Z][a-z]+(?: by)?|[\u4e00-\u9fff]{2,4})\s*[:：])")
_RULERS = " |/·•,;-–—>»›:\u00a0\u2003"
_RULER = re.compile(r"\s*[|·•]\s*")
_MOST_LINES = 40
"""How many source lines, or headings of boxes, are looked at on a page that is full of them."""
_LONGEST_LINE, _LONGEST_NAME, _SHORTEST_PROSE = 200, 60, 30


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The blocks from `first` to `end` (exclusive), and the two names in them."""

    first: int
    end: int
    source: str | None
    editor: str | None


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
    return block.linked < labels.MOSTLY and outline.tag(index) != "button" and labels.ends_article(block.text)


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


def source_lines(outline: Outline, start: int, end: int) -> Iterator[SourceLine]:
    """Yield what reads `Source: … Editor: …`, whole or half, in one line or in neighbouring ones."""
    index = start
    while index < end:
        names, below = _names_at(outline, index)
        if names:
            more, after = _names_at(outline, below)
            if more and not names.keys() & more.keys():
                names, below = names | more, after
            yield SourceLine(index, below, names.get("source"), names.get("editor"))
        index = max(below, index + 1)


def part_labels(line: str) -> tuple[str, dict[str, str]]:
    """Part a line of the head into what it says without a label, and the names behind labels.

    >>> part_labels("Zhu Ying | Editor: Fu Rong"), part_labels("Source: Xinhua")
    (('Zhu Ying', {'editor': 'Fu Rong'}), ('', {'source': 'Xinhua'}))
    >>> part_labels("来源：解放日报 作者：王海燕 责任编辑：周楠")
    ('作者：王海燕', {'source': '解放日报', 'editor': '周楠'})
    """
    if not _LABEL.search(line):
        return line, {}
    rest: list[str] = []
    named: dict[str, str] = {}
    for part in _RULER.split(line):
        before, *labelled = _LABEL.split(part)
        rest.append(before.strip(_RULERS))
        for label, said in zip(labelled[::2], labelled[1::2], strict=True):
            name, *others = _OTHER_LABEL.split(said)
            rest.extend(other.strip(_RULERS) for other in others)
            if name.strip(_RULERS):
                named[_FIELDS[label.lower()]] = name.strip(_RULERS)
    if all(map(_is_printed_name, named.values())) and not any(map(words.is_sentence, rest)):
        return ", ".join(filter(None, rest)), named
    return line, {}


def _names_at(outline: Outline, index: int) -> tuple[dict[str, str | None], int]:
    """Read the labels and names in one line, and where they end; a label alone has its name in the next."""
    if not outline.texts(index, index + 1) or len(outline.blocks[index].text) > _LONGEST_LINE:
        return {}, index
    block = outline.blocks[index]
    alone = _LABEL_ALONE.fullmatch(block.text)
    if alone:
        below = next((outline.blocks[each].text for each in outline.texts(index + 1, index + 2)), None)
        if (
            below is not None
            and not _LABEL.match(below)
            and not _LABEL_ALONE.fullmatch(below)
            and _is_printed_name(below)
        ):
            return {_FIELDS[alone[1].lower()]: below}, index + 2
        return ({_FIELDS[alone[1].lower()]: None}, index + 1) if block.text[-1] in ":：" else ({}, index)
    if not _LABEL.match(block.text):
        return {}, index
    parts = _LABEL.split(" \u2003 ".join(block.pieces))[1:]
    names = {
        _FIELDS[label.lower()]: text.clean(_OTHER_LABEL.split(name)[0].strip(_RULERS))
        for label, name in zip(parts[::2], parts[1::2], strict=True)
    }
    is_prose = any(map(words.is_sentence, parts[1::2]))
    if not is_prose and all(name is None or _is_printed_name(name) for name in names.values()):
        return names, index + 1
    return {}, index


def _is_printed_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and not words.is_sentence(name) and not name[0].islower()
