"""Sitemaps: what they name, whether articles or further sitemaps.

The format is sitemaps.org's protocol: a `urlset` of at most 50,000 `url` rows and 50 MB, or a `sitemapindex` of
`sitemap` rows; plain or packed by gzip. In the news extension a `url` has a `news:publication_date`.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from lxml import etree

from shinenews.normalise import dates
from shinenews.site import Found, article_address, is_on_site, on_host

PATHS = {"newsmap": "/sitemap-news.xml", "sitemap": "/sitemap.xml"}
"""By way in: the news sitemap, which holds the newest days of all sections, and the one of everything."""

LARGEST = 50 * 1024 * 1024
"""The bytes of a sitemap at the most, as sent and as unpacked."""

_ROOTS = frozenset({"urlset", "sitemapindex"})


class NotASitemapError(ValueError):
    """The document is no sitemap."""


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names: its path, and the day since which nothing in it has changed, where it says so."""

    path: str
    modified_on: date | None


class Sitemap:
    """One sitemap, read a row at a time; iterating yields its articles, in its order.

    Addresses off the site are passed over. `articles` counts those that came so far, `children` are the sitemaps that
    came so far. Raises `NotASitemapError` when the document is neither `urlset` nor `sitemapindex`. One that breaks
    off yields what stands before the break; when it was read, `is_whole` tells whether it had its end.

    >>> body = b'''<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    ...   xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
    ...   <loc>https://www.shine.cn/news/nation/2411116666/</loc>
    ...   <news:news><news:publication_date>2024-11-11T20:37:00+0800</news:publication_date></news:news>
    ... </url></urlset>'''
    >>> [found.published_at for found in Sitemap(body, "https://www.shine.cn")]
    ['2024-11-11T20:37:00+08:00']
    """

    def __init__(self, body: bytes, origin: str) -> None:
        self.articles = 0
        self.children: list[Child] = []
        self._body = body
        self._origin = origin
        self.is_whole = False

    def __iter__(self) -> Iterator[Found]:
        self._body = _unpacked(self._body)
        for row in self._rows():
            texts = {_name(child): (child.text or "").strip() for child in row.iter() if isinstance(child.tag, str)}
            url = texts.get("loc", "")
            if not is_on_site(url, self._origin):
                continue
            if _name(row) == "sitemap":
                self.children.append(Child(on_host(url), _day(texts.get("lastmod", ""))))
            elif address := article_address(url):
                self.articles += 1
                yield Found(address, dates.timestamp(texts.get("publication_date", "")))

    def _rows(self) -> Iterator[etree._Element]:
        events = etree.iterparse(
            BytesIO(self._body), resolve_entities=False, no_network=True, recover=True, events=("start", "end")
        )
        is_sitemap = False
        for event, element in _until_it_breaks_off(events):
            name = _name(element)
            if not is_sitemap and name not in _ROOTS:
                message = f"the document is a <{name}>, neither the <urlset> nor the <sitemapindex> of a sitemap"
                raise NotASitemapError(message)
            is_sitemap = True
            if event == "end" and name in {"url", "sitemap"}:
                yield element
                _forget(element)
            self.is_whole = event == "end" and name in _ROOTS
        # Of a document that is cut short, the parser makes up the end.
        self.is_whole &= not events.error_log.filter_types([etree.ErrorTypes.ERR_TAG_NOT_FINISHED])
        if not is_sitemap:
            message = "the document is no XML"
            raise NotASitemapError(message)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return gzip.open(BytesIO(body)).read(LARGEST)
    except (OSError, EOFError, zlib.error) as error:
        message = f"the document can't be unpacked ({error})"
        raise NotASitemapError(message) from error


def _until_it_breaks_off(rows: Iterable[tuple[str, etree._Element]]) -> Iterator[tuple[str, etree._Element]]:
    with suppress(etree.XMLSyntaxError):
        yield from rows


def _forget(row: etree._Element) -> None:
    """Keep the tree from growing with the document."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]


def _day(lastmod: str) -> date | None:
    try:
        return date.fromisoformat(lastmod[:10])
    except ValueError:
        return None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
