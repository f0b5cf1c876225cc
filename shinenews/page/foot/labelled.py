"""The names of source and editor behind their labels, in lines of the head and the foot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shinenews.normalise import text
from shinenews.normalise.names import agency
from shinenews.page.sight.outline import Block, Outline
from shinenews.page.wording import words

_FIELDS = {
    "source": "source",
    "来源": "source",
    "稿源": "source",
    "editor": "editor",
    "edited by": "editor",
    "编辑": "editor",
    "责编": "editor",
}
_WORD = (
    r"(?:责任|文章|稿件|信息|(?:web|copy|duty|chief|managing|executive|responsible) )?"
    rf"({'|'.join(_FIELDS)})s?"
)
_LABEL = re.compile(rf"(?<![A-Za-z]){_WORD}(?:\s*[:：]|(?<=edited by)(?=\s))\s*", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"{_WORD}\s*[:：]?", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"\s(?=(?:[A-Z][a-z]+(?: by)?|[\u4e00-\u9fff]{2,4})\s*[:：])")
_RULERS = " |/·•,;-–—>»›:\u00a0\u2003"
_BRACKETS = "()（）[]【】"
_HOUSE = re.compile(r"[a-z]{1,3}[A-Z]|(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?$")
"""What begins without a capital and is a name all the same: a brand's, a website's."""

_RULER = re.compile(r"\s*[|·•]\s*")
_LONGEST_LINE, _LONGEST_NAME = 200, 60


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The blocks from `first` to `end` (exclusive), and the two names in them."""

    first: int
    end: int
    source: str | None
    editor: str | None


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
    >>> part_labels("Source: www.gov.cn Web editor: de la Cruz")
    ('', {'source': 'www.gov.cn', 'editor': 'de la Cruz'})
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
    block = outline.blocks[index] if index < len(outline.blocks) else None
    if block is None or block.kind != "text" or len(block.text) > _LONGEST_LINE:
        return {}, index
    if alone := _LABEL_ALONE.fullmatch(block.text):
        return _name_below(outline, index, _FIELDS[alone[1].lower()])
    if not _LABEL.match(block.text.lstrip(_BRACKETS)):
        return {}, index
    names = _names_in(block)
    return names, index + 1 if names else index


def _name_below(outline: Outline, index: int, field: str) -> tuple[dict[str, str | None], int]:
    below = next((outline.blocks[each].text for each in outline.texts(index + 1, index + 2)), None)
    is_label = below is None or _LABEL.match(below) or _LABEL_ALONE.fullmatch(below)
    if below is not None and not is_label and _is_printed_name(below):
        return {field: below}, index + 2
    return ({field: None}, index + 1) if outline.blocks[index].text[-1] in ":：" else ({}, index)


def _names_in(block: Block) -> dict[str, str | None]:
    """Read a line that begins with a label; in brackets, an editor must be in it: a source alone may be a picture's."""
    is_bracketed = block.text[0] in _BRACKETS
    rulers = _RULERS + _BRACKETS if is_bracketed else _RULERS
    parts = _LABEL.split(" \u2003 ".join(block.pieces))[1:]
    names = {
        _FIELDS[label.lower()]: text.clean(_OTHER_LABEL.split(name)[0].strip(rulers))
        for label, name in zip(parts[::2], parts[1::2], strict=True)
    }
    is_prose = any(map(words.is_sentence, parts[1::2]))
    if is_prose or (is_bracketed and not names.get("editor")):
        return {}
    return names if all(name is None or _is_printed_name(name) for name in names.values()) else {}


def labels_name(line: str) -> bool:
    """Tell the label of a source or an editor that stands alone.

    >>> labels_name("Editor"), labels_name("Edited by:"), labels_name("Editor: Fu Rong")
    (True, True, False)
    """
    return len(line) < _LONGEST_NAME and _LABEL_ALONE.fullmatch(line) is not None


def _is_printed_name(name: str) -> bool:
    if len(name) > _LONGEST_NAME or words.is_sentence(name):
        return False
    return not name[0].islower() or bool(_HOUSE.match(name) or agency(name) or words.is_name(name))
