"""The article's pictures and videos, told from all others on the page."""

from dataclasses import dataclass

from shinenews.normalise.names import people
from shinenews.normalise.text import clean
from shinenews.page.cards import leads_elsewhere
from shinenews.page.head.byline import byline_in
from shinenews.page.head.crumbs import crumb_lines
from shinenews.page.head.header import Header
from shinenews.page.scene import Scene
from shinenews.page.sight.addresses import absolute, house, image_address, is_article_picture, video_address
from shinenews.page.sight.outline import Outline

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
    homes = {house(url) for url in (scene.base, "https://www.shine.cn", *filter(None, previews))}
    images = [shown for shown in found if scene.outline.blocks[shown.index].kind == "image"]
    at_home = {shown.index for shown in images if house(shown.url) in homes}
    strangers = {shown.index for shown in images if at_home and shown.index not in at_home}
    return [shown for shown in found if shown.index not in strangers and not _is_portrait(scene.outline, shown, header)]


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


def _is_portrait(outline: Outline, shown: Shown, header: Header) -> bool:
    """Tell the author's portrait: within the head, in an element with no other text than the byline's names.

    One that is described by such a name may stand with the time too.
    """
    if not header.first < shown.index < header.end or header.byline is None:
        return False
    block = outline.blocks[shown.index]
    lines = next(filter(None, map(outline.inside, outline.lineage(block.node))), [])
    described = clean((block.element.get("alt") or "") if block.element is not None else "")
    names = (described, byline_in(outline, lines).byline)
    return header.used.issuperset(lines) and any(name is not None and name in header.byline for name in names)


def shows_author(shown: Shown, byline: str | None) -> bool:
    """Tell the portrait on an author's card: named below it is who wrote the article, and a sentence tells of them.

    What shows people they did not take.

    >>> card = Shown(7, "", caption="Hu Min is a reporter and a rower.", credit="Hu Min")
    >>> shows_author(card, "Hu Min, Wu Di"), shows_author(card, "Wu Di"), shows_author(card, None)
    (True, False, False)
    """
    name, caption = shown.credit, shown.caption
    return bool(name and caption and byline and caption.startswith(name) and name in people(byline))
