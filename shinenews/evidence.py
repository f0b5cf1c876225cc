"""What a page, its address and the news sitemap have to say of the declared fields: raw readings by source."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from lxml import etree
from parsel import Selector

from shinenews.items import Source
from shinenews.metadata import Metadata, read_metadata
from shinenews.normalise import dates
from shinenews.page import Page, read_page
from shinenews.site import Address, article_address


def _texts(xpath: str) -> Callable[[etree._Element], list[str]]:
    find, text = etree.XPath(xpath), etree.XPath("string()", smart_strings=False)

    def read(root: etree._Element) -> list[str]:
        elements: list[etree._Element] = find(root)  # type: ignore[assignment]
        return [str(text(element)) for element in elements]

    return read


MARKUP = {
    "div.content p": _texts("//div[contains(concat(' ', normalize-space(@class), ' '), ' content ')]//p"),
    "div.caption p": _texts(
        "//div[contains(concat(' ', normalize-space(@class), ' '), ' caption ')]"
        "[not(ancestor::figure) and not(preceding-sibling::*[1][descendant-or-self::img])]//p"
    ),
    "span.glyphicon-time": _texts("//span[contains(concat(' ', normalize-space(@class), ' '), ' glyphicon-time ')]/.."),
}
"""What is known of the site's markup: for each selector, the texts at it.

Attested by one public spider of unknown date. `div.caption` is a summary's box only where no picture stands before
it, for captions of pictures have boxes of that name too; of the time's icon it is the parent that has the text.
"""


class Evidence:
    """The readings of one page, made only when a source asks for them.

    `url` is the address that was asked for, `listed_at` the publication date that the news sitemap gave with it.
    """

    def __init__(self, selector: Selector, url: str, listed_at: str | None = None) -> None:
        self.root: etree._Element = selector.root
        self.url = url
        self.listed_at = listed_at

    def read(self, source: Source) -> list[Any]:
        """List the raw values that a source gives, in page order; empty when it is silent."""
        return _READERS[source.kind](self, source.query)

    @cached_property
    def address(self) -> Address | None:
        """The address, taken apart; None when it is no article's."""
        return article_address(self.url)

    @cached_property
    def metadata(self) -> Metadata:
        """What the page tells machines."""
        return read_metadata(self.root)

    @cached_property
    def page(self) -> Page:
        """What the page shows."""
        return read_page(self.root, self.url, self.metadata)


def _hours(time_line: str | None, address: Address | None) -> list[str]:
    day = address.day if address else None
    return [f"{time_line}, {day.isoformat()}"] if time_line and day else []


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(value, date):
        return [dates.midnight(value)]
    return value if isinstance(value, list) else [] if value is None else [value]


_READERS: dict[str, Callable[[Evidence, str], list[Any]]] = {
    "address": lambda evidence, query: _as_list(getattr(evidence.address, query, None)),
    "hour": lambda evidence, query: _hours(getattr(evidence.page, query), evidence.address),
    "landmark": lambda evidence, query: _as_list(getattr(evidence.page, query)),
    "ld": lambda evidence, query: evidence.metadata.ld(query),
    "markup": lambda evidence, query: MARKUP[query](evidence.root),
    "meta": lambda evidence, query: evidence.metadata.meta(query),
    "newsmap": lambda evidence, _: _as_list(evidence.listed_at),
}
"""By the kind of a source; a table of the evidence's own would keep it, and the page's tree, from being let go."""
