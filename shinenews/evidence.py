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
        self._root: etree._Element = selector.root
        self._url = url
        self._listed_at = listed_at

    def read(self, source: Source) -> list[Any]:
        """List the raw values that a source gives, in page order; empty when it is silent."""
        return self._readers[source.kind](source.query)

    @cached_property
    def _readers(self) -> dict[str, Callable[[str], list[Any]]]:
        return {
            "address": lambda query: _as_list(getattr(self._address, query, None)),
            "hour": lambda query: self._hours(getattr(self._page, query)),
            "landmark": lambda query: _as_list(getattr(self._page, query)),
            "ld": lambda query: self._metadata.ld(query),  # noqa: PLW0108 - read only when asked for
            "markup": lambda query: MARKUP[query](self._root),
            "meta": lambda query: self._metadata.meta(query),  # noqa: PLW0108 - the same
            "newsmap": lambda _: _as_list(self._listed_at),
        }

    def _hours(self, time_line: str | None) -> list[str]:
        day = self._address.day if self._address else None
        return [f"{time_line}, {day.isoformat()}"] if time_line and day else []

    @cached_property
    def _address(self) -> Address | None:
        return article_address(self._url)

    @cached_property
    def _metadata(self) -> Metadata:
        return read_metadata(self._root)

    @cached_property
    def _page(self) -> Page:
        return read_page(self._root, self._url, self._metadata)


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(value, date):
        return [dates.midnight(value)]
    return value if isinstance(value, list) else [] if value is None else [value]
