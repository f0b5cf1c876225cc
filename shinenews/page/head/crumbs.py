"""The crumb: the names of the sections an article stands in, printed above its headline."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

from shinenews.page.scene import Scene
from shinenews.page.sight.addresses import absolute
from shinenews.page.sight.outline import Outline
from shinenews.site import Address

_RULERS = " |/·•,;-–—>»›:\u00a0"
_SEPARATORS = re.compile(r"\s*[/>»›|·→\\:：]\s*")
_NO_SECTIONS = frozenset(
    ["home", "shine", "you are here", "current location", "text", "article", "首页", "当前位置", "您的位置", "正文"]
)
"""What crumbs begin and end with."""

_FARTHEST = 40
_LONGEST = 100
_MOST_PARTS, _MOST_LINES, _FEWEST_LINKED = 3, 12, 2


def read_crumb(scene: Scene, first: int, end: int) -> list[str]:
    """Read the sections' names in or above the head, nearest first: those that the address confirms.

    They stand in one line with rulers between them, or in neighbouring lines of a small box; of a menu, where many
    stand together, none is the crumb. In another language, their links tell the same. The last name may stand alone.
    """
    if scene.own is None:
        return []
    paths = _paths(scene.own)
    for parts, lines in _candidates(scene.outline, end):
        suffixes = (parts[-count:] for count in range(1, len(parts) + 1))
        named = next((suffix for suffix in suffixes if _slug("/".join(suffix)) in paths), ())
        if named or _links_down(scene, lines, parts) or _stands_alone(scene, lines, parts, first):
            return list(named or parts)
    return []


def _links_down(scene: Scene, lines: list[int], parts: tuple[str, ...]) -> bool:
    """Tell names, each of which links to a section within that of the one before, down to the article's own."""
    if scene.own is None or len(parts) < _FEWEST_LINKED:
        return False
    paths = _linked(scene, lines)
    if len(paths) != len(parts):
        return False
    above = all(inner.startswith(f"{outer}/") for outer, inner in pairwise(paths))
    return above and paths[-1] == scene.own.directory


def _stands_alone(scene: Scene, lines: list[int], parts: tuple[str, ...], first: int) -> bool:
    """Tell the name of the article's own section, with a link there, right above the head and no menu's."""
    if scene.own is None or len(lines) != 1 or len(parts) != 1:
        return False
    if _slug(parts[0]) != _slug(scene.own.directory.rpartition("/")[2]):
        return False
    *before, above = scene.outline.texts(first - _FARTHEST, first)[-2:] or [-1]
    if lines[0] != above or _linked(scene, lines) != [scene.own.directory]:
        return False
    return not any(scene.outline.shape(index) == scene.outline.shape(above) for index in before)


def _linked(scene: Scene, lines: list[int]) -> list[str]:
    """List the paths that lines link to, but for the site's home; none when the last is not the article's section."""
    links = [link for index in lines for link in scene.outline.blocks[index].links]
    if scene.own is None or not links or scene.own.directory not in links[-1]:
        return []
    paths = (urlsplit(whole).path.strip("/") for link in links if (whole := absolute(link, scene.base)))
    return list(filter(None, paths))


def is_crumb(line: str, own: Address) -> bool:
    """Tell a line that names sections of the article's address, one or all.

    >>> is_crumb("Art & Culture", Address("2501094480", "feature/art-culture"))
    True
    """
    names = _parts((line,))
    slugs = {_slug(part) for part in own.directory.split("/")}
    return bool(names) and all(_slug(name) in slugs for name in names)


def crumb_lines(scene: Scene, first: int, end: int) -> frozenset[int]:
    """Find the lines from one block up to another that name sections of the article's address."""
    if scene.own is None:
        return frozenset()
    blocks = scene.outline.blocks
    short = (index for index in scene.outline.texts(first, end) if len(blocks[index].text) <= _LONGEST)
    return frozenset(index for index in short if is_crumb(blocks[index].text, scene.own))


def _candidates(outline: Outline, before: int) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """Yield the names in each line and in each small box above a block, and the lines they stand in."""
    for index in reversed(outline.texts(before - _FARTHEST, before)):
        block = outline.blocks[index]
        if len(block.text) > _LONGEST:
            continue
        box = block.node
        while outline.tags[box] == "li":
            box = outline.parents[box]
        first, end = outline.spans[box]
        together = outline.inside(box) if end - first <= _MOST_LINES else []
        for lines in ([index] if outline.tag(index) != "li" else [], together):
            parts = _parts(tuple(piece for line in lines for piece in outline.blocks[line].pieces))
            if len(parts) <= _MOST_PARTS:
                yield parts, lines


@lru_cache(maxsize=1024)
def _parts(pieces: tuple[str, ...]) -> tuple[str, ...]:
    parts = (part.strip(_RULERS) for piece in pieces for part in _SEPARATORS.split(piece))
    return tuple(part for part in parts if part and part.lower() not in _NO_SECTIONS)


@lru_cache(maxsize=1024)
def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9/]|\band\b", "", name.lower())


def _paths(own: Address) -> set[str]:
    return {_slug(own.directory), _slug(own.section)}
