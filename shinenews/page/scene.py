"""What is known of a page before its article is read: its outline, its address, what it says of itself."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from shinenews.metadata import Metadata, read_metadata
from shinenews.normalise import text
from shinenews.page import labels, words
from shinenews.page.outline import Outline
from shinenews.page.walk import read_outline
from shinenews.site import Address, article_address

_MOST_HEADLINE_LINES = 8
_MOST_LINES, _MOST_LETTERS = 6, 400
"""A card holds no more than a headline, a sentence, a byline, a time and a count."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The evidence that all parts of an article are read from.

    `titles` are the headlines that the page gives itself, plain; `tops` the lines that print one. `description` is
    its meta description, `pictures` the addresses of its preview images. `cards` are the blocks in boxes that lead to
    other articles, `near_cards` those of them that stand in a wider box only. `is_dated` when machines are told a date
    of publication.
    """

    outline: Outline
    own: Address | None
    base: str
    titles: frozenset[str]
    tops: tuple[int, ...]
    description: str | None
    pictures: tuple[str, ...]
    cards: frozenset[int]
    near_cards: frozenset[int]
    is_dated: bool


def read_scene(root: etree._Element, url: str) -> Scene:
    """Take a page in."""
    outline = read_outline(root)
    metadata = read_metadata(root)
    own = article_address(url)
    titles = frozenset(filter(None, map(plain, _titles(root, metadata))))
    tops = tuple(_tops(outline, titles))
    cards, near = _cards(outline, tops, own)
    return Scene(
        outline,
        own,
        _base(root, url),
        titles,
        tops,
        text.clean(next(iter([*metadata.meta("og:description"), *metadata.meta("description")]), "")),
        tuple(metadata.meta("og:image")),
        frozenset(cards),
        frozenset(near),
        bool(metadata.ld("datePublished") or metadata.meta("article:published_time")),
    )


def plain(title: str) -> str:
    """Reduce a title to its letters and digits: quotes, dashes and spaces are often printed another way.

    >>> plain("‘Rain’ -- ahead - SHINE News")
    'rainahead'
    """
    return "".join(re.findall(r"\w+", text.headline(title) or "")).casefold()


def leads_elsewhere(scene_outline: Outline, index: int, own: Address | None) -> bool:
    """Tell a line or picture that as a whole is a link to another article."""
    block = scene_outline.blocks[index]
    if block.kind == "text" and block.linked < labels.MOSTLY:
        return False
    targets = [article_address(link) for link in block.links]
    return any(target is not None and (own is None or target.id != own.id) for target in targets)


def lines_of_run(outline: Outline, index: int) -> list[int]:
    """List a line and those of its run below it, as many as a headline may have."""
    run = outline.blocks[index].run
    end = index + 1
    while end < min(len(outline.blocks), index + _MOST_HEADLINE_LINES) and outline.blocks[end].run == run:
        end += 1
    return outline.texts(index, end)


def _titles(root: etree._Element, metadata: Metadata) -> list[str]:
    title = root.find(".//title")
    printed = "".join(map(str, title.itertext())) if title is not None else ""
    return [*metadata.meta("og:title"), *metadata.meta("twitter:title"), *metadata.ld("headline"), printed]


def _tops(outline: Outline, titles: frozenset[str]) -> list[int]:
    """List the lines that print a title, which may be broken over lines; failing that, the top headings."""
    lines = outline.texts(0, len(outline.blocks))
    printed = [index for index in lines if _prints_title(outline, index, titles)]
    for level in ("h1", "h2", "h3") if not printed else ():
        headings = [index for index in lines if outline.tag(index) == level and not outline.blocks[index].breaks]
        long = [index for index in headings if len(outline.words(lines_of_run(outline, index)).split()) > 2]
        if long:
            return [index for index in long if not words.is_sentence(outline.blocks[index].text)] or long
    return printed


def _prints_title(outline: Outline, index: int, titles: frozenset[str]) -> bool:
    start = plain(outline.blocks[index].text)
    if start in titles:
        return True
    if not start or not any(title.startswith(start) for title in titles):
        return False
    lines = lines_of_run(outline, index)
    return any(plain(outline.words(lines[:count])) in titles for count in range(2, len(lines) + 1))


def _cards(outline: Outline, tops: tuple[int, ...], own: Address | None) -> tuple[set[int], set[int]]:
    """List the blocks of cards: small boxes around a link to another article, or below a label.

    A box with a headline of the page is the article itself. A label heads the smallest box that holds more than it.
    The smallest box that holds more than a link is surely a card; what else is near it may be the article's own.
    """
    found: set[int] = set()
    sure: set[int] = set()
    for index, block in enumerate(outline.blocks):
        is_label = block.kind == "text" and labels.are_labels(block.pieces)
        if index in found or not (is_label or leads_elsewhere(outline, index, own)):
            continue
        found.add(index)
        sure.add(index)
        is_alone = True
        for node in outline.lineage(block.node):
            first, end = outline.spans[node]
            if not _is_small(outline, node, tops) or (is_label and not _is_headed_by(outline, node, index)):
                break
            found.update(range(first, end))
            if is_alone:
                sure.update(range(first, end))
                is_alone = end - first == 1
            if is_label and not is_alone:
                break
    return found, found - sure


def _is_headed_by(outline: Outline, node: int, index: int) -> bool:
    """Tell a box that begins with a label; one with a time in it is the head of an article."""
    lines = outline.inside(node)
    return lines[0] == index and "UTC" not in outline.words(lines)


def _is_small(outline: Outline, node: int, tops: tuple[int, ...]) -> bool:
    first, end = outline.spans[node]
    if end - first > 2 * _MOST_LINES or any(first <= top < end for top in tops):
        return False
    lines = [outline.blocks[index] for index in outline.inside(node)]
    sentences = sum(words.is_sentence(line.text) and line.linked < labels.MOSTLY for line in lines)
    return len(lines) <= _MOST_LINES and sentences <= 1 and sum(len(line.text) for line in lines) <= _MOST_LETTERS


def _base(root: etree._Element, url: str) -> str:
    element = root.find(".//base[@href]")
    try:
        base = urljoin(url, (element.get("href") or "") if element is not None else "")
        urlsplit(base)
    except ValueError:
        return url
    return base
