"""What is known of a page before its article is read: its outline, its address, what it says of itself."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from shinenews.metadata import Metadata
from shinenews.normalise import text
from shinenews.page.cards import find_cards
from shinenews.page.outline import Block, Outline
from shinenews.page.walk import read_outline
from shinenews.site import Address, article_address

_MOST_HEADLINE_LINES = 8
_PREVIEWS = ("og:image", "og:video", "og:video:url", "og:video:secure_url")
_MOST_NAME = 2
"""How many words a heading has at most that names a site or a section."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Scene:
    """The evidence that all parts of an article are read from.

    `titles` are the headlines that the page gives itself, plain; `tops` the lines that print one. `description` is
    its meta description, `previews` the addresses of its preview images and videos. `cards` are the blocks in boxes
    that lead to other articles, `near_cards` those of them that stand in a wider box only. `is_dated` when machines
    are told a date of publication, `is_declared` when they are told that it is an article.
    """

    outline: Outline
    own: Address | None
    base: str
    titles: frozenset[str]
    tops: tuple[int, ...]
    description: str | None
    previews: tuple[str, ...]
    cards: frozenset[int]
    near_cards: frozenset[int]
    is_dated: bool
    is_declared: bool


def read_scene(root: etree._Element, url: str, metadata: Metadata) -> Scene:
    """Take a page in."""
    outline = read_outline(root)
    own = article_address(url)
    titles = frozenset(filter(None, map(plain, filter(None, map(text.clean, _titles(root, metadata))))))
    tops = tuple(_tops(outline, titles))
    cards, near = find_cards(outline, tops, own)
    return Scene(
        outline,
        own,
        _base(root, url),
        titles,
        tops,
        text.clean(next(iter([*metadata.meta("og:description"), *metadata.meta("description")]), "")),
        tuple(address for name in _PREVIEWS for address in metadata.meta(name)),
        frozenset(cards),
        frozenset(near),
        bool(metadata.ld("datePublished") or metadata.meta("article:published_time")),
        bool(metadata.linked_data) or "article" in metadata.meta("og:type"),
    )


def plain(title: str) -> str:
    """Reduce a title to its letters and digits: quotes, dashes and spaces are often printed another way.

    >>> plain("‘Rain’ -- ahead - SHINE News")
    'rainahead'
    """
    return "".join(re.findall(r"\w+", text.headline(title) or "")).casefold()


def lines_of_run(outline: Outline, index: int) -> list[int]:
    """List a line and those of its run below it, as many as a headline may have."""
    run = outline.blocks[index].run
    end = index + 1
    while end < min(len(outline.blocks), index + _MOST_HEADLINE_LINES) and outline.blocks[end].run == run:
        end += 1
    return outline.texts(index, end)


def _titles(root: etree._Element, metadata: Metadata) -> list[str]:
    title = next(root.iter("title"), None)
    printed = "".join(map(str, title.itertext())) if title is not None else ""
    return [*metadata.meta("og:title"), *metadata.meta("twitter:title"), *metadata.ld("headline"), printed]


def _tops(outline: Outline, titles: frozenset[str]) -> list[int]:
    """List the lines that print a title, which may be broken over lines; failing that, the top headings.

    Before headings of lower rank goes a line that prints a title among other words, in an element of its own.
    """
    initials = {title[0] for title in titles}
    printed = [index for index in outline.lines if _prints_title(outline, index, titles, initials)]
    return (
        printed
        or _headings(outline, "h1")
        or [index for index in outline.lines if title_within(outline.blocks[index], titles)]
        or _headings(outline, "h2")
        or _headings(outline, "h3")
    )


def _headings(outline: Outline, level: str) -> list[int]:
    """List the headings of a level too long for the name of a site or section; sentences for want of others only."""
    headings = [index for index in outline.lines if outline.tag(index) == level and not outline.blocks[index].breaks]
    long = [index for index in headings if _words(outline.words(lines_of_run(outline, index))) > _MOST_NAME]
    return [index for index in long if index not in outline.sentences] or long


def title_within(block: Block, titles: frozenset[str]) -> str | None:
    """Find a title that is printed in an element of its own within a line.

    >>> title_within(Block("text", 0, pieces=("News", "Rain ahead")), frozenset({"rainahead"}))
    'Rain ahead'
    """
    pieces = block.pieces if len(block.pieces) > 1 else ()
    return next((piece for piece in pieces if plain(piece) in titles), None)


def _words(text: str) -> int:
    """Count words as blanks part them, and of Chinese, where none do, two characters to one."""
    return len(_CHINESE.sub(" ", text).split()) + len(_CHINESE.findall(text)) // 2


def _prints_title(outline: Outline, index: int, titles: frozenset[str], initials: set[str]) -> bool:
    text = outline.blocks[index].text
    first = text[0] if text[0].isalnum() else next(filter(str.isalnum, text), "")
    if first.casefold()[:1] not in initials:
        return False
    printed = ""
    for line in lines_of_run(outline, index):
        printed += plain(outline.blocks[line].text)
        if printed in titles:
            return True
        if not any(title.startswith(printed) for title in titles):
            return False
    return False


def _base(root: etree._Element, url: str) -> str:
    hrefs = (href for element in root.iter("base") if (href := element.get("href")) is not None)
    try:
        base = urljoin(url, next(hrefs, ""))
        urlsplit(base)
    except ValueError:
        return url
    return base
