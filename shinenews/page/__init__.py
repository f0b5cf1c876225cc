"""An article page as visible blocks in document order, cut at its landmarks."""

from dataclasses import dataclass, field

from lxml import etree

from shinenews.metadata import Metadata, read_metadata
from shinenews.page.body.body import Body
from shinenews.page.body.furniture import find_furniture
from shinenews.page.body.paragraphs import find_summary, group_paragraphs
from shinenews.page.foot.source import Ending, find_end
from shinenews.page.foot.tags import read_marked_tags, read_tags
from shinenews.page.head.counts import count_below
from shinenews.page.head.crumbs import crumb_lines, read_crumb
from shinenews.page.head.header import Header, read_header
from shinenews.page.head.summary import summary_in_head
from shinenews.page.pictures.captions import Album
from shinenews.page.pictures.portraits import shows_author
from shinenews.page.pictures.shown import Shown, find_shown
from shinenews.page.scene import Scene, read_scene
from shinenews.page.sight.outline import Outline
from shinenews.page.titles import plain
from shinenews.page.wording import words

_SHORTEST_PARAGRAPH = 40
_FEWEST, _FEWEST_DECLARED = 3, 2
"""How many paragraphs a page needs to read as an article."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article: its real address, absolute, and what is printed with it."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What the visible text of a page says of its article; absent is None, a list may be empty."""

    crumb: list[str] = field(default_factory=list)
    headline: str | None = None
    byline: str | None = None
    time_line: str | None = None
    comment_count: str | None = None
    summary: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    images: list[Picture] = field(default_factory=list)
    videos: list[str] = field(default_factory=list)
    source: str | None = None
    editor: str | None = None
    tags: list[str] = field(default_factory=list)


def read_page(root: etree._Element, url: str, metadata: Metadata | None = None) -> Page:
    """Read an article from its page by the words on it, their order and their likeness; never raises.

    `url` is where the page was fetched, `metadata` the page's own, where they are read already. A page without time
    line, source line and date is an article only when it reads as one; else at most its headline is given.
    """
    scene = read_scene(root, url, metadata or read_metadata(root))
    header = read_header(scene)
    if header is None:
        return Page()
    ending = find_end(scene, header.end)
    is_signed = ending.line is not None or header.source is not None or header.editor is not None
    page = _read_article(scene, header, ending)
    if header.time is None and not is_signed and not scene.is_dated and not _reads_as_article(scene, page):
        return Page(headline=header.headline)
    return page


def _reads_as_article(scene: Scene, page: Page) -> bool:
    """Tell an article from an error page, a login wall and a listing, where nothing but its text can tell.

    It has an article's address, its headline is its title, and several pieces of prose follow, or several pictures
    with captions; two will do where machines are told that it is an article, or a byline tells readers.
    """
    title = plain(page.headline or "")
    if scene.own is None or not title or (scene.titles and title not in scene.titles):
        return False
    prose = [
        text
        for text in (page.summary or "", *page.paragraphs)
        if words.is_sentence(text) and len(text) >= _SHORTEST_PARAGRAPH
    ]
    captions = [image for image in page.images if image.caption]
    return max(len(prose), len(captions)) >= (_FEWEST_DECLARED if scene.is_declared or page.byline else _FEWEST)


def _read_article(scene: Scene, header: Header, ending: Ending) -> Page:
    outline = scene.outline
    found = find_shown(scene, header, ending.end)
    first = min(header.first, *(each.index for each in found), ending.end)
    used = header.used | scene.cards | crumb_lines(scene, first, header.end)
    shown = Album(outline, found, used, first, header.end, ending.end).complete()
    of_pictures = {line for each in shown for line in each.lines}
    of_line = set(range(ending.line.first, ending.line.end)) if ending.line else set()
    taken = frozenset(of_pictures | of_line | header.used)
    body = Body(
        scene,
        header.end,
        ending.end,
        taken,
        frozenset(each.index for each in shown),
        ending.is_line,
        header.is_signed_twice,
    )
    furniture = find_furniture(body)
    summary = summary_in_head(scene, header, taken) or find_summary(body, furniture)
    groups = group_paragraphs(body, furniture, summary)
    paragraphs = [outline.words(lines) for lines in groups]
    own = [
        each
        for each in shown
        if each.index not in furniture and not shows_author(each.caption, each.credit, header.byline)
    ]
    return Page(
        crumb=read_crumb(scene, header.first, header.end),
        headline=header.headline,
        byline=header.byline,
        time_line=header.time,
        comment_count=header.count or count_below(scene, header.end),
        summary=outline.words(summary) or None,
        paragraphs=_each_once(paragraphs, header),
        images=_images(outline, own),
        videos=list(dict.fromkeys(each.url for each in own if outline.blocks[each.index].kind == "video")),
        source=(ending.line and ending.line.source) or header.source,
        editor=(ending.line and ending.line.editor) or header.editor,
        tags=_tags(
            scene, header, ending, max([header.end - 1, *map(max, groups), *of_pictures, *(each.index for each in own)])
        ),
    )


def _each_once(paragraphs: list[str], header: Header) -> list[str]:
    """Drop copies of the headline, and of a paragraph right after itself: variants for another width of screen."""
    paragraphs = [text for text in paragraphs if text != header.headline]
    return [text for number, text in enumerate(paragraphs) if number == 0 or text != paragraphs[number - 1]]


def _images(outline: Outline, shown: list[Shown]) -> list[Picture]:
    """List each picture once, though it may be shown in two sizes."""
    images: dict[str, Picture] = {}
    for each in shown:
        if outline.blocks[each.index].kind == "image":
            known = images.get(each.url, Picture(each.url))
            images[each.url] = Picture(each.url, known.caption or each.caption, known.credit or each.credit)
    return list(images.values())


def _tags(scene: Scene, header: Header, ending: Ending, last: int) -> list[str]:
    """Read the tags below the source line, at last those that are marked so; without it, below the last block."""
    if ending.line is None or not ending.is_line:
        return read_tags(scene, last + 1, ending.end, header.first)
    start, blocks = ending.line.end, scene.outline.blocks
    home = scene.outline.common(blocks[header.first].node, blocks[ending.line.first].node)
    return read_tags(scene, start, len(blocks), header.first) or read_marked_tags(scene, start, ending.limit, home)
