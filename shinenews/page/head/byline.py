"""The byline: the names of those who wrote an article, in one line or several."""

import re
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_

from shinenews.normalise import names
from shinenews.normalise.agencies import house
from shinenews.page.foot.labelled import labels_name, part_labels
from shinenews.page.head import crumbs
from shinenews.page.head.moments import is_time
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Block, Outline
from shinenews.page.wording import labels, words

_MOST_LINES = 12
_LONGEST = 200
_TEXT = r"(?:words|text|story|written|reported)(?: (?:and|&) (?:photos?|pictures|images|video|graphics))?"
_SIGNED = rf"(?:by|authors?|reporters?|(?:{_TEXT}|posted|published|compiled|submitted|contributed) by)"
_CHINESE = r"(?:作者|(?:本报)?记者|撰文)\s*[:：]?|文\s*[:：/]"
_BY = re.compile(rf"^(?:{_SIGNED}(?:\s*[:：]|\s|$)|{_TEXT}\s*[:：]|{_CHINESE})\s*", re.IGNORECASE)
_PICTURES = re.compile(r"(?:^|[\s,;|/]+)(?:photos|pictures|images|video)(?: by\b|\s*[:：]).*", re.IGNORECASE)
"""Who took the pictures: in the plural, for a single one may be the credit of a picture above."""

_FOLLOW = re.compile(r"\s+\+?\s?(?:follow(?:ing)?|subscribe|关注)$", re.IGNORECASE)
_LANGUAGES = re.compile(
    r"(?:(?:English|中文|简体|繁體|日本語|한국어|Français|Español|Deutsch|Русский)(?:[\s|/·•,]+|$))+"
)

_BRACKETS = re.compile(r"\s*[(（]([^()（）]{2,40})[)）]")
_TASK = re.compile(rf"{_TEXT}|(?:photos?|pictures|images|video|graphics)(?: by)?", re.IGNORECASE)
_BESIDE = re.compile(
    rf"^(?:[A-Z][\w'’]* ){{1,3}}{names.ROLE}\s+(?=[A-Z])"
    rf"|,\s*(?:[A-Z][\w'’]* ){{0,3}}{names.ROLE}(?: (?:in|at) [A-Z]\w+)?$"
    r"|,? (?:and|with) (?:news |wire |other )?(?:agencies|services|staff)$"
)
"""What is no name beside one: `Xinhua writers`, `Metro editor`, `and agencies`."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What one printing of byline and time says, the names it has by label, and the blocks it takes."""

    blocks: frozenset[int]
    byline: str | None = None
    count: str | None = None
    named: dict[str, str] = field(default_factory=dict)


def byline_from(scene: Scene, index: int, end: int | None = None) -> Signature:
    """Read the byline that begins in a line and ends before a block: its names, each printed once or more."""
    taken: list[int] = []
    for each in scene.outline.texts(index, index + _MOST_LINES if end is None else end):
        if each in scene.cards or not is_name_beside(scene, each, taken):
            break
        taken.append(each)
    return byline_in(scene.outline, taken)


def byline_in(outline: Outline, lines: list[int]) -> Signature:
    """Read several lines as one byline, each name once."""
    parts = [_parted(outline.blocks[index]) for index in lines]
    signed = dict.fromkeys(name for name, _ in parts)
    return Signature(frozenset(lines), ", ".join(signed) or None, named=reduce(or_, (named for _, named in parts), {}))


def is_name_beside(scene: Scene, index: int, taken: list[int]) -> bool:
    """Tell a byline, or one of several: each is printed again right away, or looks as another one does."""
    outline = scene.outline
    name, _ = _parted(outline.blocks[index])
    if index in outline.labels or not is_byline(scene, name):
        return False
    is_again = any(_parted(outline.blocks[each])[0] == name for each in taken)
    return not taken or is_again or outline.shape(index) in {outline.shape(each) for each in taken}


def _parted(block: Block) -> tuple[str, dict[str, str]]:
    """Part a line into its byline and the names behind labels."""
    rest, named = part_labels(block.text)
    return bare(rest if named else apart(block.pieces, rest)), named


def apart(pieces: tuple[str, ...], printed: str) -> str:
    """Print names that stand in elements of their own, without a word between, with commas and each once.

    >>> apart(("By", "Zhu Ying", "Zhu Ying", "Yang Jian"), ""), apart(("Zhu", "Ying"), "Zhu Ying")
    ('Zhu Ying, Yang Jian', 'Zhu Ying')
    """
    pieces = pieces[1:] if pieces and not bare(pieces[0]) else pieces
    said = list(dict.fromkeys(pieces))
    if len(pieces) > 1 and (len(said) == 1 or all(map(_is_whole, said))):
        return ", ".join(said)
    return printed


def _is_whole(name: str) -> bool:
    return (" " in name and words.is_name(name)) or house(name) is not None


def ends_menu(outline: Outline, index: int) -> bool:
    """Tell the last of several lines that are links, as a menu's are."""
    above = outline.blocks[max(0, index - 2) : index + 1]
    return len(above) > 2 and all(block.linked > labels.MOSTLY for block in above)


def is_byline(scene: Scene, line: str) -> bool:
    """Tell names, with or without the word before them, from the headings of boxes and the names of sections.

    A place or a task may stand in brackets after each.
    """
    if (
        len(line) > _LONGEST
        or is_time(line)
        or not (words.is_name(_name_in(bare(line))) or house(line))
        or labels_name(line)
        or labels.heads_box(line)
        or labels.ends_article(line)
        or _LANGUAGES.fullmatch(line)
    ):
        return False
    return scene.own is None or not crumbs.is_crumb(line, scene.own)


@lru_cache(maxsize=256)
def _name_in(line: str) -> str:
    """Leave out what may stand beside the names."""
    without = _BRACKETS.sub(lambda said: "" if words.is_name(said[1]) or _TASK.fullmatch(said[1]) else said[0], line)
    return _BESIDE.sub("", names.CONTACT.sub("", without))


@lru_cache(maxsize=256)
def bare(name: str) -> str:
    """Take off the words before a name, who took the pictures, and the control that follows the author.

    >>> bare("By Zhu Ying"), bare("Words: Zhu Ying, Photos: Dong Jun"), bare("Story Bridge Club"), bare("记者 王海燕")
    ('Zhu Ying', 'Zhu Ying', 'Story Bridge Club', '王海燕')
    """
    return name if len(name) > _LONGEST else _FOLLOW.sub("", _PICTURES.sub("", _BY.sub("", name)))
