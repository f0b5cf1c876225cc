"""A section's listing: links to its articles, and to its next page.

The markup of cards is not relied on: any link whose path is an article's counts. How the live site paginates is
unknown, so the next page is the one that a link names as next, or else the lowest number above this page's among
the links that lead to the same listing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree
from w3lib.url import url_query_parameter

from shinenews.site import Address, Found, article_address, is_on_site

_ADDRESS_ATTRIBUTES = ("href", "data-href", "data-url", "data-next")
_NUMBERED_PATH = re.compile(r"(?:page|p|index|list)?[/_-]?([0-9]{1,5})(?:\.s?html?)?/?")
_A_NUMBER = re.compile(r"[0-9]{1,9}")
_NEXT = re.compile(r"(?:next|older|(?:load|show|view) more|more)\b.*|下一页|[>›»]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing: the articles it links to, in page order, each once, and the page after it.

    Of an article that it links to at several addresses, the one in the listing's own section counts. `leads_back`
    tells whether it links to the listing at all, as each page of it does, and a site's apology hardly.
    """

    found: list[Found]
    next_url: str | None
    leads_back: bool = False


class _Link(NamedTuple):
    element: etree._Element
    url: str
    address: Address | None

    @property
    def text(self) -> str:
        return " ".join("".join(map(str, self.element.itertext())).split())


def read_listing(root: etree._Element, url: str, origin: str, section: str) -> Listing:
    """Read one page of the listing of a section, fetched from `url`; links off the site are passed over.

    >>> page = etree.HTML('<a href="/news/nation/2411116666/?from=list">Rain</a><a href="/wanlixin/">Wan Lixin</a>'
    ...                   '<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=9">9</a>')
    >>> listing = read_listing(page, "https://www.shine.cn/news/nation/", "https://www.shine.cn", "news/nation")
    >>> [found.address.id for found in listing.found], listing.next_url
    (['2411116666'], 'https://www.shine.cn/news/nation/?page=2')
    """
    base = _target(url, next(filter(None, (each.get("href") for each in root.iter("base"))), ""), origin)
    links = list(_links(root, base[0] if base else url, origin))
    addresses: dict[str, Address] = {}
    for link in links:
        if link.address and (link.address.section == section or link.address.id not in addresses):
            addresses[link.address.id] = link.address
    leads_back = any(_number(link.url, f"/{section}/") is not None for link in links)
    return Listing(list(map(Found, addresses.values())), _next_page(links, url, f"/{section}/"), leads_back)


def _links(root: etree._Element, base: str, origin: str) -> Iterator[_Link]:
    """Yield the links to the site; most of a page's lead where others of it do, and are read once."""
    targets: dict[str, tuple[str, Address | None] | None] = {}
    for element in root.iter("a", "link", "button", "div", "li", "span"):
        if set(element.keys()).isdisjoint(_ADDRESS_ATTRIBUTES):
            continue
        raw = next(filter(None, map(element.get, _ADDRESS_ATTRIBUTES)), None)
        if raw is None or (element.tag == "link" and not _names_next(element)):
            continue
        if raw not in targets:
            targets[raw] = _target(base, raw, origin)
        if (target := targets[raw]) is not None:
            yield _Link(element, *target)


def _names_next(element: etree._Element) -> bool:
    return "next" in element.get("rel", "").lower().split()


def _target(base: str, raw: str, origin: str) -> tuple[str, Address | None] | None:
    """Give where a link leads, as an article's address, too, if it is one; None when it leads off the site."""
    try:
        url = urljoin(base, raw.strip())
    except ValueError:
        return None
    return (url, article_address(url)) if is_on_site(url, origin) else None


def _next_page(links: list[_Link], url: str, listing: str) -> str | None:
    here = _number(url, listing) or 0
    numbered: dict[int, str] = {}
    for link in links:
        if link.address or link.url == url:
            continue
        number = _number(link.url, listing)
        is_next = _names_next(link.element)
        if number is None and not is_next:
            continue
        if is_next or (_NEXT.fullmatch(link.text) and number != here):
            return link.url
        is_first = link.text == "1"
        if number is not None and number > here and not is_first:
            numbered.setdefault(number, link.url)
    return numbered[min(numbered)] if numbered else None


def _number(url: str, listing: str) -> int | None:
    """Read which page of the listing a URL is: 0 when it bears no number, None when it is none of the listing's."""
    parts = urlsplit(url)
    path = parts.path if parts.path.endswith("/") else parts.path + "/"
    if path == listing:
        values = [url_query_parameter(url, "page"), *(value for _, value in parse_qsl(parts.query))]
        return next((int(value) for value in values if value and _A_NUMBER.fullmatch(value)), 0)
    match = _NUMBERED_PATH.fullmatch(parts.path.removeprefix(listing)) if parts.path.startswith(listing) else None
    return int(match[1]) if match else None
