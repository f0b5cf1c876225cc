"""The article's pictures and videos, told from all others on the page."""

from dataclasses import dataclass

from shinenews.normalise.text import clean
from shinenews.page.addresses import absolute, house, image_address, is_article_picture, video_address
from shinenews.page.byline import byline_in
from shinenews.page.cards import leads_elsewhere
from shinenews.page.header import Header
from shinenews.page.outline import Outline
from shinenews.page.scene import Scene


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or video: its block, its address, the lines that belong to it."""

    index: int
    url: str
    lines: tuple[int, ...] = ()
    caption: str | None = None
    credit: str | None = None


def find_shown(scene: Scene, header: Header, end: int) -> list[Shown]:
    """Find the pictures and videos from head to end; before the head, a leading figure or what previews show.

    Of pictures from several houses, those of the site's, or of the previews', are the article's.
    """
    found = [shown for index in range(end) if (shown := _shown_at(scene, index)) is not None]
    previews = {absolute(address, scene.base) for address in scene.pictures}
    found = [
        shown
        for shown in found
        if shown.index >= header.first or shown.url in previews or _is_lead(scene.outline, shown.index, header)
    ]
    homes = {house(url) for url in (scene.base, "https://www.shine.cn", *filter(None, previews))}
    images = [shown for shown in found if scene.outline.blocks[shown.index].kind == "image"]
    at_home = {shown.index for shown in images if house(shown.url) in homes}
    strangers = {shown.index for shown in images if at_home and shown.index not in at_home}
    return [shown for shown in found if shown.index not in strangers and not _is_portrait(scene.outline, shown, header)]


def _is_lead(outline: Outline, index: int, header: Header) -> bool:
    """Tell a figure that stands above the headline, in the same element."""
    figures = [node for node in outline.lineage(outline.blocks[index].node) if node in outline.figures]
    return bool(figures) and outline.holds(max(outline.parents[figures[-1]], 0), header.first)


def _shown_at(scene: Scene, index: int) -> Shown | None:
    block = scene.outline.blocks[index]
    if block.element is None or index in scene.cards:
        return None
    if block.kind == "video":
        url = video_address(block.element, scene.base)
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
