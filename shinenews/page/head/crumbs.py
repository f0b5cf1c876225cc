"""The crumb: the names of the sections an article stands in, printed above its headline."""

import re
from collections.abc import Iterator
from functools import lru_cache

from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Outline
from shinenews.site import Address

_RULERS = " |/·•,;-–—>»›:\u00a0"
_SEPARATORS = re.compile(r"\s*(?:[/>»›|·→]|::|\\)\s*")
_FARTHEST = 40
_LONGEST = 100
_MOST_PARTS, _MOST_LINES = 3, 12


def read_crumb(scene: Scene, before: int) -> list[str]:
    """Read the sections' names above the headline, nearest first: those that the address confirms.

    They stand in one line with rulers between them, or in neighbouring lines of a small box; of a menu, where many
    stand together, none is the crumb.
    """
    if scene.own is None:
        return []
    paths = _paths(scene.own)
    for parts in _candidates(scene.outline, before):
        if _slug("/".join(parts)) in paths:
            return list(parts)
    return []


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


def _candidates(outline: Outline, before: int) -> Iterator[tuple[str, ...]]:
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
                yield from (parts[-count:] for count in range(1, len(parts) + 1))


@lru_cache(maxsize=1024)
def _parts(pieces: tuple[str, ...]) -> tuple[str, ...]:
    parts = (part.strip(_RULERS) for piece in pieces for part in _SEPARATORS.split(piece))
    return tuple(part for part in parts if part and part.lower() not in {"home", "shine"})


@lru_cache(maxsize=1024)
def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9/]|\band\b", "", name.lower())


def _paths(own: Address) -> set[str]:
    return {_slug(own.directory), _slug(own.section)}
