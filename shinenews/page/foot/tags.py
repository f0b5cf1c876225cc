"""The tags below an article."""

import re
from itertools import dropwhile, takewhile
from urllib.parse import urlsplit

from shinenews.page.scene import Scene
from shinenews.page.sight.addresses import absolute
from shinenews.page.sight.elements import HEADINGS
from shinenews.page.sight.outline import Block, Outline
from shinenews.page.wording import labels, words

_LONGEST = 50
_SHORTEST_MENU = 3
_NUMBERS = re.compile(r"^\d+$|\d:\d\d")
_TAG_ADDRESS = re.compile(r"/(?:tags?|topics?|keywords?|labels?)/+[^/]", re.IGNORECASE)
_COLON, _COMMA = re.compile("[:：]"), re.compile("[,，、]")
_RULERS = " ,;|/·#、，"


def read_tags(scene: Scene, start: int, end: int, above: int) -> list[str]:
    """List the tags that stand right below the article: short, alike, one to a line or link, before anything else.

    A menu is none, nor is one that stands above the block `above`, where the article begins, and here again.
    """
    lines = list(takewhile(lambda index: scene.outline.blocks[index].kind in {"text", "control"}, range(start, end)))
    run = _run(scene, [index for index in lines if scene.outline.blocks[index].kind == "text"])
    if not run or _is_menu(scene, run, above) or _goes_on(scene.outline, run[-1], end):
        return []
    return list(dict.fromkeys(name for index in run for name in _names(scene.outline.blocks[index])))


def read_marked_tags(scene: Scene, start: int, end: int, home: int) -> list[str]:
    """List the tags, within an element, that are marked as such: other boxes may go before.

    It is a label in one line with them that marks them; failing that, links that all lead to pages of tags.
    """
    outline = scene.outline
    lines = [
        index
        for index in outline.texts(max(start, outline.spans[home][0]), min(end, outline.spans[home][1]))
        if _is_place(outline, index)
    ]
    for index in lines:
        names = _names(outline.blocks[index])
        if labels.labels_tags(_COLON.split(outline.blocks[index].text)[0]) and names and all(map(_is_tag, names)):
            return list(dict.fromkeys(names))
    linked = dropwhile(lambda index: not _leads_to_tags(scene, index), lines)
    run = _run(scene, list(takewhile(lambda index: _leads_to_tags(scene, index), linked)))
    if not run or _is_below_heading(outline, run[0], home) or _goes_on_as_menu(outline, run):
        return []
    return list(dict.fromkeys(name for index in run for name in _names(outline.blocks[index])))


def _leads_to_tags(scene: Scene, index: int) -> bool:
    """Tell a line that as a whole is links to the pages of tags, as their addresses say."""
    return index not in scene.cards and _links_tags(scene.outline.blocks[index])


def _links_tags(block: Block) -> bool:
    return block.linked > labels.MOSTLY and all(map(_TAG_ADDRESS.search, block.links))


def _goes_on_as_menu(outline: Outline, run: list[int]) -> bool:
    """Tell whether links of the same looks stand next to tags and lead elsewhere: all of them are a menu."""
    beside = [*outline.texts(0, run[0])[-1:], *outline.texts(run[-1] + 1, len(outline.blocks))[:1]]
    looks = outline.shape(run[0])
    return any(outline.blocks[index].links and outline.shape(index) == looks for index in beside)


def _is_below_heading(outline: Outline, first: int, home: int) -> bool:
    """Tell tags that stand in a box below its heading: they are the site's, such as the popular ones."""
    above = next(reversed(outline.texts(0, first)), None)
    if above is None or above not in outline.labels:
        return False
    box = max(outline.parents[outline.blocks[above].node], 0)
    return box > home and outline.holds(box, first)


def _run(scene: Scene, lines: list[int]) -> list[int]:
    """List the lines that are tags, from the first on: their label goes before them, and all are of one kind.

    What leads to a tag's page is one, whatever its name.
    """
    outline = scene.outline
    run: list[int] = []
    for index in lines:
        block = outline.blocks[index]
        if labels.labels_tags(block.text) and not run:
            continue
        names = _names(block)
        is_linked = _links_tags(block) and max(map(len, names), default=0) <= _LONGEST
        is_tags = names and (is_linked or (index not in scene.cards and all(map(_is_tag, names))))
        is_alike = not run or outline.kind(index) == outline.kind(run[0])
        if not (is_tags and is_alike and _is_place(outline, index)):
            break
        run.append(index)
    return run


def _names(block: Block) -> list[str]:
    """Part a line into its tags: one to an inline element, or by commas after their label.

    A link is one tag, with all the commas in it.
    """
    pieces = list(block.pieces)
    label, *rest = _COLON.split(pieces[0], maxsplit=1) if pieces else [""]
    if rest and labels.labels_tags(label):
        pieces = [*_COMMA.split(rest[0]), *(pieces[1:] if block.links else _COMMA.split(",".join(pieces[1:])))]
    names = [piece.strip(_RULERS) for piece in pieces]
    return [name for name in names if name and not labels.labels_tags(name)]


def _is_tag(name: str) -> bool:
    furniture = words.is_sentence(name) or labels.heads_box(name) or labels.ends_article(name)
    return len(name) <= _LONGEST and not furniture and not _NUMBERS.search(name)


def _is_place(outline: Outline, index: int) -> bool:
    return outline.tag(index) not in HEADINGS


def _goes_on(outline: Outline, last: int, end: int) -> bool:
    """Tell whether prose follows in the element around the last tag: then it was a name above a comment."""
    below = next(iter(outline.texts(last + 1, min(last + 2, end))), None)
    home = max(outline.parents[outline.blocks[last].node], 0)
    if below is None or not outline.holds(home, below):
        return False
    return below in outline.sentences and not labels.ends_article(outline.blocks[below].text)


def _is_menu(scene: Scene, run: list[int], above: int) -> bool:
    """Tell a menu: it leads to the article's own section, or all of it stands above the article, link by link.

    A tag may have the name of a section, and so may a few of them.
    """
    if any(_leads_home(scene, index) for index in run):
        return True
    printed = {(block.text, block.links) for block in scene.outline.blocks[:above]}
    again = [(block.text, block.links) in printed for block in (scene.outline.blocks[index] for index in run)]
    return len(run) >= _SHORTEST_MENU and all(again)


def _leads_home(scene: Scene, index: int) -> bool:
    """Tell a line with a link to the article's own section, or to one around it."""
    if scene.own is None:
        return False
    links = (absolute(address, scene.base) for address in scene.outline.blocks[index].links)
    paths = {urlsplit(link).path.strip("/") for link in links if link}
    return any(path and f"{scene.own.directory}/".startswith(f"{path}/") for path in paths)
