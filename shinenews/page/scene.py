"""What is known of a page before its article is read: its outline, its address, what it says of itself."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from shinenews.metadata import Metadata
from shinenews.normalise import text
from shinenews.page.cards import find_cards
from shinenews.page.sight.outline import Outline
from shinenews.page.sight.walk import read_outline
from shinenews.page.titles import find_tops, plain
from shinenews.site import Address, article_address

_PREVIEWS = ("og:image", "og:video", "og:video:url", "og:video:secure_url")


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
    titles = frozenset(filter(None, map(plain, filter(None, map(text.clean, _titles(metadata))))))
    tops = tuple(find_tops(outline, titles))
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


def _titles(metadata: Metadata) -> list[str]:
    told = [*metadata.meta("og:title"), *metadata.meta("twitter:title"), *metadata.ld("headline")]
    return [*told, metadata.title or ""]


def _base(root: etree._Element, url: str) -> str:
    hrefs = (href for element in root.iter("base") if (href := element.get("href")) is not None)
    try:
        base = urljoin(url, next(hrefs, ""))
        urlsplit(base)
    except ValueError:
        return url
    return base
