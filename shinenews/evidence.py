"""What a page, its address and the news sitemap have to say of the declared fields: raw readings by source."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from lxml import etree
from parsel import Selector

from shinenews.fields import Source
from shinenews.metadata import Metadata, read_metadata
from shinenews.normalise import dates
from shinenews.page import Page, read_page
from shinenews.site import Address, article_address


def _text(element: etree._Element) -> str:
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _is_summary_box(box: etree._Element) -> bool:
    above = next(box.itersiblings("*", preceding=True), None)
    is_below_picture = above is not None and next(above.iter("img"), None) is not None
    return not is_below_picture and next(box.iterancestors("figure"), None) is None


_KNOWN = {"content": "div", "caption": "div", "glyphicon-time": "span"}
"""The classes that are known, and the tag of the elements that have them."""

MARKUP: dict[str, Callable[[dict[str, list[etree._Element]]], Iterator[etree._Element | None]]] = {
    "div.content p": lambda known: (p for box in known["content"] for p in box.iter("p")),
    "div.caption p": lambda known: (p for box in known["caption"] if _is_summary_box(box) for p in box.iter("p")),
    "span.glyphicon-time": lambda known: (icon.getparent() for icon in known["glyphicon-time"]),
}
"""What is known of the site's markup: for each selector, the elements at it by `Evidence.known`, in page order.

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
    def known(self) -> dict[str, list[etree._Element]]:
        """The elements of each class that the site's markup is known to have, in page order."""
        known: dict[str, list[etree._Element]] = {name: [] for name in _KNOWN}
        for element in self.root.iter(*set(_KNOWN.values())):
            for name in (element.get("class") or "").split():
                if _KNOWN.get(name) == element.tag:
                    known[name].append(element)
        return known

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
    "element": lambda evidence, query: _as_list(getattr(evidence.metadata, query)),
    "hour": lambda evidence, query: _hours(getattr(evidence.page, query), evidence.address),
    "landmark": lambda evidence, query: _as_list(getattr(evidence.page, query)),
    "ld": lambda evidence, query: evidence.metadata.ld(query),
    "markup": lambda evidence, query: [
        _text(element) for element in dict.fromkeys(MARKUP[query](evidence.known)) if element is not None
    ],
    "meta": lambda evidence, query: evidence.metadata.meta(query),
    "newsmap": lambda evidence, _: _as_list(evidence.listed_at),
}
"""By the kind of a source; a table of the evidence's own would keep it, and the page's tree, from being let go."""
