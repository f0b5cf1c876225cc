"""The news sitemap: the newest days of all sections, with dates.

The format is the news extension of sitemaps.org's protocol: `url` with `loc` and `news:news`, in which
`news:publication_date` is a W3C datetime.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO

from lxml import etree

from shinenews.normalise import dates
from shinenews.site import article_address, is_on_site
from shinenews.store.frontier import Found

PATH = "/sitemap-news.xml"


class NotASitemapError(ValueError):
    """The document is no sitemap."""


def read_newsmap(body: bytes, origin: str) -> Iterator[Found]:
    """Yield the articles that a news sitemap names, in its order, a row in memory at a time.

    Addresses off the site are passed over. Raises `NotASitemapError` when the root is no `urlset`; a document
    that breaks off yields what stands before the break.

    >>> body = b'''<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    ...   xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
    ...   <loc>https://www.shine.cn/news/nation/2411116666/</loc>
    ...   <news:news><news:publication_date>2024-11-11T20:37:00+0800</news:publication_date></news:news>
    ... </url></urlset>'''
    >>> [found.published_at for found in read_newsmap(body, "https://www.shine.cn")]
    ['2024-11-11T20:37:00+08:00']
    """
    rows = etree.iterparse(
        BytesIO(body), resolve_entities=False, no_network=True, recover=True, events=("start", "end")
    )
    is_sitemap = False
    for event, element in _until_it_breaks_off(rows):
        name = _local_name(element)
        if event == "start":
            if not is_sitemap and name != "urlset":
                message = f"the document is a <{name}>, not the <urlset> of a sitemap"
                raise NotASitemapError(message)
            is_sitemap = True
        elif name == "url":
            found = _found(element, origin)
            if found is not None:
                yield found
            element.clear()
    if not is_sitemap:
        message = "the document is no XML"
        raise NotASitemapError(message)


def _until_it_breaks_off(rows: Iterable[tuple[str, etree._Element]]) -> Iterator[tuple[str, etree._Element]]:
    with suppress(etree.XMLSyntaxError):
        yield from rows


def _found(row: etree._Element, origin: str) -> Found | None:
    texts = {_local_name(child): (child.text or "").strip() for child in row.iter() if isinstance(child.tag, str)}
    url = texts.get("loc", "")
    address = article_address(url) if is_on_site(url, origin) else None
    return Found(address, dates.timestamp(texts.get("publication_date", ""))) if address else None


def _local_name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
