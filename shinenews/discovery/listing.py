"""A section's listing: links to its articles, and to its next page.

The markup of cards is not relied on: any link whose path is an article's counts. How the live site paginates is
unknown, so the next page is the one that a link names as next, or else the lowest number above this page's among
the links that lead to the same listing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree

from shinenews.site import article_address, is_on_site
from shinenews.store.frontier import Found

_ADDRESS_ATTRIBUTES = ("href", "data-href", "data-url", "data-next")
_NUMBERED_PATH = re.compile(r"(?:page|p|index|list)?[/_-]?([0-9]{1,5})(?:\.s?html?)?/?")
_A_NUMBER = re.compile(r"[0-9]{1,9}")
_NEXT = re.compile(r"(?:next|older|(?:load|show|view) more|more)\b.*|下一页|[>›»]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing: the articles it links to, in page order, each once, and the page after it."""

    found: list[Found]
    next_url: str | None


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    text: str
    is_next: bool


def read_listing(root: etree._Element, url: str, origin: str, section: str) -> Listing:
    """Read one page of the listing of a section, fetched from `url`; links off the site are passed over.

    >>> page = etree.HTML('<a href="/news/nation/2411116666/?from=list">Rain</a><a href="/wanlixin/">Wan Lixin</a>'
    ...                   '<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=9">9</a>')
    >>> listing = read_listing(page, "https://www.shine.cn/news/nation/", "https://www.shine.cn", "news/nation")
    >>> [found.address.id for found in listing.found], listing.next_url
    (['2411116666'], 'https://www.shine.cn/news/nation/?page=2')
    """
    links = [link for link in _links(root, url) if is_on_site(link.url, origin)]
    addresses = filter(None, (article_address(link.url) for link in links))
    found = {address.id: Found(address) for address in addresses}
    return Listing(list(found.values()), _next_page(links, url, f"/{section}/"))


def _links(root: etree._Element, base: str) -> Iterator[_Link]:
    for element in root.iter("a", "link", "button", "div", "li", "span"):
        raw = next(filter(None, map(element.get, _ADDRESS_ATTRIBUTES)), None)
        if raw is None or (element.tag == "link" and element.get("rel") != "next"):
            continue
        try:
            url = urljoin(base, raw.strip())
        except ValueError:
            continue
        yield _Link(url, " ".join("".join(map(str, element.itertext())).split()), element.get("rel") == "next")


def _next_page(links: list[_Link], url: str, listing: str) -> str | None:
    here = _number(url, listing) or 0
    numbered: dict[int, str] = {}
    for link in links:
        number = _number(link.url, listing)
        if article_address(link.url) or link.url == url or (number is None and not link.is_next):
            continue
        if link.is_next or (_NEXT.fullmatch(link.text) and number != here):
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
        numbers = [int(value) for _, value in parse_qsl(parts.query) if _A_NUMBER.fullmatch(value)]
        return numbers[0] if numbers else 0
    match = _NUMBERED_PATH.fullmatch(parts.path.removeprefix(listing)) if parts.path.startswith(listing) else None
    return int(match[1]) if match else None
