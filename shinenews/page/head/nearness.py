"""Which headline and which time line of a page belong together, and are the article's."""

from bisect import bisect

from shinenews.page.head.parting import TimeLine
from shinenews.page.scene import Scene
from shinenews.page.sight.outline import Outline
from shinenews.page.wording import labels

_ABOVE, _NEAR, _FAR = 3, 6, 30
_UPDATED, _ANOTHER_DAY = 10, 100
_FEWEST_TOLD = 2
"""How many sentences of an article at least stand above its readers' comments."""


def article_time(scene: Scene, lines: list[TimeLine]) -> tuple[int | None, TimeLine | None]:
    """Choose the headline and the time line that belong together, which are the article's.

    A card's time is none. The day in the address decides, then nearness: few lines between the two, none of a card,
    and the time below the headline rather than above. A time of another day must stand quite near, and that of an
    update gives way to one that stands beside it.
    """
    pairs = [
        (cost, top, line.index, line)
        for line in lines
        if line.index not in scene.cards
        for top in _nearest(scene.tops, line.index)
        if (cost := _cost(scene, top, line)) is not None
    ]
    if not pairs:
        return None, None
    _, top, _, line = min(pairs, key=lambda pair: pair[:3])
    return (None if top < 0 else top), line


def is_published_then(scene: Scene, line: TimeLine) -> bool:
    """Tell the time of publication from that of an update on a later day than the address has."""
    return not (line.is_update and _is_of_another_day(scene, line))


def _is_of_another_day(scene: Scene, line: TimeLine) -> bool:
    day = scene.own.day if scene.own else None
    return line.day is not None and day is not None and line.day != day


def _nearest(tops: tuple[int, ...], index: int) -> list[int]:
    """List the last headline above a line and the first one below it; -1 when the page has none."""
    place = bisect(tops, index)
    return [*tops[max(place - 1, 0) : place], *tops[place : place + 1]] or [-1]


def _cost(scene: Scene, top: int, line: TimeLine) -> int | None:
    another_day = _is_of_another_day(scene, line)
    distance = 0 if top < 0 else _distance(scene, top, line.index)
    if distance > (_NEAR if another_day else _FAR) or (another_day and line.index < top):
        return None
    return distance + line.is_update * _UPDATED + another_day * _ANOTHER_DAY


def _distance(scene: Scene, top: int, time: int) -> int:
    """Count the lines between headline and time; too far when a card, or the article's end, is between them."""
    first, last = min(top, time) + 1, max(top, time)
    cards = scene.cards - scene.outline.labels  # "Share" may be linked to wherever it likes
    if last - first > _FAR * 2 or any(index in cards for index in range(first, last)):
        return _FAR + 1
    lines = len(scene.outline.texts(first, last))
    if _is_below_end(scene.outline, first, last):
        return _FAR + 1
    return lines if top < time else _ABOVE * (lines + 1)


def _is_below_end(outline: Outline, first: int, last: int) -> bool:
    """Tell whether the heading of readers' comments, or of the site's foot, stands below prose between two blocks."""
    told = 0
    for index in outline.texts(first, last):
        block = outline.blocks[index]
        told += index in outline.sentences
        if told >= _FEWEST_TOLD and block.linked < labels.MOSTLY and labels.ends_article(block.text):
            return True
    return False
