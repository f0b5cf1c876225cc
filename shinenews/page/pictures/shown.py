"""The article's pictures and videos, told from all others on the page."""

from collections import Counter
from dataclasses import dataclass

from shinenews.page.cards import leads_elsewhere
from shinenews.page.head.crumbs import crumb_lines
from shinenews.page.head.header import Header
from shinenews.page.pictures.portraits import is_portrait
from shinenews.page.scene import Scene
from shinenews.page.sight.addresses import (
    absolute,
    house,
    image_address,
    is_article_picture,
    is_same_file,
    video_address,
)

_FARTHEST = 12
"""How many blocks above a headline a player may stand, at most."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or video: its block, its address, the lines that belong to it."""

    index: int
    url: str
    lines: tuple[int, ...] = ()
    caption: str | None = None
    credit: str | None = None


def find_shown(scene: Scene, header: Header, end: int) -> list[Shown]:
    """Find the pictures and videos from head to end; before the head, what leads the article or previews show.

    Of pictures from several houses, those of the site's, or of the previews', are the article's.
    """
    found = [shown for index in range(end) if (shown := _shown_at(scene, index)) is not None]
    previews = {absolute(address, scene.base) for address in scene.previews}
    found = [
        shown
        for shown in found
        if shown.index >= header.first or shown.url in previews or _is_lead(scene, shown.index, header)
    ]
    found = _of_one_size(scene, found)
    homes = {house(url) for url in (scene.base, "https://www.shine.cn", *filter(None, previews))}
    images = [shown for shown in found if scene.outline.blocks[shown.index].kind == "image"]
    at_home = {shown.index for shown in images if house(shown.url) in homes}
    strangers = {shown.index for shown in images if at_home and shown.index not in at_home}
    articles = [shown for shown in found if shown.index not in strangers]
    urls = Counter(shown.url for shown in articles if shown.index < header.end)
    return [
        shown
        for shown in articles
        if shown.url in previews
        or not is_portrait(scene, shown.index, shown.url, header, is_told=bool(previews) or urls[shown.url] > 1)
    ]


def _of_one_size(scene: Scene, found: list[Shown]) -> list[Shown]:
    """Drop the copies of a picture that stand beside it for screens of other widths; it is where the last is."""
    pictures: list[Shown] = []
    for shown in found:
        above = pictures[-1] if pictures else None
        is_next = (
            above is not None and scene.outline.blocks[above.index].kind == "image" and above.index + 1 == shown.index
        )
        if above is not None and is_next and is_same_file(above.url, shown.url):
            pictures[-1] = Shown(shown.index, min(above.url, shown.url, key=len))
        else:
            pictures.append(shown)
    return pictures


def _is_lead(scene: Scene, index: int, header: Header) -> bool:
    """Tell a figure above the headline, in the same element; or a player there, with at most the crumb between."""
    outline = scene.outline
    around = outline.lineage(outline.blocks[index].node)
    figures = [node for node in around if node in outline.figures]
    if figures:
        return outline.holds(max(outline.parents[figures[-1]], 0), header.first)
    if outline.blocks[index].kind != "video" or header.first - index > _FARTHEST:
        return False
    is_next = crumb_lines(scene, index, header.first).issuperset(outline.texts(index, header.first))
    return is_next and outline.holds(next(filter(outline.inside, around), 0), header.first)


def _shown_at(scene: Scene, index: int) -> Shown | None:
    block = scene.outline.blocks[index]
    if block.element is None or index in scene.cards:
        return None
    if block.kind == "video":
        url = video_address(block, scene.base)
        return Shown(index, url) if url else None
    url = image_address(block.element, scene.base) if block.kind == "image" else None
    if url is None or leads_elsewhere(scene.outline, index, scene.own):
        return None
    return Shown(index, url) if is_article_picture(block, url, scene.base) else None
